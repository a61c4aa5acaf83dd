"""What every aim is: a module with these names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions


class Goal(Protocol):
    """One aim: how the optimizer sees it, and how it is measured on a finished plan.

    Attributes
    ----------
    ID
        Name in ``scenario.yaml``.
    TITLE
        The aim in a few words.
    SOURCE
        Document it comes from.
    """

    ID: str
    TITLE: str
    SOURCE: str

    def express(self, x: Decisions, weight: float) -> None:
        """Say it to the optimizer, as rewards in person-days of need met."""

    def measure(self, scenario: Scenario, plan: Plan) -> float:
        """Person-days of need met (before the weight); shares no code with ``express``."""
