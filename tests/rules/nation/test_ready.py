"""READY in planner's words."""

from __future__ import annotations

from rule_worlds import fleet
from worlds import UNITS, edited, said, sortie, stay, stop, world

from hadr_planner.domain.plan import Drive
from hadr_planner.rules.nation import ready


def test_an_aircraft_is_not_flown_before_it_is_ready() -> None:
    """The lifters are ready from H+5.5 and are asked to start at H+5."""
    s = world(fleet(usa_lifters={"ready_h": 5.5}))
    early = sortie(s, "usa_lifters", stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9))
    assert said(ready, s, early) == ["usa_lifters starts s1 at H+5, but is ready only from H+5.5"]


def test_an_aircraft_is_flown_as_soon_as_it_is_ready() -> None:
    """Ready from H+5, started at H+5."""
    s = world(fleet(usa_lifters={"ready_h": 5, "until_h": 9}))
    assert said(ready, s, sortie(s, "usa_lifters", stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9))) == []


def test_an_aircraft_is_not_out_after_its_last_hour() -> None:
    """The lifters go home at H+8.5 and are asked to be out until H+9."""
    s = world(fleet(usa_lifters={"until_h": 8.5}))
    late = sortie(s, "usa_lifters", stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9))
    assert said(ready, s, late) == ["usa_lifters ends s1 at H+9, but is there to be tasked only until H+8.5"]


def test_a_unit_neither_sets_out_early_nor_works_late() -> None:
    """Engineers ready from H+4 until H+18 drive at H+3 and work until H+24."""
    s = world(units=edited(UNITS, phl_sappers={"ready_h": 4, "until_h": 18}))
    moves = (
        Drive(unit="phl_sappers", from_="depot", to="field", start_h=3, end_h=5),
        stay("phl_sappers", "field", 5, 6, 24),
    )
    assert said(ready, s, *moves) == [
        "phl_sappers sets out at H+3, but is ready only from H+4",
        "phl_sappers works at field until H+24, but is there to be tasked only until H+18",
    ]


def test_a_unit_works_until_its_last_hour() -> None:
    """Ready from H+4, on the road at H+4, at work until H+18, its last hour."""
    s = world(units=edited(UNITS, phl_sappers={"ready_h": 4, "until_h": 18}))
    moves = (
        Drive(unit="phl_sappers", from_="depot", to="field", start_h=4, end_h=6),
        stay("phl_sappers", "field", 6, 6, 18),
    )
    assert said(ready, s, *moves) == []
