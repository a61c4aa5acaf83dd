"""When what a repair or survey shuts is open again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.once import once_per_plan


@once_per_plan
def opens_h(scenario: Scenario, plan: Plan) -> Mapping[str, float]:
    """For every place or road that waits for work: the hour from which it is open, all its repairs done."""
    repairs = [need for need in scenario.needs.values() if need.kind is NeedKind.REPAIR]
    done: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for service in plan.services:
        done[service.need][service.period] += service.quantity
    opens: dict[str, float] = {}
    for need in repairs:
        ready_h = _done_h(scenario, demand.demand_t(scenario, need), done[need.id])
        opens[need.site] = max(opens.get(need.site, 0.0), ready_h)
    return opens


def _done_h(scenario: Scenario, owed: float, work: Mapping[int, float]) -> float:
    """End of the period by which the hours worked add up to those owed."""
    total = 0.0
    for period in sorted(work):
        total += work[period]
        if total >= owed - EPSILON_H * max(owed, 1.0):
            return scenario.clock.edges_h[period + 1]
    return FOREVER_H
