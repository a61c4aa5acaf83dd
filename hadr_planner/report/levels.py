"""What lies where at the end of each period, as a plan file says it: by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .wording import UNIT_PREFIX

LEAST_T = 5e-4


class Level(TypedDict):
    """Tonnes of an item that lie at a node at the end of a period."""

    node: str
    item: str
    period: int
    tonnes: float


def levels(scenario: Scenario, plan: Plan) -> list[Level]:
    """Tonnes that lie at each node at the end of each period in which they changed; in between they lie still.

    Replayed from the plan: supplies as they come, what units make while they work, loads leaving at
    on-block, unloads there at off-block, hand-overs out of their period.
    """
    clock = scenario.clock
    change: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * clock.periods)
    for node, item, period, tonnes in _changes(scenario, plan):
        if 0 <= period < clock.periods and not item.startswith(UNIT_PREFIX):
            change[node, item][period] += tonnes
    rows: list[Level] = []
    for (node, item), changes in sorted(change.items()):
        level = 0.0
        for period, tonnes in enumerate(changes):
            level += tonnes
            if abs(tonnes) >= LEAST_T:
                rows.append({"node": node, "item": item, "period": period, "tonnes": round(level, 3) + 0.0})
    return rows


def _changes(scenario: Scenario, plan: Plan) -> Iterable[tuple[str, str, int, float]]:
    clock = scenario.clock
    for supply in scenario.supplies.values():
        if supply.available_h <= clock.horizon_h:
            yield supply.place, supply.item, clock.arriving(supply.available_h), supply.quantity_t
    for stay in plan.stays:
        for item, daily_t in scenario.units[stay.unit].type.makes.items():
            for period in range(clock.periods):
                start_h, end_h = clock.edges_h[period], clock.edges_h[period + 1]
                hours = max(min(stay.until_h, end_h) - max(stay.from_h, start_h), 0.0)
                yield stay.node, item, period, daily_t * hours / 24
    for stop in (stop for sortie in plan.sorties for stop in sortie.stops):
        for item, tonnes in stop.loads.items():
            yield stop.node, item, clock.leaving(stop.on_block_h), -tonnes
        for item, tonnes in stop.unloads.items():
            yield stop.node, item, clock.arriving(stop.off_block_h), tonnes
    for act in plan.hand_overs:
        yield act.from_, scenario.needs[act.need].item, act.period, -act.tonnes
