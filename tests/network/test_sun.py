"""Daylight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from hadr_planner.domain.clock import Clock
from hadr_planner.network.sun import daylight

MINUTES = Clock(horizon_h=24, slot_h=1 / 60, edges_h=(0, 24))
HALF_HOURS = Clock(horizon_h=48, slot_h=0.5, edges_h=(0, 48))


def first_and_last_minute(lat: float, lon: float, start: datetime) -> tuple[int, int]:
    lit = np.flatnonzero(daylight(lat, lon, start, MINUTES))
    return int(lit[0]), int(lit[-1]) + 1


def at(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


@pytest.mark.parametrize(
    ("lat", "lon", "day", "utc_offset_h", "sunrise", "sunset"),
    [
        (51.4779, 0.0, datetime(2024, 6, 21), 0, "3:43", "20:21"),
        (51.4779, 0.0, datetime(2024, 12, 21), 0, "8:04", "15:53"),
        (0.0, 0.0, datetime(2024, 3, 20), 0, "6:04", "18:11"),
    ],
)
def test_sunrise_and_sunset_as_in_almanacs(
    lat: float, lon: float, day: datetime, utc_offset_h: int, sunrise: str, sunset: str
) -> None:
    """Greenwich at the solstices, and the equator at the equinox, in universal time (recalled from almanacs)."""
    rise, fall = first_and_last_minute(lat, lon, day.replace(tzinfo=timezone(timedelta(hours=utc_offset_h))))
    assert rise == pytest.approx(at(sunrise), abs=3)
    assert fall == pytest.approx(at(sunset), abs=3)


def test_the_zone_of_the_start_only_shifts_the_slots() -> None:
    """Tacloban on 8 November 2013: the same instants, told in local and in universal time."""
    local = daylight(11.24, 125.0, datetime(2013, 11, 8, 8, tzinfo=timezone(timedelta(hours=8))), HALF_HOURS)
    universal = daylight(11.24, 125.0, datetime(2013, 11, 8, 0, tzinfo=UTC), HALF_HOURS)
    assert (local == universal).all()


def test_tacloban_has_eleven_and_a_half_hours_of_light_from_half_past_five() -> None:
    lit = daylight(11.24, 125.0, datetime(2013, 11, 8, tzinfo=timezone(timedelta(hours=8))), HALF_HOURS)
    hours = np.flatnonzero(lit[:48]) / 2
    assert hours[0] == pytest.approx(6.0, abs=0.5)
    assert 11 <= len(hours) / 2 <= 11.75


def test_days_near_the_date_line_are_whole() -> None:
    """Suva: one unbroken day in each 24 hours, though its sunrise falls on the day before in universal time."""
    lit = daylight(-18.13, 178.42, datetime(2020, 12, 17, 12, tzinfo=UTC), HALF_HOURS)
    assert (np.diff(lit.astype(int)) == 1).sum() == 2
    assert lit.sum() / 2 / 2 == pytest.approx(13, abs=0.75)


def test_the_midsummer_sun_does_not_set_in_tromso_nor_rise_at_midwinter() -> None:
    assert daylight(69.65, 18.96, datetime(2024, 6, 21, tzinfo=UTC), HALF_HOURS).all()
    assert not daylight(69.65, 18.96, datetime(2024, 12, 21, tzinfo=UTC), HALF_HOURS).any()
