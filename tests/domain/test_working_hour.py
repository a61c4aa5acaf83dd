"""By which clock crews work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
import worlds


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("2030-03-10T05:30:00+08:00", 5.5),
        ("2030-03-09T21:30:00+00:00", 5.5),
        ("2030-03-10T06:30:00+09:00", 6.5),
        ("2030-03-09T13:30:00-08:00", 5.5),
    ],
)
def test_crews_work_by_the_sun_where_the_start_is_in_a_zone_far_away(start: str, hour: float) -> None:
    """In the Philippines the local hour, also of a neighbour's zone, counts; from UTC or afar, the sun's does."""
    there = replace(worlds.world(), start=datetime.fromisoformat(start))
    assert there.working_hour(0.0) == hour
    assert there.working_hour(25.0) == hour + 1


def test_the_date_line_is_no_distance() -> None:
    """Kiribati keeps UTC+14 at 157 degrees west, three and a half hours from its sun at most."""
    christmas = worlds.site("christmas", 1.9, -157.4)
    island = replace(
        worlds.world(), sites={"christmas": christmas}, start=datetime.fromisoformat("2030-03-10T06:00:00+14:00")
    )
    assert abs(island.zone_off_h) < 1
    assert island.working_hour(0.0) == 6.0
