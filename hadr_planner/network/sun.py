"""Daylight: which slots lie wholly between sunrise and sunset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.clock import Clock

SUNRISE_ELEVATION_DEG = -0.833
"""The sun's centre at sunrise: its radius and the air's refraction below the horizon."""


def daylight(lat: float, lon: float, start: datetime, clock: Clock) -> NDArray[np.bool_]:
    r"""Whether each slot lies wholly between sunrise and sunset.

    A slot counts where the sun is up at both its ends; that holds beyond the polar circles too,
    where the sun may not rise or set for weeks. Sunrise is that of a level horizon at sea level.

    .. math:: \sin h = \sin\varphi \sin\delta + \cos\varphi \cos\delta \cos(\text{hour angle})

    Parameters
    ----------
    lat, lon
        Where.
    start
        H+0, with its zone.
    clock
        The slots.
    """
    declination, hour_angle = _sun(start.astimezone(UTC), clock)
    north = np.radians(lat)
    overhead = np.cos(north) * np.cos(declination) * np.cos(hour_angle + np.radians(lon))
    up = np.sin(north) * np.sin(declination) + overhead >= np.sin(np.radians(SUNRISE_ELEVATION_DEG))
    return np.asarray(up[:-1] & up[1:])


@lru_cache(maxsize=32)
def _sun(start: datetime, clock: Clock) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Declination and hour angle at Greenwich at the edge of every slot, in radians."""
    from astral.julian import julianday, julianday_to_juliancentury
    from astral.sun import eq_of_time, sun_declination

    edges = [start + timedelta(hours=slot * clock.slot_h) for slot in range(clock.slots + 1)]
    centuries = [julianday_to_juliancentury(julianday(edge)) for edge in edges]
    minutes = [
        60 * edge.hour + edge.minute + edge.second / 60 + eq_of_time(at)
        for edge, at in zip(edges, centuries, strict=True)
    ]
    declination = np.radians([sun_declination(at) for at in centuries])
    return declination, np.radians(np.array(minutes) / 4 - 180)
