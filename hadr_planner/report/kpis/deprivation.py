r"""How long people went without, in person-hours.

Goods needed per day: :math:`\sum_d people \cdot active_d \cdot (1 - share_d)`.
Goods needed once: :math:`\sum_p people \cdot active_p \cdot (1 - share\ handed\ over\ before\ p)`,
so that goods handed over in a period count from its end.
Care and rescue: each person waits from the middle of the active part of the day on which the case
arose (where it arose once: from the start of the need) to the end of the period of the service, or
to the horizon. Items add up: a person who lacks two items counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .coverage import Coverage, acts, amount


class Want(NamedTuple):
    """Which site lacks which item."""

    site: str
    item: str


def person_hours(scenario: Scenario, plan: Plan, rows: tuple[Coverage, ...]) -> Mapping[Want, float]:
    """Person-hours without, by site and item; repairs have none."""
    done: defaultdict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    for act in acts(plan):
        done[act.need, act.day].append((act.period, amount(act)))
    sums: defaultdict[Want, float] = defaultdict(float)
    for row in rows:
        if row.kind is not NeedKind.REPAIR:
            sums[Want(row.site, row.item)] += _without(scenario, row, done[row.need, row.day])
    return dict(sums)


def _without(scenario: Scenario, row: Coverage, done: list[tuple[int, float]]) -> float:
    if row.kind is not NeedKind.CARGO:
        return _waiting(scenario, row, done)
    if row.day == demand.ONCE:
        return _lacking(scenario, row, done)
    return row.people * row.active_h * (1 - row.share)


def _lacking(scenario: Scenario, row: Coverage, done: list[tuple[int, float]]) -> float:
    from_h, until_h = demand.window_h(scenario, scenario.needs[row.need])
    edges_h = scenario.clock.edges_h
    total = 0.0
    for period in range(scenario.clock.periods):
        active_h = max(min(until_h, edges_h[period + 1]) - max(from_h, edges_h[period]), 0.0)
        before = sum(quantity for when, quantity in done if when < period)
        total += row.people * active_h * (1 - min(before / row.needed, 1.0))
    return total


def _waiting(scenario: Scenario, row: Coverage, done: list[tuple[int, float]]) -> float:
    clock = scenario.clock
    arose_h = _arose_h(scenario, row)
    served = sum(quantity * max(clock.edges_h[period + 1] - arose_h, 0.0) for period, quantity in done)
    return served + max(row.needed - row.met, 0.0) * max(clock.horizon_h - arose_h, 0.0)


def _arose_h(scenario: Scenario, row: Coverage) -> float:
    from_h, _ = demand.window_h(scenario, scenario.needs[row.need])
    if row.day == demand.ONCE:
        return from_h
    return max(from_h, row.day * demand.DAY_H) + row.active_h / 2
