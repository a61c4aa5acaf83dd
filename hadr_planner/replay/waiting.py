"""Whether people wait for what a plan gives them, when it gives it."""

from __future__ import annotations

from hadr_planner import demand
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Need, Per
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.words import hour

DAYS_LATE = 3
"""Days after which what waits is no longer made good."""


def why_not_then(scenario: Scenario, need: Need, period: int, day: int) -> str:
    """Why what is given in a period can't count for a day of a need; empty where it can.

    All needs are met within their window only; needs per day on the day itself where the item lapses, up to
    ``DAYS_LATE`` days late where it waits.
    """
    begins_h = scenario.clock.edges_h[period]
    today = int((begins_h + EPSILON_H) // demand.DAY_H)
    late = 0 if scenario.catalogue.items[need.item].lapses else DAYS_LATE
    if day not in demand.days(scenario, need):
        return f"nothing is owed for {_named(day)}"
    if begins_h < need.from_h - EPSILON_H:
        return f"the need begins at {hour(need.from_h)}"
    if begins_h >= need.until_h - EPSILON_H:
        return f"the need ends at {hour(need.until_h)}"
    if need.per is Per.DAY and day > today:
        return f"{_named(day)} has not begun"
    if need.per is Per.DAY and day < today - late:
        return f"{_named(day)} can't be made good by then"
    return ""


def _named(day: int) -> str:
    return "the need as a whole" if day == demand.ONCE else f"day {day + 1}"
