"""CLOSURE in planner's words."""

from __future__ import annotations

from worlds import PLACES, edited, order, said, sortie, stop, world

from hadr_planner.domain.accord import OrderKind
from hadr_planner.rules.local import closure

CLOSE = OrderKind.CLOSE


def test_nobody_calls_at_a_closed_airfield() -> None:
    """The field is closed from H+6 to H+7.5; a lifter is there from H+7 to H+8."""
    s = world(orders=[order(CLOSE, "field", from_h=6, until_h=7.5, issued_by="Civil Aviation")])
    trip = sortie(s, "usa_lifters", stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9))
    assert said(closure, s, trip) == [
        "field is closed by Civil Aviation from H+6 to H+7.5: s1 of usa_lifters is there at H+7"
    ]


def test_it_is_open_again_when_the_order_ends() -> None:
    """The order ends at H+7, the call begins at H+7."""
    s = world(orders=[order(CLOSE, "field", from_h=6, until_h=7)])
    assert said(closure, s, sortie(s, "usa_lifters", stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9))) == []


def test_everywhere_means_everywhere_in_the_host() -> None:
    """All of the Philippines is closed at H+8; the strip lies in Malaysia."""
    s = world(places=edited(PLACES, strip={"country": "MYS"}), orders=[order(CLOSE, "*", from_h=8, until_h=9)])
    assert said(closure, s, sortie(s, "aus_haulers", stop("field", 6, 7), stop("strip", 8, 9))) == []
    assert len(said(closure, s, sortie(s, "usa_choppers", stop("field", 6, 7), stop("alpha", 8, 9)))) == 1


def drive(s, from_h: float, until_h: float):
    return sortie(s, "phl_trucks", stop("depot", from_h - 1, from_h), stop("alpha", until_h, until_h + 1))


def test_a_closed_road_holds_trucks_up() -> None:
    """The ridge road is closed until H+12, and there is no time for the coast."""
    s = world(orders=[order(CLOSE, "ridge", until_h=12)])
    assert said(closure, s, drive(s, 10, 11)) == [
        "ridge is closed from H+0 to H+12: s1 of phl_trucks drives from depot to alpha at H+10, and no other way fits"
    ]


def test_a_truck_may_take_another_way() -> None:
    """With three hours for it, the way along the coast will do; from H+12 the ridge is open."""
    s = world(orders=[order(CLOSE, "ridge", until_h=12)])
    assert said(closure, s, drive(s, 8, 11)) == []
    assert said(closure, s, drive(s, 12, 13)) == []


def test_a_road_that_is_not_open_anyway_is_no_other_way() -> None:
    """The coast is closed; the ridge, which opens at H+6, was no way at H+1 either."""
    s = world(orders=[order(CLOSE, "coast", until_h=12)])
    assert len(said(closure, s, drive(s, 1, 4))) == 1
    assert said(closure, s, drive(s, 6, 9)) == []


def test_weather_grounds_helicopters_and_not_trucks() -> None:
    """Alpha is closed to helicopters on the first morning: one breach by air, none by road."""
    s = world(orders=[order(CLOSE, "alpha", "helicopter;fixed_wing", until_h=12)])
    flown = sortie(s, "usa_choppers", stop("field", 6, 7), stop("alpha", 8, 9))
    assert said(closure, s, flown) == [
        "alpha is closed to helicopter, fixed_wing from H+0 to H+12: s1 of usa_choppers is there at H+8"
    ]
    assert said(closure, s, drive(s, 8, 11)) == []


def test_a_road_closed_to_helicopters_is_open_to_trucks() -> None:
    """An order that names other modes does not hold trucks up."""
    s = world(orders=[order(CLOSE, "ridge", "helicopter", until_h=12)])
    assert said(closure, s, drive(s, 10, 11)) == []
