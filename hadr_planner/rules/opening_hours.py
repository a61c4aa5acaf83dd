"""Daily windows at given moments, for the rules that check a finished plan."""

from __future__ import annotations

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.daily import daily_window
from hadr_planner.domain.scenario import Scenario


def inside_from_h(scenario: Scenario, hours: str, from_h: float, until_h: float) -> float | None:
    """First moment of a spell that is inside the daily window; None where there is none."""
    opens, lasts_h = daily_window(hours)
    return _reached_h(scenario, opens, lasts_h, from_h, until_h)


def outside_from_h(scenario: Scenario, hours: str, from_h: float, until_h: float) -> float | None:
    """First moment of a spell that is outside the daily window; None where there is none."""
    opens, lasts_h = daily_window(hours)
    return _reached_h(scenario, (opens + lasts_h) % 24, 24.0 - lasts_h, from_h, until_h)


def _reached_h(scenario: Scenario, opens: float, lasts_h: float, from_h: float, until_h: float) -> float | None:
    if until_h - from_h <= EPSILON_H or lasts_h <= EPSILON_H:
        return None
    into_h = (scenario.local_hour(from_h) - opens) % 24
    if into_h > 24 - EPSILON_H:
        into_h = 0.0
    if into_h < lasts_h - EPSILON_H:
        return from_h
    next_h = from_h + 24 - into_h
    return next_h if next_h < until_h - EPSILON_H else None
