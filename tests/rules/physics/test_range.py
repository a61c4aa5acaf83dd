"""Range between refuellings: hub to field is 154 km."""

from dataclasses import replace

from rules.physics.stage import CHOPPER, TRUCK, asset, said, sortie, stop, world

from hadr_planner.domain.geography import Road
from hadr_planner.rules.physics import range as range_rule

OUT_AND_BACK = sortie("s1", "chopper", stop("hub", 0), stop("field", 1), stop("hub", 2))


def chopper(range_km, ferry_range_km=0.0):
    return asset(replace(CHOPPER, range_km=range_km, ferry_range_km=ferry_range_km), "hub")


def test_a_trip_within_the_range_needs_no_fuel_on_the_way():
    assert said(range_rule, world(chopper(310), field={"fuel_t_per_day": 0}), OUT_AND_BACK) == []


def test_a_round_trip_beyond_the_range_without_fuel_at_the_far_end_is_too_far():
    (why,) = said(range_rule, world(chopper(300), field={"fuel_t_per_day": 0}), OUT_AND_BACK)
    assert why == "chopper goes 300 km on its tanks, even empty; s1 goes 307 km before it refuels at hub at H+2"


def test_fuel_at_the_far_end_halves_the_stretch():
    assert said(range_rule, world(chopper(160), field={"fuel_t_per_day": 5}), OUT_AND_BACK) == []


def test_fuel_that_nobody_measured_is_there():
    assert said(range_rule, world(chopper(160)), OUT_AND_BACK) == []


def test_a_site_has_no_fuel():
    trip = sortie("s1", "chopper", stop("hub", 0), stop("alpha", 1), stop("hub", 2))
    (why,) = said(range_rule, world(chopper(160)), trip)
    assert "before it refuels at hub" in why


def test_beyond_the_range_the_ferry_range_holds():
    assert said(range_rule, world(chopper(300, ferry_range_km=310), field={"fuel_t_per_day": 0}), OUT_AND_BACK) == []


def test_a_truck_goes_by_the_shortest_way_that_fits_into_its_time():
    motorway = Road(id="motorway", from_="depot", to="alpha", km=60, speed_kmh=60, opens_h=30)
    lane = Road(id="lane", from_="depot", to="zone", km=20, speed_kmh=10)
    track = Road(id="track", from_="zone", to="alpha", km=10, speed_kmh=10)
    coast = world(asset(replace(TRUCK, range_km=40), "depot"), roads=(motorway, lane, track))
    assert said(range_rule, coast, sortie("s1", "truck", stop("depot", 31), stop("alpha", 34))) == []
    (why,) = said(range_rule, coast, sortie("s1", "truck", stop("depot", 31), stop("alpha", 32)))
    assert "s1 goes 60 km" in why
