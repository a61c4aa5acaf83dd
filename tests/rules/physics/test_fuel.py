"""Fuel per place and day: hub to field is 154 km, 0.31 h at 500 km/h, 0.61 t at 2 t an hour."""

from dataclasses import replace

from rules.physics.stage import AIRLIFTER, asset, said, sortie, stop, world

from hadr_planner.domain.catalogue import Mode
from hadr_planner.rules.physics import fuel

THIRSTY = replace(AIRLIFTER, burn_t_per_h=2)


def one_way(id, at_h):
    return sortie(id, "airlifter", stop("hub", at_h - 0.5), stop("field", at_h))


def coast(type=THIRSTY, **field):
    return world(asset(type, "hub", forward=("field",), count=9), field=field)


def test_two_arrivals_that_just_share_the_fuel_of_a_day_hold():
    assert said(fuel, coast(fuel_t_per_day=1.23), one_way("s1", 5), one_way("s2", 9)) == []


def test_two_arrivals_on_a_day_with_fuel_for_one_are_said_with_tonnes():
    assert said(fuel, coast(fuel_t_per_day=1), one_way("s1", 5), one_way("s2", 9)) == [
        "field gives 1 t of fuel a day; 2 sorties take 1.2 t between H+0 and H+24, most of it s2 with 0.6 t"
    ]


def test_fuel_comes_anew_every_day_and_the_arrival_decides_which():
    assert said(fuel, coast(fuel_t_per_day=1), one_way("s1", 23.5), one_way("s2", 24)) == []
    assert said(fuel, coast(fuel_t_per_day=1), one_way("s1", 24), one_way("s2", 24)) != []


def test_within_the_range_nothing_is_taken_on_the_way():
    trip = sortie("s1", "airlifter", stop("hub", 0), stop("field", 1, 2), stop("hub", 3))
    assert said(fuel, coast(fuel_t_per_day=0.1), trip) == []


def test_beyond_the_range_fuel_is_taken_on_the_way_and_at_the_end():
    trip = sortie("s1", "airlifter", stop("hub", 0), stop("field", 1, 2), stop("hub", 3))
    short = replace(THIRSTY, range_km=300)
    assert "take 0.6 t" in said(fuel, coast(short, fuel_t_per_day=0.1), trip)[0]
    dry_hub = world(asset(short, "hub"), hub={"fuel_t_per_day": 0.5})
    assert said(fuel, dry_hub, trip)[0].startswith("hub gives 0.5 t of fuel a day")


def test_nothing_can_end_where_there_is_no_fuel():
    assert said(fuel, coast(fuel_t_per_day=0), one_way("s1", 5))
    assert said(fuel, coast(), one_way("s1", 5)) == []


def test_an_arrival_at_the_very_end_counts_for_the_last_day():
    assert said(fuel, coast(fuel_t_per_day=1), one_way("s1", 30), one_way("s2", 48))


def test_trucks_fill_up_on_the_road_and_take_none_of_a_places_fuel():
    """The same trip by truck, where an airfield has no fuel for aircraft."""
    truck = replace(THIRSTY, mode=Mode.TRUCK)
    assert said(fuel, coast(truck, fuel_t_per_day=0), one_way("s1", 5)) == []
    assert said(fuel, coast(fuel_t_per_day=0), one_way("s1", 5)) != []
