"""Helicopter landing spots."""

from rules.physics.stage import AIRLIFTER, CHOPPER, asset, said, sortie, stop, world

from hadr_planner.rules.physics import landing_spots

COAST = world(asset(CHOPPER, "hub", count=9), asset(AIRLIFTER, "hub", count=9), field={"spots_heli": 1})


def call(id, node, from_h, until_h, type="chopper"):
    return sortie(id, type, stop("hub", 0), stop(node, from_h, until_h), stop("hub", 20))


def test_helicopters_take_turns_on_a_single_spot():
    assert said(landing_spots, COAST, call("s1", "alpha", 3, 3.5), call("s2", "alpha", 3.5, 4)) == []


def test_two_helicopters_at_once_on_a_single_spot_are_named():
    assert said(landing_spots, COAST, call("s1", "alpha", 3, 4), call("s2", "alpha", 3.5, 4.5)) == [
        "alpha takes helicopters 1 at a time; between H+3.5 and H+4 2 are there: s1, s2"
    ]


def test_a_site_with_two_spots_holds_two_but_not_three():
    two = call("s1", "bravo", 3, 4), call("s2", "bravo", 3, 4)
    assert said(landing_spots, COAST, *two) == []
    assert said(landing_spots, COAST, *two, call("s3", "bravo", 3, 4))


def test_an_airfield_limits_helicopters_only_where_its_spots_are_known():
    assert said(landing_spots, COAST, call("s1", "field", 3, 4), call("s2", "field", 3, 4))
    assert said(landing_spots, COAST, call("s1", "zone", 3, 4), call("s2", "zone", 3, 4)) == []


def test_aeroplanes_take_no_helicopter_spot():
    assert said(landing_spots, COAST, call("s1", "field", 3, 4), call("s2", "field", 3, 4, "airlifter")) == []
