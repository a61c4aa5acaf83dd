"""Sorties priced in, round by round, until the program's worth and the bound meet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine, enter, pricing
from hadr_planner.solver.coarse import Coarse, Guess
from hadr_planner.solver.columns import Columns, union
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.mend import Mender
from hadr_planner.solver.paths import Paths, paths
from hadr_planner.solver.program import Linear, Program

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stage:
    """How exactly programs are solved, and for how long.

    Parameters
    ----------
    options
        What the engine is told.
    step
        The next stage comes when a round lowers the bound by a smaller share.
    patience
        Rounds in a row that may do so; none where one round is enough.
    fine
        Whether the rows are those of the book, not added up.
    steady
        Shares of the prices that come from the best bound so far, so that what is new swings less: the first says
        which sorties enter, and of all the one that proves most is kept.
    leisure
        With less time left than so many times what the last program took, the stage is passed over.
    """

    options: dict[str, Any]
    step: float
    patience: int
    fine: bool = False
    steady: tuple[float, ...] = (0.0,)
    leisure: float = 0.0


ANYHOW = 1.0
"""Step of a stage that ends after so many rounds, whatever they gain."""
HURRIED = 3.3
"""Times what the first exact round took that the quick ones after it and the second exact round need."""
STAGES = (
    Stage(engine.ROUGH, ANYHOW, 0),
    Stage(engine.CLOSE, ANYHOW, 1),
    Stage(engine.NEARBY, ANYHOW, 3, steady=(0.3,), leisure=HURRIED),
    Stage(engine.CLOSE, ANYHOW, 1),
    Stage(engine.NEARBY, 5e-4, 3, steady=(0.3,)),
    Stage(engine.CLOSE, 2e-3, 4, fine=True, steady=(0.0, 0.5, 0.75)),
    Stage(engine.INTERIOR, 1e-4, 8, fine=True, steady=(0.0, 0.5, 0.75)),
)
FEW_KNOWN, MOST_KNOWN, NEARLY_ALL_KNOWN = 0, 1, 2
"""How much has been priced in: before the second exact round, from then on, and from the second one on where rows are
those of the book."""
AGAIN = 3
"""Stage of the second exact round."""
SMALL = 20_000
"""A program of fewer columns besides sorties begins with the last stage."""
MEDIUM = 60_000
"""A program of fewer goes on from the second exact round to the last stage: there all that is missing enters soon."""
AT_MEDIUM = (*STAGES[: AGAIN + 1], STAGES[-1])
AT_LARGE = (
    Stage(engine.ROUGH, 2e-2, 1),
    Stage(engine.LESS_ROUGH, 1e-2, 1),
    Stage(engine.NEAR, 1e-3, 9, steady=(0.0, 0.5)),
)
"""Large programs are solved by first-order methods to the end, each round begun from the one before and more exactly
when that no longer helps: an interior point takes longer for one round than a search."""
MET = 2e-4
"""Share of the bound within which the program's worth meets it."""
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
    resting
        What a tail that rests is worth by (line of the fleet, slot).
    soon
        Whether the next answer is a better one, and comes soon.
    good
        How much of what is of use has been priced in: ``FEW_KNOWN``, ``MOST_KNOWN`` or ``NEARLY_ALL_KNOWN``.
    """

    linear: Linear
    values: Floats
    worths: Floats
    resting: Floats
    soon: bool
    good: int

    @property
    def share(self) -> Floats:
        """How many tails fly each sortie, in fractions."""
        return self.values[: self.linear.sorties]

    def stays(self, program: Program) -> Floats:
        """How much of each stay is taken, in fractions."""
        first = self.linear.first_other + program.offset["stay"]
        return self.values[first : first + len(program.blocks["stay"])]


NO_NUMBERS, NO_FIGURES = np.zeros(0, dtype=np.int64), np.zeros(0)
NOTHING_BEFORE = Guess(NO_NUMBERS, NO_FIGURES, NO_NUMBERS, NO_FIGURES)


class Market:
    """Prices and sorties, stage by stage: roughly and on added-up rows first, exactly and on every row at last.

    Attributes
    ----------
    bound
        No plan is worth more; only falls.
    found
        The last round's answer; None before there is one.
    before
        What the last program did and paid, for others to begin from.
    rounds
        How many rounds were done.
    took_s
        How long the last program took.
    priced
        Whether no other round could gain anything.
    over
        Whether no more can be proven, or time is up.
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
        self.over = self.priced = False
        self._closed = threading.Event()
        self.failed: Exception | None = None
        self._mender = Mender(program)
        size = len(program.upper)
        self._stages = AT_LARGE if program.large else AT_MEDIUM if size < MEDIUM else STAGES
        self._stage = len(self._stages) - 1 if size < SMALL else 0
        self._began_fine = size < SMALL
        self._stalled = self._in_stage = 0
        self._best_prices: Floats | None = None
        self.before = NOTHING_BEFORE

    def run(self, after: Callable[[Market], None] = lambda market: None) -> None:
        """Round after round, and what comes after them, until it is over; what goes wrong is kept in ``failed``."""
        try:
            while not self.step():
                pass
            self.priced = True
            after(self)
        except engine.Stopped:
            pass
        except Exception as error:  # raised again by whoever asks for what was found
            self.failed = error
        self.over = True

    def close(self) -> None:
        """Give up the round under way."""
        self._closed.set()

    def ended(self) -> bool:
        """Whether there is no time left, or no more is asked for."""
        return self._stop() or self.limits.left() <= 0.0 or self.limits.counted_out(self.rounds, SHARE)

    def lower(self, bound: float) -> None:
        """Tell a bound that was proved elsewhere."""
        self.rounds += self.limits.rounds is not None
        if bound < self.bound:
            self.bound = bound
            self.tell()

    def half(self, unit: int, node: int, there: bool) -> Market:
        """A market for plans with a unit at a node, or not there, in the last stage, from what is known here."""
        part = copy(self)
        part.program = self.program.with_unit(unit, node, there)
        part._mender = Mender(part.program)
        part._stage, part._stalled, part.over, part.found = len(self._stages) - 1, 0, False, None
        part.tell = lambda: None
        return part

    def _stop(self) -> bool:
        return self._closed.is_set() or self.limits.stop()

    def step(self) -> bool:
        """Solve, price, let sorties in; whether no other round could gain anything."""
        if self.limits.left() <= 0.0:
            return True
        stage = self._stages[self._stage]
        linear = self.program.linear(self.columns)
        begun = time.monotonic()
        coarse = None if stage.fine else Coarse(self.program, linear, packed=stage.options is not engine.ROUGH)
        answer = self._coarsely(coarse, stage) if coarse else self._exactly(linear, stage)
        self.took_s = time.monotonic() - begun
        if not answer.found:
            return not self._next_stage()
        values = coarse.values(answer.values) if coarse else answer.values
        prices = coarse.prices(answer.dual) if coarse else pricing.book_prices(self.program, linear, answer.dual)
        tried = [self._priced(steady, prices) for steady in stage.steady]
        _, _, worths, ways = tried[0]
        lower, prices, _, _ = min(tried, key=lambda priced: priced[0])
        if coarse:
            self.before = coarse.told(answer.values, answer.dual, ways.onward)
        known = np.isfinite(self.bound)
        self._stalled = 0 if lower < self.bound * (1 - stage.step) or not known else self._stalled + 1
        if lower < self.bound:
            self.bound, self._best_prices = lower, prices
        soon = stage.options is engine.NEARBY and stage.step == ANYHOW and self._stalled < stage.patience
        self._in_stage += 1
        self.found = Found(linear, values, worths, ways.resting, soon, self._good())
        self.rounds += 1
        self.tell()
        if stage.fine:
            new = enter.better(self.program, ways, self.columns, lower)
        else:
            new = enter.best(self.program, ways, lower, rough=stage.options is engine.ROUGH)
        grown = union(self.program.x.clock.slots, self.columns, new, self.asked)
        return not self._go_on(grown, float(linear.reward @ values))

    def _good(self) -> int:
        if self._stages[self._stage].fine and (self._in_stage > 1 or self._began_fine):
            return NEARLY_ALL_KNOWN
        return MOST_KNOWN if self._stage >= AGAIN else FEW_KNOWN

    def _priced(self, steady: float, prices: Floats) -> tuple[float, Floats, Floats, Paths]:
        """What prices prove when so much of them comes from the best bound so far; they, and what they are worth."""
        if steady and self._best_prices is not None:
            prices = (1.0 - steady) * prices + steady * self._best_prices
        prices = self._mender.mended(prices)
        worths = pricing.worth(self.program, prices)
        ways = paths(self.program, prices, worths, self.columns)
        return pricing.bound(self.program, prices, ways.best), prices, worths, ways

    def _coarsely(self, coarse: Coarse, stage: Stage) -> engine.Answer:
        start, prices = coarse.guess(self.before)
        return engine.solve(
            coarse.model,
            seconds=self.limits.left(),
            options=stage.options,
            stop=self._stop,
            start=start if engine.FIRST_ORDER in stage.options else None,
            prices=prices,
            threads=self.limits.cores if self.program.large or stage.options is engine.ROUGH else 1,
        )

    def _exactly(self, linear: Linear, stage: Stage) -> engine.Answer:
        return engine.solve(linear.model(), seconds=self.limits.left(), options=stage.options, stop=self._stop)

    def _go_on(self, grown: Columns, value: float) -> bool:
        """Whether to go on with these sorties; a stage that gains no more makes way for the next."""
        met = value >= self.bound * (1 - max(self.limits.gap / 4, MET))
        done = met or self._stalled >= self._stages[self._stage].patience or len(grown) == len(self.columns)
        if self.limits.counted_out(self.rounds, SHARE) or (done and not self._next_stage()):
            return False
        self.columns = grown
        return True

    def _next_stage(self) -> bool:
        """Go on to the next stage, as well where an engine gave this one up; whether there is one, and time for it."""
        if self._stage == len(self._stages) - 1 or self.limits.left() <= 0.0:
            return False
        self._stage, self._stalled, self._in_stage = self._stage + 1, 0, 0
        while self.limits.left() < self._stages[self._stage].leisure * self.took_s:
            self._stage += 1
        return True
