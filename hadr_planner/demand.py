"""How much a need asks for, day by day: the arithmetic that reports count with.

Day 0 begins at H+0. A need per day is owed on every day that its window touches, pro rata of the
part of the day that is inside window and horizon; a need met once is owed whole, on day ``ONCE``.
"""

from __future__ import annotations

import math

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Measure, Need, Per
from hadr_planner.domain.scenario import Scenario

ONCE = -1
DAY_H = 24.0
UNITS = {NeedKind.CARGO: "t", NeedKind.CARE: "people", NeedKind.RESCUE: "people", NeedKind.REPAIR: "h"}


def unit(need: Need) -> str:
    """Unit in which the need is counted: ``t``, ``people`` or ``h``."""
    return UNITS[need.kind]


def demand_t(scenario: Scenario, need: Need) -> float:
    """Quantity owed per full day, or once: tonnes; people for care and rescue; hours for repair.

    People in need of goods count with the item's kilograms per person and day, or per person once.
    """
    if need.unit is Measure.KILOGRAMS:
        return need.quantity / 1000
    if need.kind is NeedKind.CARGO and need.unit is Measure.PEOPLE:
        item = scenario.catalogue.items[need.item]
        per_person_kg = item.per_person_day_kg if need.per is Per.DAY else item.per_person_once_kg
        return need.quantity * per_person_kg / 1000
    return need.quantity


def people(scenario: Scenario, need: Need) -> float:
    """Count the people behind the need.

    The quantity where that counts people; else the need's own figure; else the site's affected.
    """
    if need.unit is Measure.PEOPLE:
        return need.quantity
    if need.people:
        return need.people
    return scenario.sites[need.site].affected if need.site in scenario.sites else 0.0


def window_h(scenario: Scenario, need: Need) -> tuple[float, float]:
    """From when to when the need is active, clipped to the horizon."""
    return need.from_h, max(min(need.until_h, scenario.clock.horizon_h), need.from_h)


def active_h(scenario: Scenario, need: Need, day: int) -> float:
    """Hours of a day on which the need is active; for ``ONCE``, of the whole horizon."""
    from_h, until_h = window_h(scenario, need)
    if day == ONCE:
        return until_h - from_h
    return max(min(until_h, (day + 1) * DAY_H) - max(from_h, day * DAY_H), 0.0)


def days(scenario: Scenario, need: Need) -> tuple[int, ...]:
    """Days on which something is owed; ``(ONCE,)`` for a need met once; empty beyond the horizon."""
    from_h, until_h = window_h(scenario, need)
    if until_h - from_h <= EPSILON_H:
        return ()
    if need.per is Per.ONCE:
        return (ONCE,)
    return tuple(range(int((from_h + EPSILON_H) // DAY_H), math.ceil((until_h - EPSILON_H) / DAY_H)))


def owed(scenario: Scenario, need: Need, day: int) -> float:
    """Quantity owed for one day, in the unit of the need."""
    if (day == ONCE) is not (need.per is Per.ONCE):
        return 0.0
    hours = active_h(scenario, need, day)
    if hours <= EPSILON_H:
        return 0.0
    whole = demand_t(scenario, need)
    return whole if day == ONCE else whole * hours / DAY_H
