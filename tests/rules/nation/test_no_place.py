"""NO_PLACE in planner's words."""

from __future__ import annotations

from worlds import PLACES, UNITS, caveat, edited, said, sortie, stay, stop, world

from hadr_planner.domain.accord import CaveatKind, Strength
from hadr_planner.rules.nation import no_place

TRIP = stop("hub", 5, 6), stop("strip", 7, 8), stop("hub", 9)


def test_a_nation_holds_back_an_airfield() -> None:
    """The United States don't call at the strip; a lifter does."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_PLACE, "strip", held_by="Washington")])
    assert said(no_place, s, sortie(s, "usa_lifters", *TRIP)) == [
        "USA holds back strip (held by Washington): s1 of usa_lifters calls there at H+7"
    ]


def test_other_nations_may_call_there() -> None:
    """The caveat is the United States' alone, so an Australian hauler may."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_PLACE, "strip")])
    assert said(no_place, s, sortie(s, "aus_haulers", *TRIP)) == []


def test_a_country_held_back_covers_its_places() -> None:
    """The strip lies in Malaysia; one pool doesn't go to Malaysia."""
    s = world(
        places=edited(PLACES, strip={"country": "MYS"}), caveats=[caveat("usa_lifters", CaveatKind.NO_PLACE, "MYS")]
    )
    assert said(no_place, s, sortie(s, "usa_lifters", *TRIP)) == [
        "usa_lifters holds back strip: s1 of usa_lifters calls there at H+7"
    ]


def test_an_amber_caveat_only_asks() -> None:
    """Asked to avoid is not forbidden."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_PLACE, "strip", strength=Strength.AMBER)])
    assert said(no_place, s, sortie(s, "usa_lifters", *TRIP)) == []


def test_a_unit_does_not_stay_where_its_nation_will_not_go() -> None:
    """The clinic stays at bravo, which its nation holds back; the Australian plant may."""
    s = world(units=UNITS, caveats=[caveat("USA", CaveatKind.NO_PLACE, "bravo")])
    assert said(no_place, s, stay("usa_clinic", "bravo", 6, 12, 36), stay("aus_plant", "bravo", 6, 12, 36)) == [
        "USA holds back bravo: usa_clinic stays there from H+6"
    ]
