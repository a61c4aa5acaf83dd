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
    up = _sky(at.lat, at.lon, scenario.start, clock.slot_h)
    for edge in range(first, last + 1) if last > first else ():
        if not up[edge]:
            return edge * clock.slot_h
    return None


class _Sky(dict[int, bool]):
    """Whether the sun is up at a slot's boundary, found when it is first asked for."""

    def __init__(self, lat: float, lon: float, start: datetime, slot_h: float) -> None:
        super().__init__()
        self.lat, self.lon, self.start, self.slot_h = lat, lon, start.astimezone(UTC), slot_h

    def __missing__(self, edge: int) -> bool:
        self[edge] = _sun_is_up(self.lat, self.lon, self.start + timedelta(hours=edge * self.slot_h))
        return self[edge]


_sky = lru_cache(maxsize=4096)(_Sky)


def _sun_is_up(lat: float, lon: float, when: datetime) -> bool:
    from astral import Observer
    from astral.sun import elevation

    return bool(elevation(Observer(latitude=lat, longitude=lon), when, with_refraction=False) >= HORIZON_DEG)
