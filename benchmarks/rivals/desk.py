"""A staff's desk: sorties placed slot by slot, the first free tail first, loads and hand-overs settled afterwards."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hadr_planner.domain.plan import Plan
from hadr_planner.solver.assemble import from_manifest
from hadr_planner.solver.greedy import TRIED, Greedy
from hadr_planner.solver.hand import Tail
from hadr_planner.solver.program import Program

Ints = np.ndarray


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
        return from_manifest(self.program, self.run(), self.wishes())

    def choose(self, pool: int, tail: Tail, slot: int) -> tuple[int | None, bool]:
        """The first that fits, in the order of the head."""
        missions = self.hand.ready(pool, tail, slot)
        ranked = self.rank(self, missions)[:TRIED].tolist() if len(missions) else []
        return next((mission for mission in ranked if self.hand.fits(mission, slot)), None), False

    def helps(self, missions: Ints) -> np.ndarray:
        """Whether a mission would carry something that is wanted where it goes."""
        return np.asarray(self.gains.of(missions) > 0)
