"""The best plan so far, and how far the bound has come: nothing is shown that breaks a rule, nothing shown is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules import RULES
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.event import Event
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.wished import Wished


class Best:
    """What a search has to show.

    Attributes
    ----------
    plan
        The best plan that obeys every rule; None before there is one.
    flown
        Its sorties, and how many tails fly each.
    broken
        How many wishes it breaks.
    bound
        No plan is worth more.
    rejected
        Plans that broke a rule; there should be none.
    """

    def __init__(self, scenario: Scenario, limits: Limits, watch: Callable[[Event], None], wished: Wished) -> None:
        self.scenario, self.limits, self.watch, self.wished = scenario, limits, watch, wished
        self.plan: Plan | None = None
        self.flown: tuple[Columns, np.ndarray] | None = None
        self.broken = 0
        self.bound = np.inf
        self.rejected = 0
        self._telling = threading.Lock()

    def offer(self, plan: Plan, phase: str, flown: tuple[Columns, np.ndarray]) -> None:
        """Keep a plan if it obeys every rule, and breaks fewer wishes than the best or as many and is better."""
        broken = self.wished.broken(plan)
        if self.plan is not None and (broken, -plan.value) >= (self.broken, -self.plan.value):
            self.tell(phase)
            return
        if any(True for rule in RULES for _ in rule.check(self.scenario, plan)):
            self.rejected += 1
            self.tell(phase)
            return
        self.plan, self.broken, self.flown = self.wished.noted(plan), broken, flown
        self.tell(phase, self.plan)

    def tell(self, phase: str, plan: Plan | None = None) -> None:
        """Say where the search is, and the new best plan if there is one."""
        with self._telling:
            value = self.plan.value if self.plan else -np.inf
            elapsed_s = self.limits.elapsed()
            self.watch(Event(elapsed_s=elapsed_s, phase=phase, value=value, bound=float(self.bound), plan=plan))

    def gap(self) -> float:
        """Proven gap so far; 1 where nothing is proven."""
        known = self.plan is not None and not self.broken and 0 < self.bound < np.inf
        return max(self.bound - self.plan.value, 0.0) / self.bound if known and self.plan else 1.0
