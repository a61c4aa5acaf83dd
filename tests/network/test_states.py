"""Whose land an air leg crosses."""

from __future__ import annotations

import pytest

from hadr_planner.network.states import atlas, overflown, state_at


@pytest.mark.parametrize(
    ("lat", "lon", "state"),
    [
        (14.6, 121.0, "PHL"),
        (27.7, 85.3, "NPL"),
        (1.35, 103.82, "SGP"),
        (-18.0, 178.0, "FJI"),
        (-16.8, -179.99, "FJI"),
        (66.5, -172.0, "RUS"),
        (-8.52, 179.2, "TUV"),
        (13.48, 144.8, "USA"),
        (64.2, -51.0, "DNK"),
        (0.0, -30.0, None),
    ],
)
def test_state_at_known_points(lat: float, lon: float, state: str | None) -> None:
    assert state_at(lat, lon) == state


def test_longitudes_beyond_180_degrees_are_the_same_points() -> None:
    assert state_at(66.5, 188.0) == "RUS"


@pytest.mark.parametrize(
    ("leg", "states"),
    [
        ((-12.41, 130.88, 11.23, 125.03), ("AUS", "IDN", "PHL")),
        ((26.36, 127.77, 11.23, 125.03), ("JPN", "PHL")),
        ((28.56, 77.10, 27.70, 85.36), ("IND", "NPL")),
        ((3.13, 101.55, 27.70, 85.36), ("MYS", "THA", "BGD", "IND", "NPL")),
        ((-18.04, 178.56, -13.83, -171.99), ("FJI", "WSM")),
        ((-13.83, -171.99, -18.04, 178.56), ("WSM", "FJI")),
        ((25.80, -80.30, 18.58, -72.29), ("USA", "HTI")),
    ],
)
def test_overflown_states_in_order(leg: tuple[float, float, float, float], states: tuple[str, ...]) -> None:
    """Darwin, Kadena to Tacloban; Delhi, Subang to Kathmandu; Suva to Apia and back; Miami to Port-au-Prince."""
    met = overflown(*leg)
    assert [state for state in met if state in states] == list(states)
    assert set(met) - set(states) <= {"CUB", "BHS", "MMR"}


def test_the_way_back_crosses_the_same_states() -> None:
    there, back = overflown(51.75, -1.58, 34.59, 32.99), overflown(34.59, 32.99, 51.75, -1.58)
    assert set(there) == set(back)
    assert (there[0], there[-1]) == (back[-1], back[0]) == ("GBR", "CYP")


def test_every_state_is_an_alpha_3_code() -> None:
    assert all(len(state) == 3 and state.isalpha() and state.isupper() for state in atlas().states)
    assert len(set(atlas().states)) > 190
