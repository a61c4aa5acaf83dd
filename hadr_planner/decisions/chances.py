"""When a need can be met."""

from __future__ import annotations

from hadr_planner import demand
from hadr_planner.demand import DAY_H
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Need, Per
from hadr_planner.domain.scenario import Scenario

CATCH_UP_DAYS = 3
"""Days after which a waiting day's need is no longer met late."""


def chances(scenario: Scenario, need: Need) -> list[tuple[int, int]]:
    """(period, day) in which a need can be met: a day that lapses in its own periods, else some days on."""
    clock = scenario.clock
    from_h, until_h = demand.window_h(scenario, need)
    periods = [
        p
        for p in range(clock.periods)
        if from_h - 1e-6 <= clock.edges_h[p] < until_h - 1e-6
    ]
    day_of = [int(clock.edges_h[p] // DAY_H) for p in range(clock.periods)]
    owed = set(demand.days(scenario, need))
    if need.per is Per.ONCE:
        return [(p, demand.ONCE) for p in periods] if owed else []
    late = 0 if scenario.catalogue.items[need.item].lapses else CATCH_UP_DAYS
    return [(p, d) for p in periods for d in range(max(day_of[p] - late, 0), day_of[p] + 1) if d in owed]


def last_of_day(clock: Clock, chances: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep one chance a day, the last, when all that came that day is there: hand-overs count by the day."""
    last = {(int(clock.edges_h[period] // DAY_H + 1e-9), day): period for period, day in chances}
    return [(period, day) for (_, day), period in last.items()]
