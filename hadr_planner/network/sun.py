"""Daylight: which slots lie wholly between sunrise and sunset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.clock import Clock

SUNRISE_ELEVATION_DEG = -0.833
"""The sun's centre at sunrise: its radius and the air's refraction below the horizon."""


def daylight(lat: float, lon: float, start: datetime, clock: Clock) -> NDArray[np.bool_]:
    """Whether each slot lies wholly between sunrise and sunset.

    A slot counts where the sun is up at both its ends; that holds beyond the polar circles too,
    where the sun may not rise or set for weeks. Sunrise is that of a level horizon at sea level.

    Parameters
    ----------
    lat, lon
        Where.
    start
        H+0, with its zone.
    clock
        The slots.
    """
    from astral import Observer
    from astral.sun import elevation

    observer = Observer(latitude=lat, longitude=lon)
    first = start.astimezone(UTC)
    edges = [first + timedelta(hours=slot * clock.slot_h) for slot in range(clock.slots + 1)]
    up = np.array([elevation(observer, edge, with_refraction=False) >= SUNRISE_ELEVATION_DEG for edge in edges])
    return np.asarray(up[:-1] & up[1:])
