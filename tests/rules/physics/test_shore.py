"""Who can call where."""

from dataclasses import replace

import pytest
from rules.physics.stage import AIRLIFTER, CHOPPER, CRAFT, SHIP, TRUCK, asset, said, sortie, stop, world

from hadr_planner.rules.physics import shore

COAST = world(
    asset(AIRLIFTER, "hub"), asset(CHOPPER, "hub"), asset(SHIP, "port"), asset(CRAFT, "port"), asset(TRUCK, "depot")
)
NODES = ("alpha", "hub", "port", "beach", "roadstead", "zone", "depot")
CAN = {
    "airlifter": {"hub"},
    "chopper": {"alpha", "hub", "zone"},
    "ship": {"port", "roadstead"},
    "craft": {"port", "roadstead", "beach"},
    "truck": {"alpha", "hub", "port", "beach", "zone", "depot"},
}


@pytest.mark.parametrize("asset", CAN)
def test_each_platform_calls_only_where_it_is_built_for(asset):
    welcome = {node for node in NODES if not said(shore, COAST, sortie("s1", asset, stop(node, 3)))}
    assert welcome == CAN[asset]


def test_a_helicopter_can_t_land_where_there_is_no_spot():
    wooded = world(asset(CHOPPER, "hub"), alpha={"landing_spots": 0})
    assert said(shore, wooded, sortie("s1", "chopper", stop("hub", 0), stop("alpha", 1), stop("hub", 2))) == [
        "chopper can't call at alpha, which has no landing spot; s1 is there at H+1"
    ]


def test_a_ship_built_for_it_takes_the_beach():
    coast = world(asset(replace(SHIP, beaching=True), "port"))
    assert said(shore, coast, sortie("s1", "ship", stop("port", 0), stop("beach", 9))) == []


def test_a_helicopter_stands_on_the_quay_only_where_it_is_its_own_stand():
    coast = world(asset(CHOPPER, "hub", forward=("quay",)))
    assert said(shore, coast, sortie("s1", "chopper", stop("hub", 0), stop("quay", 1))) == []
    (why,) = said(shore, coast, sortie("s1", "chopper", stop("hub", 0), stop("port", 1)))
    assert "can't call at port, a seaport" in why


def test_a_helicopter_aboard_starts_and_ends_where_its_ship_anchors_but_calls_at_no_other_anchorage():
    coast = world(asset(SHIP, "port"), asset(CHOPPER, "ship"))
    lies = stop("roadstead", 0, 1), stop("alpha", 2, 2.5), stop("roadstead", 3)
    assert said(shore, coast, sortie("s1", "chopper", *lies)) == []
    (why,) = said(shore, coast, sortie("s1", "chopper", stop("port", 0), stop("roadstead", 1), stop("port", 2)))
    assert "chopper can't call at roadstead, an anchorage" in why


def test_craft_land_at_a_site_on_the_coast_and_at_no_other():
    calls = sortie("s1", "craft", stop("port", 0), stop("alpha", 1), stop("port", 2))
    assert said(shore, world(asset(CRAFT, "port"), alpha={"coastal": True}), calls) == []
    assert said(shore, world(asset(CRAFT, "port")), calls) == [
        "craft can't call at alpha, which has no shore; s1 is there at H+1"
    ]
