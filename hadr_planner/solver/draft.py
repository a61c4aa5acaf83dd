"""A plan whose value and bound are not known yet."""

from __future__ import annotations

from math import inf
from typing import Any

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.version import PROGRAM


def draft(scenario: Scenario, status: Status = Status.FEASIBLE, **lines: Any) -> Plan:
    """A plan of these lines for a scenario; without any, the one in which nothing is done."""
    return Plan(
        scenario=scenario.id,
        digest=scenario.digest,
        program=PROGRAM,
        seed=scenario.seed,
        status=status,
        why="",
        value=0.0,
        bound=inf,
        **lines,
    )
