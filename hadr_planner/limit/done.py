"""What a plan has handed over by the end of each period, in the limit's own measures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from hadr_planner import demand
from hadr_planner.domain.force import Need
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Handed over by an hour."""

    hour: float
    tonnes: float
    person_days: float


def person_days_per_t(scenario: Scenario, need: Need) -> float:
    """People whose need for a day, or for once, a tonne meets."""
    whole_t = demand.demand_t(scenario, need)
    return demand.people(scenario, need) / whole_t if whole_t > 0 else 0.0


def handed_over(scenario: Scenario, plan: Plan) -> tuple[Done, ...]:
    """Sums at every period boundary, H+0 first."""
    edges_h = scenario.clock.edges_h
    tonnes, people = [0.0] * len(edges_h), [0.0] * len(edges_h)
    for given in plan.hand_overs:
        tonnes[given.period + 1] += given.tonnes
        people[given.period + 1] += given.tonnes * person_days_per_t(scenario, scenario.needs[given.need])
    sums = zip(edges_h, accumulate(tonnes), accumulate(people), strict=True)
    return tuple(Done(hour=hour, tonnes=t, person_days=p) for hour, t, p in sums)
