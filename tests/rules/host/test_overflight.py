"""OVERFLIGHT in planner's words: from Singapore to southern Thailand, over Malaysia."""

from __future__ import annotations

from dataclasses import replace

from rule_worlds import overflight as over_malaysia
from worlds import agreement, by_id, said, sortie, stop

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.rules.host import overflight

KIND = AgreementKind.OVERFLIGHT


def cleared(*rows):
    """The world with these agreements."""
    return replace(over_malaysia(), agreements=by_id(rows))


def trip(s, pool: str = "usa_lifters"):
    return sortie(s, pool, stop("hub", 5, 6), stop("field", 11, 12), stop("hub", 17))


def test_a_state_is_not_crossed_before_it_clears_it() -> None:
    """Malaysia clears the United States from H+8; a lifter leaves Singapore at H+6."""
    s = cleared(agreement("MYS", "USA", KIND, from_h=8, held_by="Civil Aviation"))
    assert said(overflight, s, trip(s)) == [
        "USA has no overflight clearance in MYS before H+8 (Civil Aviation): "
        "s1 of usa_lifters crosses it from hub to field between H+6 and H+11"
    ]


def test_a_cleared_aircraft_crosses() -> None:
    """Cleared from H+6 until H+17."""
    s = cleared(agreement("MYS", "*", KIND, from_h=6, until_h=17))
    assert said(overflight, s, trip(s)) == []


def test_its_own_aircraft_and_the_ends_of_the_way_are_not_overflown() -> None:
    """Malaysian aircraft cross Malaysia, and Thailand, where the way ends, is left to landing rights."""
    s = cleared(agreement("MYS", "USA", KIND), agreement("THA", "JPN", KIND))
    assert said(overflight, s, trip(s, "mys_lifters")) == []
    assert said(overflight, s, trip(s)) == []


def test_a_state_without_a_row_lets_everyone_pass() -> None:
    """Only Indonesia asks for clearance, and it isn't crossed."""
    s = cleared(agreement("IDN", "AUS", KIND, from_h=90))
    assert said(overflight, s, trip(s)) == []
