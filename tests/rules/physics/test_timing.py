"""Block times and ground times."""

from dataclasses import replace

import pytest
from rules.physics.stage import AIRLIFTER, SHIP, TRUCK, asset, said, sortie, stop, world

from hadr_planner.domain.geography import Road
from hadr_planner.rules.physics import timing

COAST = world(asset(AIRLIFTER, "hub"), asset(SHIP, "port"))


def test_a_round_trip_flown_at_block_speed_with_full_ground_times_holds():
    flown = sortie("s1", "airlifter", stop("hub", 0, 1, loads=10), stop("field", 1.5, 2.5, unloads=10), stop("hub", 3))
    assert said(timing, COAST, flown) == []


def test_an_airlifter_that_covers_150_km_in_no_time_is_too_fast():
    flown = sortie("s1", "airlifter", stop("hub", 0, 1, loads=10), stop("field", 1, 2, unloads=10))
    (why,) = said(timing, COAST, flown)
    assert why == (
        "airlifter needs 0.31 h for the 154 km from hub to field; s1 leaves at H+1 and arrives at H+1"
    )


def test_a_sortie_that_arrives_before_it_left_is_too_fast():
    (why,) = said(timing, COAST, sortie("s1", "airlifter", stop("hub", 5), stop("field", 3)))
    assert "leaves at H+5 and arrives at H+3" in why


def test_half_an_hour_is_too_short_to_unload_in_one_hour():
    flown = sortie("s1", "airlifter", stop("hub", 0, 1, loads=10), stop("field", 1.5, 2, unloads=10))
    assert said(timing, COAST, flown) == [
        "airlifter needs 1 h to unload at field; s1 is there from H+1.5 to H+2"
    ]


def test_loading_and_unloading_at_one_call_take_both_times():
    calls = stop("hub", 0, 1, loads=10), stop("field", 1.5, 3, unloads=10, loads=2), stop("hub", 3.5)
    (why,) = said(timing, COAST, sortie("s1", "airlifter", *calls))
    assert "needs 2 h to load and unload at field" in why


def test_a_call_without_cargo_may_be_instant():
    assert said(timing, COAST, sortie("s1", "airlifter", stop("hub", 0), stop("field", 0.5), stop("hub", 1))) == []


def test_ground_times_round_up_to_slots():
    coast = world(asset(replace(AIRLIFTER, unload_h=0.6), "hub"))
    half_an_hour = stop("hub", 0, 1, loads=10), stop("field", 1.5, 2, unloads=10)
    an_hour = stop("hub", 0, 1, loads=10), stop("field", 1.5, 2.5, unloads=10)
    assert "needs 1 h to unload" in said(timing, coast, sortie("s1", "airlifter", *half_an_hour))[0]
    assert said(timing, coast, sortie("s1", "airlifter", *an_hour)) == []


@pytest.mark.parametrize(
    ("hour", "words"), [(-0.5, "outside the plan"), (48.5, "outside the plan"), (0.25, "not on a slot")]
)
def test_times_before_the_start_after_the_end_and_between_slots_are_off_the_clock(hour, words):
    whys = said(timing, COAST, sortie("s1", "airlifter", stop("hub", hour)))
    assert whys
    assert all(words in why for why in whys)


def test_a_ship_has_no_way_to_an_airfield():
    (why,) = said(timing, COAST, sortie("s1", "ship", stop("port", 0), stop("field", 40)))
    assert why.startswith("there is no way for ship from port to field")


def test_a_truck_is_timed_by_its_road_not_by_its_own_speed():
    slow = Road(id="track", from_="depot", to="alpha", km=20, speed_kmh=10)
    coast = world(asset(TRUCK, "depot"), roads=(slow,))
    assert said(timing, coast, sortie("s1", "truck", stop("depot", 0), stop("alpha", 2))) == []
    (why,) = said(timing, coast, sortie("s1", "truck", stop("depot", 0), stop("alpha", 1.5)))
    assert "needs 2.00 h for the 20 km from depot to alpha" in why


def test_a_truck_is_in_time_by_the_fastest_of_two_ways():
    fast = Road(id="motorway", from_="depot", to="alpha", km=60, speed_kmh=60, opens_h=30)
    lane = Road(id="lane", from_="depot", to="zone", km=20, speed_kmh=10)
    track = Road(id="track", from_="zone", to="alpha", km=10)
    coast = world(asset(TRUCK, "depot"), roads=(fast, lane, track))
    assert said(timing, coast, sortie("s1", "truck", stop("depot", 31), stop("alpha", 32))) == []
    assert said(timing, coast, sortie("s1", "truck", stop("depot", 31), stop("alpha", 31.5)))
