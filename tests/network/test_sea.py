"""Sea routes around land."""

from __future__ import annotations

import os
import re
from pathlib import Path
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadr_planner.network.air import Point, great_circle_km
from hadr_planner.network.mask import waters
from hadr_planner.network.sea import drawn, sea_km, sea_routes
from hadr_planner.network.window import nearest_sea

KM_PER_NM = 1.852
PORTS: dict[str, Point] = {
    "Apia": (-13.83, -171.76),
    "Auckland": (-36.84, 174.77),
    "Banda Aceh": (5.56, 95.32),
    "Beira": (-19.82, 34.84),
    "Cebu": (10.31, 123.92),
    "Colombo": (6.95, 79.85),
    "Durban": (-29.87, 31.03),
    "Guam": (13.45, 144.65),
    "Honolulu": (21.30, -157.87),
    "Manila": (14.58, 120.96),
    "Mumbai": (18.93, 72.84),
    "Norfolk": (36.95, -76.33),
    "Nuku'alofa": (-21.14, -175.18),
    "Ormoc": (11.00, 124.60),
    "Pearl Harbor": (21.35, -157.97),
    "Port Vila": (-17.75, 168.30),
    "Port-au-Prince": (18.55, -72.34),
    "San Diego": (32.71, -117.17),
    "Singapore": (1.26, 103.83),
    "Suva": (-18.13, 178.42),
    "Sydney": (-33.86, 151.20),
    "Tacloban": (11.25, 125.00),
    "Townsville": (-19.25, 146.83),
    "Yokohama": (35.45, 139.65),
    "Yokosuka": (35.29, 139.67),
}

PUBLISHED_NM = {
    ("Sydney", "Suva"): 1739,
    ("Auckland", "Nuku'alofa"): 1090,
    ("Manila", "Cebu"): 392,
    ("Mumbai", "Colombo"): 889,
    ("Honolulu", "Yokohama"): 3397,
    ("Durban", "Beira"): 697,
}
"""Port to port, as in tables of distances between ports such as NGA Pub. 151 (recalled, not looked up)."""


def nm(a: str, b: str) -> float:
    return sea_km(PORTS[a], PORTS[b]) / KM_PER_NM


def sibling_table() -> dict[tuple[str, str], float]:
    folder = os.environ.get("HADR_REFERENCE", str(Path(__file__).parents[3] / "shared" / "data"))
    file = Path(folder) / "SOURCES.md"
    if not file.is_file():
        return {}
    rows = re.findall(r"([A-Z][\w' .-]*?)–([A-Z][\w' .-]*?) \| (\d+)", file.read_text("utf-8"))
    return {(a, b): float(length) for a, b, length in rows if a in PORTS and b in PORTS}


def over_land_km(line: tuple[Point, ...]) -> float:
    ends = np.array(line[:-1]), np.array(line[1:])
    lengths = great_circle_km(*ends[0].T, *ends[1].T)
    middle = (ends[0] + ends[1]) / 2
    return float(lengths[~waters().at_sea(*middle.T)].sum())


def test_mean_error_against_published_distances_is_at_most_3_percent() -> None:
    errors = {pair: abs(nm(*pair) / published - 1) for pair, published in PUBLISHED_NM.items()}
    assert mean(errors.values()) <= 0.03, errors
    assert max(errors.values()) <= 0.05, errors


def test_mean_error_against_the_reference_table_is_at_most_3_percent() -> None:
    table = sibling_table()
    if not table:
        pytest.skip("no reference table beside the project")
    errors = {pair: abs(nm(*pair) / length - 1) for pair, length in table.items()}
    assert len(errors) >= 10
    assert mean(errors.values()) <= 0.03, errors
    assert max(errors.values()) <= 0.05, errors


def test_the_antimeridian_is_no_wall() -> None:
    assert nm("Suva", "Apia") == pytest.approx(636, rel=0.03)
    assert nm("Auckland", "Nuku'alofa") == pytest.approx(1090, rel=0.03)


def test_canals_join_oceans() -> None:
    """Rotterdam to Singapore by Suez, 8,288 nm, and Norfolk to San Diego by Panama, about 4,600 nm (recalled)."""
    assert sea_km((51.98, 4.05), PORTS["Singapore"]) / KM_PER_NM == pytest.approx(8288, rel=0.03)
    assert nm("Norfolk", "San Diego") == pytest.approx(4600, rel=0.03)


def test_the_other_side_of_an_island_is_a_long_way_round() -> None:
    straight_km = float(great_circle_km(*PORTS["Tacloban"], *PORTS["Ormoc"]))
    assert sea_km(PORTS["Tacloban"], PORTS["Ormoc"]) > 4 * straight_km


def test_tacloban_lies_on_the_bay_east_of_leyte() -> None:
    berth = nearest_sea(PORTS["Tacloban"])
    assert berth is not None
    assert sea_km(berth, (10.9, 125.3)) < 60


@pytest.mark.parametrize(
    "pair", [("Manila", "Cebu"), ("Singapore", "Banda Aceh"), ("Suva", "Apia"), ("Tacloban", "Ormoc")]
)
def test_a_line_crosses_land_only_where_its_ends_are_joined_to_the_sea(pair: tuple[str, str]) -> None:
    ends = PORTS[pair[0]], PORTS[pair[1]]
    gaps_km = sum(float(great_circle_km(*end, *berth)) for end in ends if (berth := nearest_sea(end)))
    turns = sea_routes(ends).turns[0, 1]
    assert over_land_km(drawn(turns, step_km=1.0)) <= gaps_km + 5.0


def test_a_point_on_land_adds_its_gap_to_the_coast() -> None:
    inland, sea = (11.25, 124.85), (10.9, 125.3)
    berth = nearest_sea(inland)
    assert berth is not None
    gap_km = float(great_circle_km(*inland, *berth))
    assert gap_km > 5
    assert sea_km(inland, sea) == pytest.approx(gap_km + sea_km(berth, sea), rel=1e-6)


def test_a_point_far_inland_has_no_way_by_sea() -> None:
    routes = sea_routes(((47.9, 106.9), PORTS["Manila"], PORTS["Cebu"]))
    assert np.isinf(routes.km[0, 1:]).all()
    assert np.isfinite(routes.km[1, 2])


def test_two_points_at_the_same_spot_are_no_way_apart() -> None:
    assert sea_km(PORTS["Cebu"], PORTS["Cebu"]) == 0


def test_two_points_joined_to_the_same_cell_are_a_great_circle_apart() -> None:
    a, b = (11.25, 124.85), (11.25, 124.86)
    assert nearest_sea(a) == nearest_sea(b) != a
    assert sea_km(a, b) == pytest.approx(float(great_circle_km(*a, *b)))


def test_no_points_have_no_routes() -> None:
    assert sea_routes(()).km.shape == (0, 0)


def test_routes_found_together_are_those_found_alone() -> None:
    together = sea_routes((PORTS["Manila"], PORTS["Cebu"], PORTS["Ormoc"], PORTS["Tacloban"]))
    for b, name in enumerate(("Cebu", "Ormoc", "Tacloban"), start=1):
        assert together.km[0, b] == pytest.approx(sea_km(PORTS["Manila"], PORTS[name]), rel=0.03)


visayas = st.tuples(st.floats(9.5, 12.5), st.floats(122.0, 126.0))


@settings(max_examples=25, deadline=None)
@given(st.lists(visayas, min_size=3, max_size=5, unique=True))
def test_distances_are_symmetric_above_the_great_circle_and_nearly_a_metric(points: list[Point]) -> None:
    """A way by a third point may be shorter by what the grid leaves slack, never by more."""
    km = sea_routes(tuple(points)).km
    assert (km == km.T).all()
    for a in range(len(points)):
        for b in range(len(points)):
            assert km[a, b] >= float(great_circle_km(*points[a], *points[b])) - 1e-6
            for via in range(len(points)):
                assert km[a, b] <= 1.08 * (km[a, via] + km[via, b]) + 10
