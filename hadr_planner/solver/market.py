"""Sorties priced in, round by round, until the program's worth and the bound meet."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine, enter, pricing
from hadr_planner.solver.coarse import Coarse
from hadr_planner.solver.columns import Columns, union
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.paths import paths
from hadr_planner.solver.program import Linear, Program

Floats = NDArray[np.float64]

NEAR = 0.03
"""Prices need be exact only once the program's worth is this near the bound."""
STALLED, STALLED_ROUNDS = 1e-4, 8
"""Pricing stops when the bound has not fallen by this share for this many rounds."""
SHARE = 0.6
"""Share of the rounds for pricing, where work is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """One round's answer.

    Parameters
    ----------
    linear, values
        The program solved, and what it would do in fractions.
    worths
        What each (mission, slot) is worth at its prices, tails apart.
    """

    linear: Linear
    values: Floats
    worths: Floats

    @property
    def share(self) -> Floats:
        """How many tails fly each sortie, in fractions."""
        return self.values[: self.linear.sorties]


class Market:
    """Prices and sorties: a coarse program first; where that has closed as far as it will, the fine one.

    Attributes
    ----------
    bound
        No plan is worth more; only falls.
    found
        The last round's answer; None before there is one.
    rounds
        How many rounds were done.
    took_s
        How long the last program took.
    over
        Whether no more can be gained, or time is up.
    """

    def __init__(
        self, program: Program, start: Columns, asked: Columns, limits: Limits, tell: Callable[[], None]
    ) -> None:
        self.program, self.columns, self.asked = program, start, asked
        self.limits, self.tell = limits, tell
        self.bound = np.inf
        self.found: Found | None = None
        self.rounds = 0
        self.took_s = 0.0
        self.over = self.closed = False
        self.failed: Exception | None = None
        self._fine, self._rough, self._stalled = False, True, 0

    def run(self) -> None:
        """Round after round, until it is over; what goes wrong is kept in ``failed``."""
        try:
            while not self._round_is_last():
                pass
        except engine.Stopped:
            pass
        except Exception as error:  # raised again by whoever asks for what was found
            self.failed = error
        self.over = True

    def close(self) -> None:
        """Give up the round under way."""
        self.closed = True

    def _stop(self) -> bool:
        return self.closed or self.limits.stop()

    def _round_is_last(self) -> bool:
        """Solve, price, let sorties in; whether no other round could gain anything."""
        if self.limits.left() <= 0.0:
            return True
        linear = self.program.linear(self.columns)
        coarse = None if self._fine else Coarse(self.program, linear)
        begun = time.monotonic()
        answer = engine.solve(
            coarse.model if coarse else linear.model(),
            seconds=self.limits.left(),
            options=engine.ROUGH if self._rough else engine.INTERIOR,
            stop=self._stop,
        )
        self.took_s = time.monotonic() - begun
        if not answer.found:
            return True
        values = coarse.values(answer.values) if coarse else answer.values
        prices = coarse.prices(answer.dual) if coarse else pricing.book_prices(self.program, linear, answer.dual)
        worths = pricing.worth(self.program, prices)
        ways = paths(self.program, prices, worths, self.columns)
        lower = pricing.bound(self.program, prices, ways.best)
        known = np.isfinite(self.bound)
        self._stalled = 0 if lower < self.bound * (1 - STALLED) or not known else self._stalled + 1
        self.bound = min(self.bound, lower)
        self._rough = answer.value < self.bound * (1 - NEAR)
        self.found = Found(linear, values, worths)
        self.rounds += 1
        self.tell()
        new = enter.best(self.program, ways, lower)
        return not self._go_on(union(self.program.x.clock.slots, self.columns, new, self.asked), answer.value)

    def _go_on(self, grown: Columns, value: float) -> bool:
        """Whether to go on with these sorties; a coarse program that is done makes way for the fine one."""
        met = value >= self.bound * (1 - self.limits.gap / 4)
        done = met or self._stalled >= STALLED_ROUNDS or len(grown) == len(self.columns)
        if self.limits.counted_out(self.rounds, SHARE) or (done and self._fine):
            return False
        if done:
            self._fine, self._stalled = True, 0
        self.columns = grown
        return True
