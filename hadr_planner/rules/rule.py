"""What every rule is: a module with these names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions


class Rule(Protocol):
    """One thing that a plan must obey.

    Attributes
    ----------
    CODE
        Short name, upper case.
    TITLE
        The rule in a few words.
    SOURCE
        Document it comes from.
    LIFTED_BY
        Who could waive it; empty where nobody can.
    """

    CODE: str
    TITLE: str
    SOURCE: str
    LIFTED_BY: str

    def impose(self, x: Decisions) -> None:
        """Say it to the optimizer."""

    def check(self, scenario: Scenario, plan: Plan) -> Iterator[Breach]:
        """Find every breach in a finished plan; shares no code with ``impose``."""
