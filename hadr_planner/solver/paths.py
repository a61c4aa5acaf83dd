"""What tails would do at given prices: best paths over (stand, slot), and the best one through every sortie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Paths:
    """Best uses of one tail of each pool, from its home stand to the horizon.

    Parameters
    ----------
    best
        Worth of each pool's best path.
    known
        The same over the sorties known so far.
    through
        Worth of the best path that holds each (mission, slot); minus infinity where there is none.
    onward
        Worth of the best way on from every (line of the fleet, slot).
    resting
        What a tail that rests there is worth.
    """

    best: Floats
    known: Floats
    through: Floats
    onward: Floats
    resting: Floats


@dataclass(frozen=True, slots=True)
class Arcs:
    """Sorties of one pool between (slot, line) nodes, by the slot at which they leave, and what resting is worth."""

    leave: Ints
    free: Ints
    source: Ints
    target: Ints
    gain: Floats
    rest: Floats

    def take(self, keep: NDArray[np.bool_]) -> Arcs:
        """Some of them."""
        return Arcs(self.leave[keep], self.free[keep], self.source[keep], self.target[keep], self.gain[keep], self.rest)

    def onward(self) -> Floats:
        """Worth of the best way from every (slot, line) to the horizon."""
        slots, lines = self.rest.shape[1] - 1, len(self.rest)
        begin = np.searchsorted(self.leave, np.arange(slots + 1))
        best = np.zeros((slots + 1, lines))
        for slot in range(slots - 1, -1, -1):
            best[slot] = best[slot + 1] + self.rest[:, slot]
            now = slice(begin[slot], begin[slot + 1])
            if begin[slot] < begin[slot + 1]:
                np.maximum.at(best[slot], self.source[now], self.gain[now] + best[self.free[now], self.target[now]])
        return best

    def route(self) -> list[int]:
        """Numbers of the sorties on a best way from home to the horizon."""
        slots = self.rest.shape[1] - 1
        best = self.onward()
        begin = np.searchsorted(self.leave, np.arange(slots + 1))
        slot, line = 0, 0
        taken: list[int] = []
        while slot < slots:
            here = np.arange(begin[slot], begin[slot + 1])
            here = here[self.source[here] == line]
            worth = self.gain[here] + best[self.free[here], self.target[here]]
            if len(here) and worth.max() > best[slot + 1, line] + self.rest[line, slot]:
                chosen = int(here[np.argmax(worth)])
                taken.append(chosen)
                slot, line = int(self.free[chosen]), int(self.target[chosen])
            else:
                slot += 1
        return taken

    def so_far(self) -> Floats:
        """Worth of the best way from home to every (slot, line)."""
        slots, lines = self.rest.shape[1] - 1, len(self.rest)
        begin = np.searchsorted(self.leave, np.arange(slots + 1))
        best = np.full((slots + 1, lines), -np.inf)
        best[0, 0] = 0.0
        for slot in range(slots):
            now = slice(begin[slot], begin[slot + 1])
            if begin[slot] < begin[slot + 1]:
                np.maximum.at(best, (self.free[now], self.target[now]), best[slot, self.source[now]] + self.gain[now])
            np.maximum(best[slot + 1], best[slot] + self.rest[:, slot], out=best[slot + 1])
        return best


def paths(program: Program, prices: Floats, worths: Floats, columns: Columns) -> Paths:
    """Best paths of every pool; ``worths`` of every (mission, slot) at these prices of the book's rows."""
    x = program.x
    resting = _resting(program, prices)
    known = np.zeros(worths.shape, dtype=bool)
    known[columns.mission, columns.start] = True
    best, among = np.zeros(len(x.pools)), np.zeros(len(x.pools))
    through = np.full(worths.shape, -np.inf)
    ahead = np.zeros((len(program.fleet.lines), x.clock.slots + 1))
    for pool in range(len(x.pools)):
        rest = _rest_of(program, pool, resting)
        if len(rest):
            mission, start, arcs = arcs_of(program, pool, worths, rest)
            onward = arcs.onward()
            best[pool] = onward[0, 0]
            among[pool] = arcs.take(known[mission, start]).onward()[0, 0]
            here = arcs.so_far()[arcs.leave, arcs.source]
            through[mission, start] = here + arcs.gain + onward[arcs.free, arcs.target]
            if not program.fleet.embarked(pool):
                first = program.fleet.number[pool, int(x.stands[pool][0])]
                ahead[first : first + len(rest)] = onward.T
    return Paths(best, among, through, ahead, resting)


def arcs_of(program: Program, pool: int, worths: Floats, rest: Floats) -> tuple[Ints, Ints, Arcs]:
    """Mission and start of the sorties of a pool that can lie on a best path, and the same as arcs."""
    x, fleet = program.x, program.fleet
    mine = np.flatnonzero(x.missions.pool == pool)
    needless = 0.0 if len(rest) == 1 and not rest.any() else -np.inf
    row, start = np.nonzero(worths[mine] > needless)
    columns = Columns(mine[row], start)
    leave = fleet.leave_slot(columns)
    order = np.argsort(leave, kind="stable")
    columns, leave = Columns(columns.mission[order], columns.start[order]), leave[order]
    low = 0 if fleet.embarked(pool) else fleet.number[pool, int(x.stands[pool][0])]
    nowhere = np.zeros(len(columns), dtype=np.int64)
    return (
        columns.mission,
        columns.start,
        Arcs(
            leave,
            fleet.free_slot(columns),
            nowhere if fleet.embarked(pool) else fleet.leaves_line[columns.mission] - low,
            nowhere if fleet.embarked(pool) else fleet.enters_line[columns.mission] - low,
            worths[columns.mission, columns.start],
            rest,
        ),
    )


def _resting(program: Program, prices: Floats) -> Floats:
    """What a resting tail is worth by (line, slot)."""
    gain = np.zeros((len(program.fleet.lines), program.x.clock.slots + 1))
    for line, slot, row, amount in program.standing:
        np.add.at(gain[line], slot, -amount * prices[row])
    return gain


def _rest_of(program: Program, pool: int, resting: Floats) -> Floats:
    """The same for the lines of one pool; a pool that a ship carries rests for nothing."""
    if program.fleet.embarked(pool):
        return np.zeros((1, program.x.clock.slots + 1))
    return resting[program.fleet.lines_of(pool)]
