"""A whole plan with care: ships and craft first, units at their posts, all others fitted around them day by day.

What is held is held in the program, and a few first-order steps from the last answer say what the others do then. They
are followed hour by hour; what was flown early on is held too and the rest asked again, so that nobody plans on goods
that the whole sorties did not bring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.big import big, voyages
from hadr_planner.solver.coarse import Coarse, Guess
from hadr_planner.solver.columns import Columns, counted, union
from hadr_planner.solver.fill import Posts, posted, posts
from hadr_planner.solver.follow import flown, follow
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Found
from hadr_planner.solver.program import Linear, Program

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

DAYS = (0.4,)
"""Shares of the horizon after which what was flown is held, and the others asked again."""
STEPS = engine.NEARBY | {engine.STEPS: 512}


class Around:
    """Everything fitted around the big ones of one answer.

    Attributes
    ----------
    held
        The post of every unit that has one.
    """

    def __init__(
        self,
        program: Program,
        found: Found,
        known: Columns,
        before: Guess,
        booked: Sequence[Booking],
        limits: Limits,
    ) -> None:
        self.program, self.limits, self.before = program, limits, before
        first = found.linear.first_other + program.offset["stay"]
        self.held: Posts = posts(program, found.values[first : first + len(program.x.stay)])
        self.booked = voyages(program, found.linear.columns, found.share, found.worths, booked)
        self.columns = union(program.x.clock.slots, found.linear.columns, known)
        self._since = 0

    def run(self) -> tuple[Columns, NDArray[np.int64]] | None:
        """Sorties and how many tails fly each; None if the engine found no answer in time."""
        slots = self.program.x.clock.slots
        kept, counts = counted(flown(self.booked), slots)
        for share in (*DAYS, None):
            values = self._asked(kept, counts)
            if values is None:
                return None
            others = values[: len(self.columns)]
            others[self._big(self.columns)] = 0.0
            kept, counts = counted(
                flown(follow(self.program, self.columns, others, ahead=0, booked=self.booked)), slots
            )
            if share is not None:
                early = self._big(kept) | (kept.start < round(slots * share))
                kept, counts = kept.take(early), counts[early]
                self._since = round(slots * share)
        return kept, counts

    def _asked(self, kept: Columns, counts: NDArray[np.int64]) -> Floats | None:
        """What everything else does around what is kept."""
        self.columns = union(self.program.x.clock.slots, self.columns, kept)
        linear = self.program.linear(self.columns)
        bound = self._big(self.columns) | (self.columns.start < self._since)
        coarse = Coarse(
            self.program, posted(self.program, held_to(self.program, linear, bound, kept, counts), self.held)
        )
        start, prices = coarse.guess(self.before)
        answer = engine.solve(
            coarse.model,
            seconds=self.limits.left() + 5.0,
            options=STEPS,
            stop=self.limits.stop,
            start=start,
            prices=prices,
            threads=self.limits.cores,
        )
        if not answer.found:
            return None
        self.before = coarse.told(answer.values, answer.dual)
        return coarse.values(answer.values)

    def _big(self, columns: Columns) -> Bools:
        return np.asarray(big(self.program)[self.program.x.missions.pool[columns.mission]])


def held_to(program: Program, linear: Linear, bound: Bools, kept: Columns, counts: NDArray[np.int64]) -> Linear:
    """The same program with the sorties ``bound`` held to those kept."""
    lower, upper = linear.lower.copy(), linear.upper.copy()
    lower[: linear.sorties][bound] = upper[: linear.sorties][bound] = 0.0
    slots = program.x.clock.slots
    where = np.searchsorted(linear.columns.code(slots), kept.code(slots))
    lower[where] = upper[where] = counts
    return replace(linear, lower=lower, upper=upper)
