"""Great circles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadr_planner.network.air import EARTH_RADIUS_KM, along, great_circle_km, great_circle_line

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_quarter_of_the_equator_is_a_quarter_of_the_circumference() -> None:
    assert float(great_circle_km(0, 0, 0, 90)) == pytest.approx(EARTH_RADIUS_KM * 3.141592653589793 / 2)


def test_published_distance_paris_to_new_york() -> None:
    """Charles de Gaulle to Kennedy, 5,830 to 5,840 km on the ellipsoid by common calculators (recalled)."""
    assert float(great_circle_km(49.0097, 2.5479, 40.6413, -73.7781)) == pytest.approx(5837, rel=0.006)


def test_distance_takes_the_short_way_across_the_antimeridian() -> None:
    assert float(great_circle_km(0, 179.5, 0, -179.5)) == pytest.approx(float(great_circle_km(0, 0, 0, 1)))


def test_line_from_suva_to_apia_runs_on_past_180_degrees() -> None:
    line = great_circle_line((-18.13, 178.42), (-13.83, -171.76))
    assert line[0] == (-18.13, pytest.approx(178.42))
    assert line[-1] == (-13.83, pytest.approx(188.24))
    assert [lon for _, lon in line] == sorted(lon for _, lon in line)


def test_line_westwards_across_180_degrees_runs_on_below_minus_180() -> None:
    assert great_circle_line((-13.83, -171.76), (-18.13, 178.42))[-1][1] == pytest.approx(-181.58)


def test_line_between_opposite_points_has_finite_points() -> None:
    line = great_circle_line((0.0, 0.0), (0.0, 180.0))
    assert all(abs(lat) <= 90 for lat, _ in line)
    assert len(line) > 100


@settings(deadline=None)
@given(points, points)
def test_distance_is_symmetric_and_at_most_half_the_circumference(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    there, back = float(great_circle_km(*a, *b)), float(great_circle_km(*b, *a))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= EARTH_RADIUS_KM * 3.1415927


@settings(deadline=None)
@given(points, points, points)
def test_no_detour_is_shorter(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
    direct = float(great_circle_km(*a, *c))
    assert direct <= float(great_circle_km(*a, *b)) + float(great_circle_km(*b, *c)) + 1e-6


@settings(deadline=None)
@given(points, points, st.floats(0, 1))
def test_a_point_along_splits_the_distance(a: tuple[float, float], b: tuple[float, float], share: float) -> None:
    import numpy as np

    whole = float(great_circle_km(*a, *b))
    (between,) = along(a, b, np.array([share]))
    assert float(great_circle_km(*a, *between)) == pytest.approx(whole * share, abs=0.05)
