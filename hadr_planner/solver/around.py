"""A whole plan with care: units at their posts, ships and craft on whole voyages, all others fitted around them.

Programs are asked as written, over the sorties that the last answer flies and those of the best plan; so few of them
that they are solved exactly in seconds: once with units at their posts, which tells what ships and craft do, and again
with these held. What the others do then is followed hour by hour.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.big import big, voyages
from hadr_planner.solver.columns import Columns, counted, union
from hadr_planner.solver.fill import Posts, at_posts, posts, reached
from hadr_planner.solver.follow import flown, follow
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Found
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import solve_open

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

NEAR = engine.INTERIOR | {"kkt_tolerance": 1e-2}
"""Near enough to be followed: a fifth of the time less."""
FLOWN_OFTEN = 3e-2
"""Least share of a sortie that is worth knowing again."""


class Around:
    """Everything fitted around the big ones of one answer.

    Attributes
    ----------
    held
        The post of every unit that has one; given, or chosen by the answer.
    booked
        Sorties that are flown in any case; with the voyages of ships and craft, once they have sailed or were given.
    sailing_s
        How long it took to choose voyages.
    """

    def __init__(
        self,
        program: Program,
        found: Found,
        known: Columns,
        booked: Sequence[Booking],
        limits: Limits,
        held: Posts | None = None,
        sailed: Sequence[Booking] | None = None,
    ) -> None:
        self.program, self.found, self.limits = program, found, limits
        self.slots = program.x.clock.slots
        self.first = held is None
        self.held: Posts = held or posts(program, found.stays(program))
        self.booked, self.sailed = tuple(booked if sailed is None else sailed), sailed is not None
        self.sailing_s = 0.0
        often = found.linear.columns.take(found.share > FLOWN_OFTEN)
        self.columns = union(self.slots, often, known, flown(self.booked))

    def run(self) -> tuple[Booking, ...] | None:
        """Sorties of certain tails; None if the engine found no answer in time."""
        if not self._sail():
            return None
        found = self._asked()
        if found is None:
            return None
        return follow(self.program, self.columns, found[: len(self.columns)], ahead=0, booked=self.booked)

    def _sail(self) -> bool:
        """Book the voyages of ships and craft, as they are when units are at their posts; whether that was found.

        Where no posts are held yet, the last answer's own voyages do.
        """
        if self.sailed:
            return True
        begun, told = time.monotonic(), self.found
        if not self.first:
            values = self._asked()
            if values is None:
                return False
            told = replace(self.found, linear=self.program.linear(self.columns), values=values)
        self.booked = voyages(self.program, told, self.booked)
        self.sailed, self.sailing_s = True, time.monotonic() - begun
        return True

    def _asked(self) -> Floats | None:
        """Values of all decisions with units at their posts and what is booked held: that of ships once they sailed."""
        program = self.program
        kept, counts = counted(flown(self.booked), self.slots)
        self.columns = union(self.slots, self.columns, kept)
        bound = self.sailed & big(program)[program.x.missions.pool[self.columns.mission]]
        linear = at_posts(program, held_to(program, program.linear(self.columns), bound, kept, counts), self.held)
        found = solve_open(
            linear.model(),
            reached(program, linear),
            np.zeros(len(linear.upper)),
            seconds=self.limits.left() + 5.0,
            options=NEAR if self.sailed else engine.CLOSE,
            stop=self.limits.stop,
        )
        return found[0] if found else None


def held_to(program: Program, linear: Linear, bound: Bools, kept: Columns, counts: NDArray[np.int64]) -> Linear:
    """The same program with the sorties ``bound`` held to those kept."""
    lower, upper = linear.lower.copy(), linear.upper.copy()
    lower[: linear.sorties][bound] = upper[: linear.sorties][bound] = 0.0
    slots = program.x.clock.slots
    where = np.searchsorted(linear.columns.code(slots), kept.code(slots))
    lower[where] = upper[where] = counts
    return replace(linear, lower=lower, upper=upper)


def all_held(program: Program, columns: Columns, counts: NDArray[np.int64]) -> Linear:
    """The program over these sorties, so many of each, and no others."""
    return held_to(program, program.linear(columns), np.ones(len(columns), dtype=bool), columns, counts)
