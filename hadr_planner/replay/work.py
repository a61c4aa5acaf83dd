"""Which unit works where in which period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hadr_planner.domain.clock import EPSILON_H, Clock
from hadr_planner.domain.plan import Plan, Stay
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.once import once_per_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A unit at work at a node throughout one period.

    Parameters
    ----------
    beyond_h
        Hours of the period for which it no longer lives on what it brought.
    """

    unit: str
    node: str
    period: int
    length_h: float
    beyond_h: float


def worked(clock: Clock, stay: Stay) -> range:
    """Periods that lie wholly between the start and the end of the work."""
    first = clock.first_from(stay.from_h)
    return range(first, max(clock.leaving(min(stay.until_h, clock.horizon_h)), first))


@once_per_plan
def shifts(scenario: Scenario, plan: Plan) -> Mapping[tuple[str, int], tuple[Shift, ...]]:
    """Every shift, by node and period; a unit that a plan counts twice works once."""
    clock = scenario.clock
    found: defaultdict[tuple[str, int], list[Shift]] = defaultdict(list)
    for stay in plan.stays:
        fed_until_h = stay.arrived_h + scenario.units[stay.unit].type.self_sufficient_h
        for period in worked(clock, stay):
            here = found[stay.node, period]
            if all(shift.unit != stay.unit for shift in here):
                length_h = clock.length_h(period)
                beyond_h = min(max(clock.edges_h[period + 1] - fed_until_h, 0.0), length_h)
                beyond_h = beyond_h if beyond_h > EPSILON_H else 0.0
                here.append(
                    Shift(unit=stay.unit, node=stay.node, period=period, length_h=length_h, beyond_h=beyond_h)
                )
    return {key: tuple(here) for key, here in found.items()}
