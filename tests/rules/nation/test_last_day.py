"""LAST_DAY in planner's words."""

from __future__ import annotations

from worlds import UNITS, caveat, said, sortie, stay, stop, world

from hadr_planner.domain.accord import CaveatKind, Strength
from hadr_planner.rules.nation import last_day

TRIP = stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9)


def test_a_nation_that_leaves_is_not_flown_on() -> None:
    """The United States are done at H+8; a lifter is back at H+9."""
    s = world(caveats=[caveat("USA", CaveatKind.LAST_DAY, "8", held_by="Washington")])
    assert said(last_day, s, sortie(s, "usa_lifters", *TRIP)) == [
        "H+8 is the last hour of USA (held by Washington): s1 of usa_lifters ends at H+9"
    ]


def test_it_is_flown_to_the_last_hour() -> None:
    """Done at H+9, back at H+9; an amber wish to be home by H+5 doesn't forbid it."""
    amber = caveat("usa_lifters", CaveatKind.LAST_DAY, "5", strength=Strength.AMBER)
    s = world(caveats=[caveat("USA", CaveatKind.LAST_DAY, "9"), amber])
    assert said(last_day, s, sortie(s, "usa_lifters", *TRIP)) == []


def test_a_unit_stops_work_by_then() -> None:
    """The plant is done at H+24 and would work until H+30; until H+24 it may."""
    s = world(units=UNITS, caveats=[caveat("aus_plant", CaveatKind.LAST_DAY, "24")])
    assert said(last_day, s, stay("aus_plant", "bravo", 6, 12, 30)) == [
        "H+24 is the last hour of aus_plant: aus_plant works at bravo until H+30"
    ]
    assert said(last_day, s, stay("aus_plant", "bravo", 6, 12, 24)) == []
