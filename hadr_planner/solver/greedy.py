"""A first plan as a good staff makes it by hand: hour by hour, each free tail goes where its load helps most.

Sorties are placed one by one within every row that binds sorties alone (tails, ramps, berths, fuel, hours), so what comes
out can be flown; what exactly is loaded is settled afterwards, for all sorties together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hadr_planner import demand
from hadr_planner.decisions.flows import UNIT
from hadr_planner.decisions.rows import Spell
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Per
from hadr_planner.goals import worth
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AHEAD_DAYS = 3
"""How many days of a site's need count when choosing where to go."""
PASSED_ON = 0.6
"""Worth of goods one lift further back, relative to where they are handed over."""
ECHELONS = 3
UNIT_WORTH = 2_000.0
"""Worth of a tonne of a unit that is on its way to its work, in person-days."""


@dataclass(slots=True)
class _Term:
    row: Ints
    since: int
    until: int
    amount: float


class Greedy:
    """The staff's hand: what is free, what lies where, who still lacks what."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.x = program.x
        x = self.x
        self.left = program.at_most.copy()
        self.terms = self._terms()
        self.stock = self._stocks()
        self.reach = self._reach()
        self.value, self.gap = self._demand()
        self.free = {pool: [[0, int(x.stands[pool][0])] for _ in range(a.count)] for pool, a in enumerate(x.pools) if len(x.stands[pool])}
        self.of_stand = self._by_stand()
        self.carrier_of = {k: x.missions.pools.index(a.base) for k, a in enumerate(x.pools) if a.base in x.scenario.assets}
        self.carriers = set(self.carrier_of.values())
        self.people_near = self._people_near()
        self.day = -1
        for line, slot, row, amount in program.standing:
            if program.fleet.home[line]:
                self.left[row] -= amount * program.fleet.count[line]

    # ---- what there is ----------------------------------------------------------------------------------------

    def _terms(self) -> list[list[_Term]]:
        """Rows on which each mission weighs, for rows of sorties."""
        found: list[list[_Term]] = [[] for _ in range(len(self.x.missions))]
        for k, rows in enumerate(self.x.rows):
            for term in rows.sorties:
                if isinstance(term, Spell):
                    table = np.where(term.row >= 0, term.row + self.program.first[k], -1)
                    for m, line, since, until, amount in zip(
                        term.mission.tolist(), term.line.tolist(), term.since.tolist(), term.until.tolist(), term.amount.tolist(), strict=True
                    ):
                        found[m].append(_Term(table[line], since, until, amount))
        return found

    def _stocks(self) -> Floats:
        """Tonnes that can be loaded in each period if nothing else moves (node, item, period)."""
        x = self.x
        stock = np.zeros((len(x.nodes), len(x.cargo), x.clock.periods))
        for (node, item), first in x.stock_number.items():
            stock[node, item] = np.cumsum(x.supplied()[first : first + x.clock.periods])
        return stock

    def _reach(self) -> NDArray[np.bool_]:
        """Whether some sortie carries an item from a node to another (from, to, item)."""
        x = self.x
        reach = np.zeros((len(x.nodes), len(x.nodes), len(x.cargo)), dtype=bool)
        reach[x.flow.start, x.flow.end, x.flow.item] = True
        return reach

    def _demand(self) -> tuple[Floats, Floats]:
        """Worth of a tonne (node, item), and tonnes wanted from each day on (node, item, day)."""
        x = self.x
        value = np.zeros((len(x.nodes), len(x.cargo)))
        gap = np.zeros((len(x.nodes), len(x.cargo), x.clock.days + 1))
        self.used = np.zeros_like(gap)
        serving = {n: x.network.index[p.serves] for n, p in enumerate(x.nodes) if getattr(p, "serves", "")}
        for need in x.needs:
            if need.kind is NeedKind.CARGO and need.item in x.cargo:
                item, site = x.cargo.index(need.item), x.network.index[need.site]
                days = demand.days(x.scenario, need)
                for node in [site, *(n for n, s in serving.items() if s == site)]:
                    once = worth.suffering_days(x.clock.horizon_h / 2) if need.per is Per.ONCE else 1.0
                    value[node, item] = max(value[node, item], worth.person_days_per_t(x.scenario, need) * once)
                    for day in range(x.clock.days):
                        if need.per is Per.DAY and node == site:
                            self.used[node, item, day] += demand.owed(x.scenario, need, day)
                        if need.per is Per.ONCE:
                            gap[node, item, day] += demand.owed(x.scenario, need, demand.ONCE) if days else 0.0
                        else:
                            gap[node, item, day] += sum(demand.owed(x.scenario, need, d) for d in days if day <= d < day + AHEAD_DAYS)
        self._claim_units(value, gap)
        return value, gap

    def _claim_units(self, value: Floats, gap: Floats) -> None:
        """Let each unit that needs lift choose the node with most work that nobody else took."""
        x = self.x
        taken: dict[int, int] = {}
        for k, unit in enumerate(x.scenario.units.values()):
            name = UNIT + unit.id
            mine = np.flatnonzero((x.stay.unit == k) & ~x.stay.drives & (x.stay.upper > 0)) if len(x.stay) else []
            nodes = list(dict.fromkeys(int(x.stay.node[j]) for j in mine))
            if name in x.cargo and nodes:
                best = min(nodes, key=lambda n: (taken.get(n, 0), nodes.index(n)))
                taken[best] = taken.get(best, 0) + 1
                value[best, x.cargo.index(name)] = UNIT_WORTH
                gap[best, x.cargo.index(name), :] = unit.type.weight_t

    def _by_stand(self) -> dict[tuple[int, int], Ints]:
        x = self.x
        live = x.allowed.any(axis=1)
        found: dict[tuple[int, int], list[int]] = {}
        for m in np.flatnonzero(live).tolist():
            found.setdefault((int(x.missions.pool[m]), int(x.missions.start[m])), []).append(m)
        return {key: np.array(value, dtype=np.int64) for key, value in found.items()}

    # ---- the day's work ---------------------------------------------------------------------------------------

    def run(self) -> Columns:
        """Choose sorties, slot by slot; the same pair twice means two tails."""
        x = self.x
        self._lifts()
        chosen: list[tuple[int, int]] = []
        period = -1
        for slot in range(x.clock.slots):
            if int(x.leaves[slot]) != period:
                period = int(x.leaves[slot])
                self._wants(slot)
            for pool, tails in self.free.items():
                if pool in self.carrier_of:
                    self._follow(pool, slot)
                idle = [tail for tail in tails if tail[0] <= slot]
                while idle:
                    tail = idle.pop(0)
                    mission = self._best(pool, tail, slot)
                    if mission is None:
                        same = [other for other in idle if other[1] == tail[1] and other[0] >= tail[0]]
                        idle = [other for other in idle if other not in same]
                        continue
                    self._fly(mission, slot, tail)
                    chosen.append((mission, slot))
        missions = np.array([m for m, _ in chosen], dtype=np.int64)
        return Columns(missions, np.array([s for _, s in chosen], dtype=np.int64))

    def _follow(self, pool: int, slot: int) -> None:
        """Embarked tails are where their ship lies; nowhere while it sails."""
        ships = [ship for ship in self.free.get(self.carrier_of[pool], []) if ship[0] <= slot]
        for tail in self.free[pool]:
            tail[1] = ships[0][1] if ships else -1

    def _people_near(self) -> Floats:
        """Worth of lying off a node: people affected within an hour's flight, at anchorages."""
        x = self.x
        people = np.array([getattr(node, "affected", 0.0) for node in x.nodes])
        near = np.exp(-x.network.air_km / 60.0) @ people
        return near * np.array([getattr(node, "kind", "") == "anchorage" for node in x.nodes])

    def _consume(self, day: int) -> None:
        """What a day used up at the sites is gone."""
        if day != self.day:
            if self.day >= 0:
                held = np.maximum(self.stock[:, :, self.period :].min(axis=2), 0.0)
                self.stock -= np.minimum(self.used[:, :, self.day], held)[:, :, None]
            self.day = day

    def _lifts(self) -> None:
        lifts = self.x.missions.lifts
        order = np.argsort(lifts.mission, kind="stable")
        self.lift_of = np.split(order, np.searchsorted(lifts.mission[order], np.arange(1, len(self.x.missions))))
        self.first_lift = np.array([part[0] if len(part) else -1 for part in self.lift_of], dtype=np.int64)

    def _wants(self, slot: int) -> None:
        """What each node still wants of each item now, with what it would pass on, and what that is worth."""
        x = self.x
        day, self.period = int(x.day[slot]), int(x.leaves[slot])
        self._consume(day)
        here = self.stock[:, :, -1]
        self.want = np.maximum(self.gap[:, :, day] - here, 0.0)
        self.price = self.value.copy()
        for _ in range(ECHELONS - 1):
            onward = np.einsum("abi,bi->ai", self.reach, self.want * (self.price > 0))
            feeders = np.maximum(self.reach.sum(axis=0), 1)
            passed = np.einsum("abi,bi->ai", self.reach / feeders[None], self.want)
            best = np.where(self.reach, (self.price * (self.want > 1e-6))[None], 0.0).max(axis=1) * PASSED_ON
            relay = (best > self.price) & (onward > 0)
            self.price = np.where(relay, best, self.price)
            self.want = np.where(relay, np.maximum(np.maximum(passed, 0.3 * onward) - here, 0.0), self.want)

    def _best(self, pool: int, tail: list[int], slot: int) -> int | None:
        """The mission that helps most per slot, among those that can start now."""
        x = self.x
        missions = self.of_stand.get((pool, tail[1]))
        if missions is None:
            return None
        missions = missions[x.allowed[missions, slot] & (slot - x.lead[missions, slot] >= tail[0])]
        if not len(missions):
            return None
        score = self._gain(missions) / x.missions.slots[missions]
        if len(x.stands[pool]) > 1 and not self.program.fleet.embarked(pool):
            score = score + self._onward(pool, missions)
        for k in np.argsort(-score, kind="stable")[:12].tolist():
            if score[k] <= 0:
                return None
            if self._fits(int(missions[k]), slot):
                return int(missions[k])
        return None

    def _gain(self, missions: Ints) -> Floats:
        """Worth of the best load of each mission."""
        x = self.x
        lift = self.first_lift[missions]
        start, end = x.missions.lifts.start[lift], x.missions.lifts.end[lift]
        useful = np.minimum(self.stock[start, :, self.period :].min(axis=2), self.want[end]) * self.reach[start, end]
        worths = np.where(useful > 1e-6, self.price[end], 0.0)
        order = np.argsort(-worths, axis=1, kind="stable")
        amount = np.take_along_axis(useful, order, axis=1)
        room = np.maximum(x.missions.payload_t[missions][:, None] - (np.cumsum(amount, axis=1) - amount), 0.0)
        gain = (np.minimum(amount, room) * np.take_along_axis(worths, order, axis=1)).sum(axis=1)
        return np.where(lift >= 0, gain, 0.0)

    def _onward(self, pool: int, missions: Ints) -> Floats:
        """What going to another stand opens: cargo that waits there, or a sea base off the people in need."""
        x = self.x
        ends, slots = x.missions.end[missions], x.missions.slots[missions]
        if pool in self.carriers:
            here = self.people_near[x.missions.start[missions[0]]]
            return np.maximum(self.people_near[ends] - 1.2 * here, 0.0) / slots
        score = np.zeros(len(missions))
        for stand in np.unique(ends):
            there = self.of_stand.get((pool, int(stand)))
            if there is not None and stand != x.missions.start[missions[0]]:
                rate = self._gain(there) / x.missions.slots[there]
                best = int(np.argmax(rate))
                mark = ends == stand
                score[mark] = 0.5 * rate[best] * x.missions.slots[there[best]] / (x.missions.slots[there[best]] + slots[mark])
        return score

    def _fits(self, mission: int, slot: int) -> bool:
        for term in self.terms[mission]:
            rows = term.row[slot + term.since : slot + term.until]
            rows = rows[rows >= 0]
            if len(rows) and (self.left[rows] < term.amount - 1e-9).any():
                return False
        return True

    def _fly(self, mission: int, slot: int, tail: list[int]) -> None:
        """Book the sortie: tail, rows, goods."""
        x = self.x
        for term in self.terms[mission]:
            rows = term.row[slot + term.since : slot + term.until]
            np.subtract.at(self.left, rows[rows >= 0], term.amount)
        end = int(x.missions.end[mission])
        self._rest(mission, slot, tail[1], end)
        tail[0] = slot + int(x.missions.slots[mission]) + int(x.rest[mission])
        tail[1] = end
        lifts = x.missions.lifts
        for lift in self.lift_of[mission].tolist():
            self._load(int(lifts.start[lift]), int(lifts.end[lift]), x.missions.payload_t[mission] * lifts.share[lift],
                       int(x.leaves[min(slot + lifts.out[lift], len(x.leaves) - 1)]), int(x.arrives[min(slot + lifts.into[lift], len(x.arrives) - 1)]))

    def _rest(self, mission: int, slot: int, start: int, end: int) -> None:
        """Where a tail rests matters to what lies aboard and to what flies from it."""
        x, fleet = self.x, self.program.fleet
        pool = int(x.missions.pool[mission])
        leave, enter = fleet.number.get((pool, start)), fleet.number.get((pool, end))
        until = slot + int(x.missions.slots[mission]) + int(x.rest[mission])
        for line, slots, row, amount in self.program.standing:
            if line == leave:
                self.left[row[slots >= slot]] += amount[slots >= slot]
            if line == enter:
                self.left[row[slots >= until]] -= amount[slots >= until]

    def _load(self, start: int, end: int, room_t: float, out: int, into: int) -> None:
        for item in np.argsort(-self.price[end], kind="stable").tolist():
            if room_t <= 1e-6 or self.price[end, item] <= 0:
                return
            if self.reach[start, end, item]:
                tonnes = min(room_t, float(self.stock[start, item, out:].min()), float(self.want[end, item]))
                if tonnes > 1e-6:
                    self.stock[start, item, out:] -= tonnes
                    self.stock[end, item, into + 1 :] += tonnes
                    self.want[end, item] -= tonnes
                    room_t -= tonnes


def greedy(program: Program) -> Columns:
    """Sorties of a first plan, one entry a sortie."""
    return Greedy(program).run()

