"""One of the plans that stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import Kpis
from hadr_planner.report.wording import clean
from hadr_planner.store import PlanCard

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A plan, the version of the scenario that it was made for, and its figures."""

    letter: str
    card: PlanCard
    scenario: Scenario
    plan: Plan
    kpis: Kpis

    @property
    def title(self) -> str:
        """Its letter and its name."""
        return f"{self.letter} · {clean(self.card.title)}"
