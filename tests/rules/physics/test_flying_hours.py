"""Flying hours per day: four a day and tail."""

from dataclasses import replace

from rules.physics.stage import AIRLIFTER, asset, said, sortie, stop, world

from hadr_planner.rules.physics import flying_hours

FLEET = world(asset(replace(AIRLIFTER, duty_h=12, flying_h_per_day=4), "hub", count=2))


def flown(id, from_h, hours):
    """Half of the hours out, one on the ground, half of them back."""
    there_h = from_h + hours / 2
    calls = stop("hub", from_h), stop("field", there_h, there_h + 1), stop("hub", from_h + hours + 1)
    return sortie(id, "airlifter", *calls)


def test_two_tails_share_eight_hours_a_day_however_they_split_them():
    assert said(flying_hours, FLEET, flown("s1", 0, 6), flown("s2", 8, 2)) == []


def test_beyond_the_fleet_s_rate_the_day_and_the_longest_sortie_are_named():
    assert said(flying_hours, FLEET, flown("s1", 0, 6), flown("s2", 8, 3)) == [
        "airlifter may be under way 8 h a day (2 tails, 4 h each); its sorties between H+0 and H+24 take 9.0 h, "
        "s1 alone 6 h"
    ]


def test_hours_count_for_the_day_on_which_the_sortie_starts():
    assert said(flying_hours, FLEET, flown("s1", 0, 6), flown("s2", 23.5, 6)) != []
    assert said(flying_hours, FLEET, flown("s1", 0, 6), flown("s2", 24, 6)) == []


def test_a_sortie_longer_than_a_duty_day_is_left_to_crew_rest():
    assert said(flying_hours, FLEET, flown("s1", 0, 11.5)) == []
    assert said(flying_hours, FLEET, flown("s1", 0, 11)) != []


def test_types_without_a_rate_are_free():
    assert said(flying_hours, world(asset(AIRLIFTER, "hub")), flown("s1", 0, 20)) == []
