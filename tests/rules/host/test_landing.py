"""LANDING in planner's words."""

from __future__ import annotations

from worlds import PLACES, agreement, edited, said, sortie, stop, world

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.rules.host import landing

KIND = AgreementKind.LANDING


def test_an_aircraft_does_not_land_before_its_clearance() -> None:
    """Landing rights in Malaysia from H+8; a lifter touches down at the strip there at H+7."""
    s = world(places=edited(PLACES, strip={"country": "MYS"}), agreements=[agreement("MYS", "*", KIND, from_h=8)])
    trip = sortie(s, "usa_lifters", stop("hub", 5, 6), stop("strip", 7, 8), stop("hub", 9))
    assert said(landing, s, trip) == [
        "USA has no landing rights in MYS before H+8: s1 of usa_lifters is at strip from H+7 to H+8"
    ]


def test_it_lands_from_that_hour_on() -> None:
    """An hour later it may."""
    s = world(places=edited(PLACES, strip={"country": "MYS"}), agreements=[agreement("MYS", "*", KIND, from_h=8)])
    assert said(landing, s, sortie(s, "usa_lifters", stop("hub", 6, 7), stop("strip", 8, 9), stop("hub", 10))) == []


def test_trucks_and_ships_need_no_landing_rights() -> None:
    """They don't land."""
    s = world(agreements=[agreement("PHL", "JPN", KIND)])
    assert said(landing, s, sortie(s, "usa_lighters", stop("quay", 5, 6), stop("shore", 8, 9))) == []


def test_a_deck_at_an_anchorage_is_not_the_states_ground() -> None:
    """A helicopter rises from its ship without leave, but doesn't land at a site without it."""
    s = world(agreements=[agreement("PHL", "USA", KIND)])
    trip = sortie(s, "jpn_deckers", stop("roads", 5, 6), stop("alpha", 7, 8), stop("roads", 9))
    assert said(landing, s, trip) == [
        "JPN has no landing rights in PHL after H+7: s1 of jpn_deckers is at alpha from H+7 to H+8"
    ]
