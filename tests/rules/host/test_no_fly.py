"""NO_FLY in planner's words: from Cebu over the strait to Ormoc."""

from __future__ import annotations

from worlds import box, order, said, sortie, stop, world

from hadr_planner.domain.accord import OrderKind
from hadr_planner.rules.host import no_fly

BAN = OrderKind.NO_FLY
STRAIT = box("strait", 10.5, 10.8, 124.1, 124.4)


def trip(s, pool: str = "usa_lifters"):
    return sortie(s, pool, stop("hub", 5, 6), stop("field", 8, 9), stop("hub", 11))


def test_nobody_flies_through_an_area_under_an_order() -> None:
    """Shut until H+7; a lifter on its way out crosses it, and on its way back the order is over."""
    s = world(areas=[STRAIT], orders=[order(BAN, "strait", until_h=7, issued_by="Civil Aviation")])
    assert said(no_fly, s, trip(s)) == [
        "nobody flies through strait by order of Civil Aviation from H+0 to H+7: "
        "s1 of usa_lifters flies from hub to field at H+6"
    ]


def test_an_area_beside_the_way_is_no_matter() -> None:
    """The area lies east of Leyte."""
    s = world(areas=[box("east", 10.5, 10.8, 125.1, 125.4)], orders=[order(BAN, "east")])
    assert said(no_fly, s, trip(s)) == []


def test_an_area_of_that_kind_is_shut_without_an_order() -> None:
    """Drawn as no-fly and named by no order: shut throughout, both ways; drawn as restricted it only informs."""
    s = world(areas=[STRAIT])
    assert len(said(no_fly, s, trip(s))) == 2
    open_ = world(areas=[box("strait", 10.5, 10.8, 124.1, 124.4, "restricted")])
    assert said(no_fly, open_, trip(open_)) == []


def test_an_order_says_when_an_area_of_that_kind_is_shut() -> None:
    """Named by an order for the second day, it is open on the first."""
    s = world(areas=[STRAIT], orders=[order(BAN, "strait", from_h=24, until_h=36)])
    assert said(no_fly, s, trip(s)) == []


def test_a_ban_everywhere_grounds_all_aircraft_and_no_truck() -> None:
    """Nobody flies in the host until H+10; trucks drive."""
    s = world(orders=[order(BAN, "*", until_h=10)])
    assert len(said(no_fly, s, trip(s))) == 2
    drive = sortie(s, "phl_trucks", stop("depot", 5, 6), stop("alpha", 7, 8))
    assert said(no_fly, s, drive) == []


def test_an_area_on_the_other_side_of_the_date_line_is_met() -> None:
    """A way from 179 east to 179 west leads through an area at 179.5 west."""
    from hadr_planner.network.areas import crosses

    area = box("east_of_the_line", -18, -16, -179.6, -179.4).geometry
    assert crosses(area, -17, 179, -17, -179)
    assert not crosses(area, -17, 179, -17, 179.9)
