"""Daylight only: on 8 November 2013 at 11 N 125 E the sun rose at 05:41 and set at 17:21 local; H+0 is 06:00."""

from dataclasses import replace

from rules.physics.stage import CHOPPER, asset, said, sortie, stop, world

from hadr_planner.rules.physics import daylight

BY_DAY = world(asset(replace(CHOPPER, daylight_only=True), "hub"))


def flight(*hours):
    load, out, drop, back, rest = hours
    return sortie("s1", "chopper", stop("hub", load, out), stop("alpha", out + 1, drop), stop("hub", back, rest))


def test_a_helicopter_home_before_sunset_holds():
    assert said(daylight, BY_DAY, flight(8, 8.5, 10, 11, 11)) == []


def test_a_move_into_the_dusk_is_said_with_the_hour():
    whys = said(daylight, BY_DAY, flight(8, 8.5, 10.5, 11.5, 11.5))
    assert len(whys) == 2
    assert whys[0] == (
        "chopper (chopper) moves by day only; s1 moves from alpha to hub from H+10.5 to H+11.5, "
        "and at H+11.5 the sun is down at alpha"
    )


def test_a_slot_in_which_the_sun_sets_is_dark():
    assert "at H+11.5" in said(daylight, BY_DAY, sortie("s1", "chopper", stop("hub", 11), stop("alpha", 11.5)))[0]


def test_a_call_at_a_site_after_dark_is_refused_and_at_the_stand_allowed():
    whys = said(daylight, BY_DAY, flight(-1, 1, 14, 26, 36))
    assert any("s1 is at alpha from H+2 to H+14, and at H+11.5 the sun is down at alpha" in why for why in whys)
    assert not any("is at hub" in why for why in whys)


def test_types_that_fly_by_night_are_free():
    assert said(daylight, world(asset(CHOPPER, "hub")), flight(14, 15, 17, 18, 18)) == []


def test_a_ship_s_midnight_sun_shines_all_night():
    north = {"lat": 75.0, "lon": 20.0}
    far = world(asset(replace(CHOPPER, daylight_only=True), "hub"), hub=north, alpha=north)
    june = replace(far, start=far.start.replace(month=6))
    trip = sortie("s1", "chopper", stop("hub", 14), stop("alpha", 15), stop("hub", 16))
    assert said(daylight, june, trip) == []
    assert said(daylight, replace(far, start=far.start.replace(month=12)), trip)


def test_the_night_before_a_flight_does_not_count():
    assert said(daylight, BY_DAY, flight(24, 25, 27, 28, 28)) == []
