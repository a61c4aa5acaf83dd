"""Whether the sun is up where and while a finished plan moves."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.scenario import Scenario

HORIZON_DEG = -0.833
"""Height of the sun's centre at sunrise and sunset."""


def dark_h(scenario: Scenario, node: str, from_h: float, until_h: float) -> float | None:
    """First slot boundary at which the sun is down at a node while the slots of a spell last; None in full daylight."""
    clock, at = scenario.clock, scenario.node(node)
    first = max(math.floor((from_h + EPSILON_H) / clock.slot_h), 0)
    last = min(math.ceil((until_h - EPSILON_H) / clock.slot_h), clock.slots)
    start = scenario.start.astimezone(UTC)
    for edge in range(first, last + 1) if last > first else ():
        if not _sun_is_up(at.lat, at.lon, start + timedelta(hours=edge * clock.slot_h)):
            return edge * clock.slot_h
    return None


@lru_cache(maxsize=200_000)
def _sun_is_up(lat: float, lon: float, when: datetime) -> bool:
    from astral import Observer
    from astral.sun import elevation

    return bool(elevation(Observer(latitude=lat, longitude=lon), when, with_refraction=False) >= HORIZON_DEG)
