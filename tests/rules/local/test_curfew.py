"""CURFEW in planner's words: the plan starts at 05:30 local time."""

from __future__ import annotations

from worlds import order, said, sortie, stop, world

from hadr_planner.domain.accord import OrderKind
from hadr_planner.rules.local import curfew

CURFEW = OrderKind.CURFEW


def drive(s, from_h: float, until_h: float, pool: str = "phl_trucks"):
    return sortie(s, pool, stop("depot", from_h - 1, from_h), stop("alpha", until_h, until_h + 1))


def test_no_truck_is_at_a_site_under_curfew() -> None:
    """Curfew at alpha from 20 local time, H+14.5; a truck unloads there until H+15."""
    s = world(orders=[order(CURFEW, "alpha", "20-05", issued_by="the mayor")])
    assert said(curfew, s, drive(s, 13, 14)) == [
        "alpha is under curfew 20-05 local time by the mayor: s1 of phl_trucks is there at H+14.5"
    ]


def test_it_is_gone_before_the_curfew_begins() -> None:
    """An hour earlier it is done in time."""
    s = world(orders=[order(CURFEW, "alpha", "20-05")])
    assert said(curfew, s, drive(s, 12, 13)) == []


def test_no_truck_drives_there_either() -> None:
    """On the way to alpha when the curfew begins."""
    s = world(orders=[order(CURFEW, "alpha", "19-20")])
    assert said(curfew, s, drive(s, 13, 15)) == [
        "alpha is under curfew 19-20 local time: s1 of phl_trucks drives from depot to alpha at H+13.5"
    ]


def test_helicopters_fly_under_curfew() -> None:
    """The curfew is about the ground."""
    s = world(orders=[order(CURFEW, "alpha", "20-05")])
    assert (
        said(curfew, s, sortie(s, "usa_choppers", stop("field", 15, 16), stop("alpha", 17, 18), stop("field", 19)))
        == []
    )


def test_a_curfew_is_in_force_only_while_ordered() -> None:
    """Ordered from H+20: the first night is free, the second is not."""
    s = world(orders=[order(CURFEW, "alpha", "20-05", from_h=20)])
    assert said(curfew, s, drive(s, 16, 17)) == []
    assert len(said(curfew, s, drive(s, 20, 21))) == 2


def test_a_road_under_curfew_is_not_driven_unless_there_is_another_way() -> None:
    """The ridge is under curfew at noon, H+6.5; three hours are enough for the coast."""
    s = world(orders=[order(CURFEW, "ridge", "12-13")])
    assert said(curfew, s, drive(s, 6, 7)) == [
        "ridge is under curfew 12-13 local time: "
        "s1 of phl_trucks drives from depot to alpha at H+6.5, and no other way fits"
    ]
    assert said(curfew, s, drive(s, 6, 9)) == []
