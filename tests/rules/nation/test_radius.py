"""RADIUS in planner's words."""

from __future__ import annotations

from worlds import caveat, said, sortie, stop, world

from hadr_planner.domain.accord import CaveatKind
from hadr_planner.network import great_circle_km
from hadr_planner.rules.nation import radius

KIND = CaveatKind.RADIUS


def apart_km(s, a: str, b: str) -> float:
    one, other = s.node(a), s.node(b)
    return float(great_circle_km(one.lat, one.lon, other.lat, other.lon))


def test_an_asset_stays_within_its_radius() -> None:
    """Lifters based at the hub stay within 120 km; the strip is 154 km away."""
    s = world(caveats=[caveat("usa_lifters", KIND, "120", held_by="Washington")])
    away_km = apart_km(s, "hub", "strip")
    assert said(radius, s, sortie(s, "usa_lifters", stop("hub", 5, 6), stop("strip", 8, 9), stop("hub", 11))) == [
        "usa_lifters stays within 120 km of hub (held by Washington): "
        f"s1 of usa_lifters calls {away_km:.1f} km away, at strip at H+8"
    ]


def test_just_within_is_within() -> None:
    """A radius of exactly the distance lets it go."""
    s = world()
    s = world(caveats=[caveat("USA", KIND, repr(apart_km(s, "hub", "strip")))])
    assert said(radius, s, sortie(s, "usa_lifters", stop("hub", 5, 6), stop("strip", 8, 9), stop("hub", 11))) == []


def test_the_base_counts_not_the_start() -> None:
    """Started from its forward field, it is still the hub that the radius is about."""
    s = world(caveats=[caveat("USA", KIND, "120")])
    there = said(radius, s, sortie(s, "usa_lifters", stop("field", 5), stop("strip", 6, 7), stop("field", 8)))
    assert len(there) == 1
    assert "of hub" in there[0]


def test_on_board_the_radius_is_about_the_ship() -> None:
    """Helicopters on board fly from where the ship lies: alpha is 29 km from the roads, bravo 69 km."""
    s = world(caveats=[caveat("jpn_deckers", KIND, "40")])
    near = sortie(s, "jpn_deckers", stop("roads", 5, 6), stop("alpha", 7, 8), stop("roads", 9))
    far = sortie(s, "jpn_deckers", stop("roads", 5, 6), stop("bravo", 7, 8), stop("roads", 9), id="s2")
    assert said(radius, s, near) == []
    assert len(said(radius, s, far)) == 1
