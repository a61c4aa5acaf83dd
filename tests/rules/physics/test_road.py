"""Roads open and strong enough."""

from rules.physics.stage import TRUCK, asset, said, sortie, stop, world

from hadr_planner.domain.geography import Road
from hadr_planner.rules.physics import road


def drives(*roads, from_h=2.0, until_h=3.0, ends=("depot", "alpha")):
    there, back = ends
    coast = world(asset(TRUCK, "depot"), roads=roads)
    return said(road, coast, sortie("s1", "truck", stop(there, from_h), stop(back, until_h)))


def test_a_truck_that_leaves_as_the_road_opens_gets_through():
    assert drives(Road(id="main", from_="depot", to="alpha", km=20, opens_h=2)) == []


def test_a_truck_that_leaves_before_the_road_opens_is_told_when():
    assert drives(Road(id="main", from_="depot", to="alpha", km=20, opens_h=2.5)) == [
        "s1 can't drive from depot to alpha between H+2 and H+3: main opens at H+2.5"
    ]


def test_a_truck_must_be_through_before_the_road_closes():
    assert drives(Road(id="main", from_="depot", to="alpha", km=20, closes_h=3)) == []
    assert "main closes at H+2.5" in drives(Road(id="main", from_="depot", to="alpha", km=20, closes_h=2.5))[0]


def test_a_bridge_of_20_t_bears_a_truck_of_20_t_but_one_of_15_t_does_not():
    assert drives(Road(id="main", from_="depot", to="alpha", km=20, max_load_t=20)) == []
    assert "main bears 15 t and truck weighs 20 t" in drives(
        Road(id="main", from_="depot", to="alpha", km=20, max_load_t=15)
    )[0]


def test_a_detour_does_while_the_main_road_is_shut_if_there_is_time_for_it():
    shut = Road(id="main", from_="depot", to="alpha", km=20, opens_h=30)
    detour = Road(id="hills", from_="depot", to="bravo", km=30), Road(id="valley", from_="bravo", to="alpha", km=30)
    assert drives(shut, *detour, until_h=4) == []
    (why,) = drives(shut, *detour, until_h=3)
    assert "main opens at H+30 and hills and valley takes 2.0 h" in why


def test_no_truck_crosses_the_sea():
    (why,) = drives(ends=("port", "alpha"), until_h=40)
    assert why.endswith("no road leads there")
