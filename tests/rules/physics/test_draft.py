"""Depth alongside: the ship draws 5 m, the craft 2 m."""

from rules.physics.stage import AIRLIFTER, CRAFT, SHIP, asset, said, sortie, stop, world

from hadr_planner.rules.physics import draft


def berths(type, node="quay", factors=None, **figures):
    coast = world(asset(type, "port"), factors=factors, **{node: figures})
    return said(draft, coast, sortie("s1", type.id, stop("port", 0), stop(node, 6)))


def test_a_ship_with_half_a_metre_under_the_keel_just_berths():
    assert berths(SHIP, max_draft_m=5.5) == []


def test_a_ship_that_would_touch_bottom_is_told_how_deep_it_is():
    assert berths(SHIP, max_draft_m=5.2) == [
        "ship draws 5 m and wants 0.5 m under the keel; quay, where s1 berths at H+6, has 5.2 m"
    ]


def test_the_margin_is_a_planning_factor():
    (why,) = berths(SHIP, max_draft_m=5.5, factors={"draft_margin_m": 1.0})
    assert "wants 1 m under the keel" in why


def test_landing_craft_touch_bottom_too():
    assert berths(CRAFT, max_draft_m=2.4)
    assert berths(CRAFT, max_draft_m=2.5) == []


def test_an_unknown_depth_an_anchorage_and_an_aircraft_are_not_limited():
    assert berths(SHIP) == []
    assert berths(SHIP, "roadstead", max_draft_m=1) == []
    assert berths(AIRLIFTER, max_draft_m=1) == []
