"""NO_NIGHT in planner's words: the sun rises at about H+0.3 and sets at about H+12.3."""

from __future__ import annotations

from worlds import caveat, said, sortie, stop, world

from hadr_planner.domain.accord import CaveatKind, Strength
from hadr_planner.rules.nation import no_night


def test_a_nation_that_does_not_move_by_night_is_not_flown_past_sunset() -> None:
    """Back at H+12, but a call takes its slot, and the sun sets within it."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_NIGHT, held_by="Washington")])
    late = sortie(s, "usa_lifters", stop("hub", 8, 9), stop("field", 10, 11), stop("hub", 12))
    assert said(no_night, s, late) == [
        "USA does not move by night (held by Washington): s1 of usa_lifters is at hub at H+13, when it is dark at hub"
    ]


def test_it_is_flown_while_the_sun_is_up() -> None:
    """Back at H+11: the last slot ends at H+12, before sunset."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_NIGHT)])
    assert said(no_night, s, sortie(s, "usa_lifters", stop("hub", 7, 8), stop("field", 9, 10), stop("hub", 11))) == []


def test_a_move_by_night_is_named() -> None:
    """Trucks on the road from H+11 to H+14."""
    s = world(caveats=[caveat("phl_trucks", CaveatKind.NO_NIGHT)])
    told = said(no_night, s, sortie(s, "phl_trucks", stop("depot", 10, 11), stop("alpha", 14, 14)))
    who = "phl_trucks does not move by night: s1 of phl_trucks"
    assert f"{who} is between depot and alpha at H+13, when it is dark at depot" in told


def test_ships_sail_by_night() -> None:
    """A ship under way or in port by night is not held back."""
    s = world(caveats=[caveat("phl_ferries", CaveatKind.NO_NIGHT)])
    assert said(no_night, s, sortie(s, "phl_ferries", stop("haven", 10, 13), stop("quay", 17, 20))) == []


def test_an_amber_caveat_only_asks() -> None:
    """Asked not to fly by night is not forbidden."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_NIGHT, strength=Strength.AMBER)])
    assert (
        said(no_night, s, sortie(s, "usa_lifters", stop("hub", 20, 21), stop("field", 22, 23), stop("hub", 24))) == []
    )
