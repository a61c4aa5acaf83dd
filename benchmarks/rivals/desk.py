"""A staff's desk: sorties placed slot by slot, the first free tail first, loads and hand-overs settled afterwards."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hadr_planner.domain.plan import Plan
from hadr_planner.solver.assemble import from_manifest
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.loads import Manifest
from hadr_planner.solver.program import Program

Ints = np.ndarray
TRIED = 12
"""Missions that one tail tries at one slot before it waits."""


class Desk(Greedy):
    """The eyes and hands of a staff (stocks, wants, ramps, tails); the head is given.

    Parameters
    ----------
    program
        All missions and rules.
    rank
        For a tail's possible missions now: their order, best first, without those that it would not fly.
    """

    def __init__(self, program: Program, rank: Callable[[Desk, Ints], Ints]) -> None:
        super().__init__(program)
        self.rank = rank

    def plan(self) -> Plan:
        """Place sorties slot by slot and settle what they carry."""
        x = self.x
        chosen: list[tuple[int, int]] = []
        period = -1
        for slot in range(x.clock.slots):
            if int(x.leaves[slot]) != period:
                period = int(x.leaves[slot])
                self._wants(slot)
            dull: set[tuple[int, int]] = set()
            for pool, tail in self.hand.idle(slot):
                if (pool, tail.stand) in dull:
                    continue
                mission = self._first_fit(self.hand.ready(pool, tail, slot), slot)
                if mission is None:
                    dull.add((pool, tail.stand))
                    continue
                self.hand.fly(mission, slot, tail)
                self._book(mission, slot, len(chosen))
                chosen.append((mission, slot))
        return self._settled(chosen)

    def _first_fit(self, missions: Ints, slot: int) -> int | None:
        if not len(missions):
            return None
        ranked = self.rank(self, missions)[:TRIED].tolist()
        return next((int(mission) for mission in ranked if self.hand.fits(int(mission), slot)), None)

    def _settled(self, chosen: list[tuple[int, int]]) -> Plan:
        pairs = np.array(chosen, dtype=np.int64).reshape(-1, 2)
        manifest = Manifest(self.program, Columns(pairs[:, 0], pairs[:, 1]))
        for (sortie, lift), held in self.loads.items():
            manifest.loads[sortie, lift] = held
        return from_manifest(self.program, manifest, self.wishes())

    def helps(self, missions: Ints) -> np.ndarray:
        """Whether a mission would carry something that is wanted where it goes."""
        return np.asarray(self._gain(missions) > 0)
