"""People, and small things to keep."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import digest
from hadr_planner.people import Person, Role

ANA = Person("Ana", Role.PLANNER)
BEN = Person("Ben", Role.PLANNER)
CORA = Person("Cora", Role.CONTROLLER)
OLE = Person("Ole", Role.OBSERVER)
FIJI = Person("Fiji's liaison", Role.NATION, "FJI")


def retitled(scenario: Scenario, title: str) -> Scenario:
    """The same with another title."""
    changed = replace(scenario, title=title)
    return replace(changed, digest=digest(changed))


def idle(scenario: Scenario, value: float = 0.0, bound: float = 100.0) -> Plan:
    """A plan that does nothing."""
    return Plan(
        scenario=scenario.id,
        digest=scenario.digest,
        program="hadr_planner",
        seed=0,
        status=Status.FEASIBLE,
        why="",
        value=value,
        bound=bound,
    )
