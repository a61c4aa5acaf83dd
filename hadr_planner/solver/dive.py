"""Where units work: each at its likeliest post, unless the next is worth more with all units whole.

Fractions put a unit in two places, a part each, where neither needs all of it; whole, it is at one. Which one that is
shows only when all units are whole, so the program is asked, once for each unit that is undecided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.fill import at_posts, held_at, likeliest, same_places
from hadr_planner.solver.market import Found
from hadr_planner.solver.program import Linear, Program

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DECIDED = 0.9
"""A unit is where this share of it is."""
TRIES = 4
"""Most units of which the next likeliest post is tried, the least decided first."""
FAINT = 0.02
"""Less of a stay is not worth a try."""


class Dive:
    """Posts tried by what the program is worth there.

    Parameters
    ----------
    program, linear
        All rows of the book, and the sorties that may fly.
    solved
        Values of a program in fractions; None where none are found in time.
    """

    def __init__(
        self, program: Program, linear: Linear, solved: Callable[[Linear, dict[str, Any]], Floats | None]
    ) -> None:
        self.program, self.linear, self.solved = program, linear, solved

    def posts(self, found: Found) -> Bools:
        """Which stays units take."""
        share = found.stays(self.program)
        best, worth = likeliest(self.program, share), None
        for unit in self._undecided(share, best):
            next_ = self._next(share, best, unit)
            if next_ is None:
                continue
            worth = self._worth(best) if worth is None else worth
            other = self._worth(next_)
            if worth is None or other is None:
                break
            if other > worth:
                best, worth = next_, other
        return best

    def _undecided(self, share: Floats, best: Bools) -> list[int]:
        """Units of which no place has nearly all, the least decided first."""
        stay = self.program.blocks["stay"]
        there = np.bincount(stay.unit, weights=share * same_places(self.program, best), minlength=1)
        wished = np.bincount(stay.unit, weights=share, minlength=1)
        undecided = np.flatnonzero((wished > FAINT) & (there < DECIDED))
        order: list[int] = undecided[np.argsort(there[undecided])].tolist()
        return order[:TRIES]

    def _next(self, share: Floats, best: Bools, unit: int) -> Bools | None:
        """The same with a unit at its next likeliest place."""
        stay = self.program.blocks["stay"]
        others = np.flatnonzero((stay.unit == unit) & ~same_places(self.program, best) & (share > FAINT))
        if not len(others):
            return None
        at = np.bincount(stay.node[others], weights=share[others])
        here = others[stay.node[others] == np.argmax(at)]
        moved: Bools = best & (stay.unit != unit)
        moved[here[np.argmax(share[here])]] = True
        return moved

    def _worth(self, stays: Bools) -> float | None:
        """What the program is worth with units at these stays and nowhere else."""
        values = self.solved(at_posts(self.program, self.linear, held_at(self.program, stays)), engine.INTERIOR)
        return None if values is None else float(self.linear.reward @ values)
