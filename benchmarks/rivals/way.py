"""What a way of planning is: from a scenario and seconds to plans, told as they are found."""

from __future__ import annotations

from collections.abc import Callable

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.solver import solve
from hadr_planner.solver.event import Event
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide

Watch = Callable[[Event], None]
Way = Callable[[Scenario, float, int, Watch], Plan]
"""Scenario, seconds, seed and who is told; the plan to be judged."""
GAP = 0.001


def ours(scenario: Scenario, seconds: float, seed: int, watch: Watch) -> Plan:
    """The planner's own search."""
    return solve(scenario, seconds=seconds, gap=GAP, seed=seed, watch=watch)


def found_by(scenario: Scenario) -> Program:
    """The list of missions and all rows of the book, from which every rival chooses."""
    return Program(decide(scenario))
