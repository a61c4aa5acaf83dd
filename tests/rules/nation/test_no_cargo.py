"""NO_CARGO in planner's words."""

from __future__ import annotations

from worlds import caveat, said, sortie, stop, world

from hadr_planner.domain.accord import CaveatKind, Strength
from hadr_planner.rules.nation import no_cargo


def trip(s, pool: str, **loads: float):
    return sortie(s, pool, stop("hub", 5, 6, loads=loads), stop("field", 7, 8, unloads=loads), stop("hub", 9))


def test_a_nation_does_not_carry_what_it_refuses() -> None:
    """The United States carry no shelter kits; a lifter loads two tonnes."""
    s = world(caveats=[caveat("USA", CaveatKind.NO_CARGO, "kit", held_by="Washington")])
    assert said(no_cargo, s, trip(s, "usa_lifters", water=3, kit=2)) == [
        "USA carries no kit (held by Washington): s1 of usa_lifters loads 2 t at hub at H+5"
    ]


def test_it_carries_everything_else_and_others_carry_that() -> None:
    """Water in a lifter and kits in an Australian hauler are fine, and amber only asks."""
    amber = caveat("AUS", CaveatKind.NO_CARGO, "kit", strength=Strength.AMBER)
    s = world(caveats=[caveat("USA", CaveatKind.NO_CARGO, "kit"), amber])
    assert said(no_cargo, s, trip(s, "usa_lifters", water=3), trip(s, "aus_haulers", kit=2)) == []
