"""One mixed-integer program: whole sorties of every mission in every period, hours of fleets per period.

The usual formulation. It has all that the planner's own program has (flows, stocks, hand-overs, units, openings, aims,
the same rules) but for the clock inside a period: ramps, berths, spots and tails are hours per period instead of slots,
and a sortie stands for any start in its period. What comes out is put on the clock by hand, sortie by sortie, in its
period or later; then loads are settled by a linear program, as well as they can be.
"""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
from scipy import sparse

from benchmarks.rivals.engines import Mip, solved
from benchmarks.rivals.way import Watch, Way, found_by
from hadr_planner.decisions.rows import Rows, Spell
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.solver.assemble import assemble
from hadr_planner.solver.columns import Columns, counted
from hadr_planner.solver.fill import fill
from hadr_planner.solver.hand import Hand, Tail
from hadr_planner.solver.opened import granted
from hadr_planner.solver.program import Program

SOLVE_SHARE = 0.75
"""Share of the time that the engine gets; the rest puts its answer on the clock."""


def one_mip(engine: str) -> Way:
    """The formulation on one engine of OR-Tools."""

    def way(scenario: Scenario, seconds: float, seed: int, watch: Watch) -> Plan:
        until = time.monotonic() + seconds
        aggregate = Aggregate(found_by(scenario))
        found = solved(engine, aggregate.mip(), SOLVE_SHARE * (until - time.monotonic()))
        if found is None:
            raise NoAnswerError(f"{engine} found no solution in its time")
        return on_the_clock(aggregate, found, until)

    return way


class NoAnswerError(Exception):
    """An engine found nothing in its time."""


class Aggregate:
    """The program with periods in place of slots.

    Attributes
    ----------
    columns
        For every mission and period, its first possible start in it.
    """

    def __init__(self, program: Program) -> None:
        self.program, self.x = program, program.x
        x = self.x
        pairs = [
            (mission, int(slots[0]))
            for period in range(x.clock.periods)
            for slots in [np.flatnonzero(x.leaves == period)]
            for mission in np.flatnonzero(x.allowed[:, slots].any(axis=1)).tolist()
        ]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        first = [int(np.flatnonzero(x.allowed[m, s:])[0]) + s for m, s in table.tolist()]
        self.columns = Columns(table[:, 0], np.array(first, dtype=np.int64))
        self.period = x.leaves[self.columns.start]
        self.lines = len(program.fleet.lines)

    def mip(self) -> Mip:
        """The whole of it, in arrays: sorties, tails by stand and period, all other decisions."""
        program, x = self.program, self.x
        count = np.array([asset.count for asset in x.pools], dtype=float)
        length = np.bincount(x.leaves, minlength=x.clock.periods)
        mine = self.columns.mission
        turns = np.ceil(length[self.period] / np.maximum(x.missions.slots[mine], 1))
        book, at_most = self._book()
        tails, limit, equal = self._tails(count, length)
        stands = np.repeat(program.fleet.count, x.clock.periods + 1)
        worth = [program.sortie_reward[mine], np.zeros(len(stands)), program.reward]
        whole = [np.ones(len(mine), dtype=bool), np.zeros(len(stands), dtype=bool), program.whole]
        high = np.concatenate([at_most, limit])
        same = np.concatenate([np.zeros(len(at_most), dtype=bool), equal])
        bound = np.isfinite(high)
        return Mip(
            reward=np.concatenate(worth),
            upper=np.concatenate([count[x.missions.pool[mine]] * turns, stands, program.upper]),
            whole=np.concatenate(whole),
            matrix=sparse.vstack([book, tails], format="csr")[bound],
            low=np.where(same, high, -np.inf)[bound],
            high=high[bound],
        )

    def _book(self) -> tuple[sparse.csr_matrix, np.ndarray]:
        """Rows of the book, those of slots added up by period.

        Stocks may shrink by themselves: an engine that counts in whole hundredths can't hold them to the gram.
        """
        program = self.program
        number, rows = self._numbers()
        row, column, amount = program.entries(self.columns)
        sorties = sparse.csr_matrix((amount, (number[row], column)), shape=(rows, len(self.columns)))
        joined = sparse.csr_matrix((np.ones(len(number)), (number, np.arange(len(number)))), shape=(rows, len(number)))
        at_most = np.bincount(number, weights=program.at_most, minlength=rows)
        return sparse.hstack([sorties, self._resting(number, rows), joined @ program.static]), at_most

    def _numbers(self) -> tuple[np.ndarray, int]:
        """New number of every row of the book."""
        x, found, after = self.x, [], 0
        for rows in x.rows:
            mine = np.arange(len(rows))
            if self._by_slot(rows):
                line, slot = np.divmod(mine, x.clock.slots)
                mine = line * x.clock.periods + x.leaves[slot]
            found.append(mine + after)
            after += int(mine.max(initial=-1)) + 1
        return np.concatenate(found), after

    def _by_slot(self, rows: Rows) -> bool:
        """Whether each row is of one line and slot."""
        slots = self.x.clock.slots
        return bool(rows.sorties) and all(
            isinstance(term, Spell) and term.row.shape[1] == slots and len(np.unique(term.row)) == term.row.size
            and len(rows) % slots == 0
            for term in rows.sorties
        )

    def _resting(self, number: np.ndarray, rows: int) -> sparse.csr_matrix:
        """What tails at a stand weigh, slot by slot added up."""
        x, wide = self.x, self.x.clock.periods + 1
        at, of, weigh = [np.zeros(0, int)], [np.zeros(0, int)], [np.zeros(0)]
        for line, slot, row, amount in self.program.standing:
            at.append(number[row])
            of.append(line * wide + x.leaves[np.minimum(slot, len(x.leaves) - 1)])
            weigh.append(amount)
        where = np.concatenate(at), np.concatenate(of)
        return sparse.csr_matrix((np.concatenate(weigh), where), shape=(rows, self.lines * wide))

    def _tails(self, count: np.ndarray, length: np.ndarray) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
        """Tails at a stand from period to period, and their hours; pools on board have hours only."""
        x, fleet, periods = self.x, self.program.fleet, self.x.clock.periods
        wide, mission = periods + 1, self.columns.mission
        leaves, enters = fleet.leaves_line[mission], fleet.enters_line[mission]
        moves = (leaves != enters) & (leaves >= 0)
        free = fleet.free_slot(self.columns)
        edges = np.append(np.flatnonzero(np.diff(x.leaves, prepend=-1)), x.clock.slots)
        back = np.minimum(np.searchsorted(edges, free), periods)
        stands = np.arange(self.lines * wide)
        later = stands[stands % wide > 0]
        gone, come = np.flatnonzero(moves), np.flatnonzero(moves & (enters >= 0))
        n = len(mission)
        flow = sparse.csr_matrix(
            (
                np.concatenate([np.ones(len(stands)), -np.ones(len(later)), np.ones(len(gone)), -np.ones(len(come))]),
                (
                    np.concatenate([stands, later, leaves[gone] * wide + self.period[gone] + 1,
                                    enters[come] * wide + back[come]]),
                    np.concatenate([n + stands, n + later - 1, gone, come]),
                ),
            ),
            shape=(len(stands), n + len(stands)),
        )
        begun = np.where((stands % wide == 0) & fleet.home[stands // wide], fleet.count[stands // wide], 0.0)
        hours, limit = self._hours(count, length, edges, free, leaves, moves)
        rows = sparse.vstack([flow, hours])
        padded = sparse.hstack([rows, sparse.csr_matrix((rows.shape[0], self.program.others))], format="csr")
        return padded, np.concatenate([begun, limit]), np.arange(rows.shape[0]) < len(stands)

    def _hours(
        self, count: np.ndarray, length: np.ndarray, edges: np.ndarray, free: np.ndarray, leaves: np.ndarray,
        moves: np.ndarray,
    ) -> tuple[sparse.csr_matrix, np.ndarray]:
        """Slots under way in a period: at most those of the tails that stand there, or of the pool on board."""
        x, periods, wide = self.x, self.x.clock.periods, self.x.clock.periods + 1
        mission = self.columns.mission
        pool = x.missions.pool[mission]
        line = np.where(leaves >= 0, leaves, self.lines + pool)
        at, of, busy = [], [], []
        for period in range(periods):
            low = np.maximum(self.columns.start, edges[period])
            slots = np.minimum(free, edges[period + 1]) - low
            mine = np.flatnonzero((slots > 0) & ~(moves & (self.period < period)))
            at.append(line[mine] * periods + period)
            of.append(mine)
            busy.append(slots[mine])
        n, lines = len(mission), self.lines + len(x.pools)
        stand, when = np.divmod(np.arange(self.lines * periods), periods)
        at.append(stand * periods + when)
        of.append(n + stand * wide + when)
        busy.append(-length[when].astype(float))
        shape = lines * periods, n + self.lines * wide
        limit = np.zeros(lines * periods)
        limit[self.lines * periods :] = (count[:, None] * length[None, :]).ravel()
        return sparse.csr_matrix((np.concatenate(busy), (np.concatenate(at), np.concatenate(of))), shape=shape), limit


def on_the_clock(aggregate: Aggregate, values: np.ndarray, until: float) -> Plan:
    """Put the sorties of an answer on the clock by hand, and settle what they carry."""
    program, columns = aggregate.program, aggregate.columns
    flown = np.round(values[: len(columns)]).astype(int)
    stays = values[len(values) - program.others :][program.offset["stay"] :][: len(program.blocks["stay"])]
    placed = place(program, aggregate.period, columns.mission, flown, np.round(stays))
    found, counts = counted(placed, program.x.clock.slots)
    settled = fill(program, found, counts, seconds=max(until - time.monotonic(), 5.0))
    if settled is None:
        raise NoAnswerError("no time was left to settle loads")
    return assemble(program, settled.columns, settled.counts, settled.values)


def place(
    program: Program, period: np.ndarray, mission: np.ndarray, flown: np.ndarray, stays: np.ndarray
) -> Columns:
    """Start every sortie at the first slot of its period, or after, at which a tail and all it needs are free."""
    x = program.x
    hand = Hand(program, granted(program, stays))
    waiting: dict[tuple[int, int], Counter[int]] = {}
    chosen: list[tuple[int, int]] = []
    begun = -1
    for slot in range(x.clock.slots):
        now = int(x.leaves[slot])
        if now != begun:
            begun = now
            for k in np.flatnonzero((period == now) & (flown > 0)).tolist():
                key = int(x.missions.pool[mission[k]]), int(x.missions.start[mission[k]])
                waiting.setdefault(key, Counter())[int(mission[k])] += int(flown[k])
        for pool, tail in hand.idle(slot):
            found = _first(hand, pool, tail, slot, waiting.get((pool, tail.stand)))
            if found is not None:
                hand.fly(found, slot, tail)
                waiting[pool, int(x.missions.start[found])][found] -= 1
                chosen.append((found, slot))
    pairs = np.array(chosen, dtype=np.int64).reshape(-1, 2)
    return Columns(pairs[:, 0], pairs[:, 1])


def _first(hand: Hand, pool: int, tail: Tail, slot: int, waiting: Counter[int] | None) -> int | None:
    """The sortie that has waited longest of those that this tail can begin now."""
    wanted = [mission for mission, left in (waiting or {}).items() if left > 0]
    if not wanted:
        return None
    ready = set(hand.ready(pool, tail, slot).tolist())
    return next((mission for mission in wanted if mission in ready and hand.fits(mission, slot)), None)
