"""Crew duty and rest: H+0 is 06:00 local, when the working day opens; it lasts 12 h unless said otherwise."""

from dataclasses import replace

from rules.physics.stage import AIRLIFTER, asset, said, sortie, stop, world

from hadr_planner.rules.physics import duty

CREWED = replace(AIRLIFTER, duty_h=12, rest_h=12, long_duty_h=18)


def coast(type=CREWED, start_h=6.0, factors=None, **pool):
    return world(asset(type, "hub", **pool), start_h=start_h, factors=factors)


def flown(id, from_h, until_h, tail=1):
    return sortie(id, "airlifter", stop("hub", from_h), stop("hub", until_h), tail=tail)


def test_a_sortie_that_fills_the_working_day_holds():
    assert said(duty, coast(), flown("s1", 0, 12), flown("s2", 24, 36)) == []


def test_a_sortie_that_runs_into_the_night_is_told_the_working_day():
    assert said(duty, coast(), flown("s1", 8, 13)) == [
        "crews of airlifter work from H+0 to H+12; s1 lasts from H+8 to H+13"
    ]


def test_a_sortie_before_the_day_opens_is_in_the_window_of_the_day_before():
    (why,) = said(duty, coast(start_h=4), flown("s1", 0, 3))
    assert "work from H+-22 to H+-10" in why
    assert said(duty, coast(start_h=4), flown("s1", 2, 5)) == []


def test_the_hour_of_opening_is_a_planning_factor():
    early = coast(factors={"duty_opens_local_h": 3.0})
    assert said(duty, early, flown("s1", 0, 9)) == []
    assert said(duty, early, flown("s1", 0, 9.5))


def test_a_long_sortie_within_the_augmented_day_may_start_at_any_hour():
    assert said(duty, coast(), flown("s1", 8, 26)) == []


def test_no_crew_is_augmented_beyond_its_longest_day():
    (why,) = said(duty, coast(), flown("s1", 8, 26.5))
    assert why == "crews of airlifter may be on duty for 18 h; s1 takes 18.5 h, from H+8 to H+26.5"


def test_after_a_long_sortie_the_tail_rests_before_it_flies_again():
    assert said(duty, coast(), flown("s1", 0, 14), flown("s2", 26, 30)) == []
    (why,) = said(duty, coast(), flown("s1", 0, 14), flown("s2", 25.5, 30))
    assert why == (
        "s1 takes airlifter 1 from H+0 to H+26 with its crew's day and rest; s2 takes it from H+25.5 to H+30"
    )


def test_the_day_of_a_long_sortie_is_its_own_from_the_opening_on():
    (why,) = said(duty, coast(), flown("s1", 0, 2), flown("s2", 3, 16))
    assert why.startswith("s2 takes airlifter 1 from H+0 to H+28")


def test_what_another_tail_does_does_not_tire_this_one():
    assert said(duty, coast(count=2), flown("s1", 0, 2, tail=2), flown("s2", 3, 16)) == []


def test_nothing_is_taken_of_a_tail_before_it_is_ready():
    early = flown("s1", 0, 2)
    assert said(duty, coast(ready_h=2), early, flown("s2", 3, 16)) == []


def test_two_crews_that_share_the_day_fly_at_any_hour_but_none_beyond_its_own_day():
    shared = coast(replace(CREWED, crews=2))
    assert said(duty, shared, flown("s1", 10, 22), flown("s2", 22, 34)) == []
    (why,) = said(duty, shared, flown("s1", 10, 22.5), flown("s2", 22.5, 34))
    assert why.startswith("s1 takes airlifter 1 from H+10 to H+34.5")
    assert said(duty, shared, flown("s1", 0, 18.5))


def test_rest_bounds_the_working_day_of_crews_that_together_could_do_more():
    (why,) = said(duty, coast(replace(CREWED, duty_h=10, crews=2, rest_h=8)), flown("s1", 4, 16.5))
    assert "work from H+0 to H+16" in why


def test_an_opening_between_slots_claims_the_slot_that_it_falls_in():
    quarter_past = coast(factors={"duty_opens_local_h": 6.25})
    (why,) = said(duty, quarter_past, flown("s1", 1, 2), flown("s2", 8, 21))
    assert why.startswith("s2 takes airlifter 1 from H+0 to H+33")


def test_types_with_a_day_of_24_hours_are_free():
    assert said(duty, coast(AIRLIFTER), flown("s1", 0, 40), flown("s2", 40, 48)) == []


def test_a_long_sortie_on_the_second_day_takes_the_tail_from_that_day_s_opening():
    assert said(duty, coast(), flown("s1", 8, 12), flown("s2", 26, 40)) == []
    (why,) = said(duty, coast(), flown("s1", 24, 25), flown("s2", 26, 40))
    assert why.startswith("s2 takes airlifter 1 from H+24 to H+52")


def test_a_tail_that_becomes_ready_in_the_afternoon_is_taken_from_then():
    (why,) = said(duty, coast(ready_h=5), flown("s1", 5, 6), flown("s2", 8, 21))
    assert why.startswith("s2 takes airlifter 1 from H+5 to H+33")


def test_a_long_sortie_without_rest_still_takes_the_day_that_it_starts_in():
    restless = coast(replace(CREWED, rest_h=0))
    assert said(duty, restless, flown("s1", 0, 2), flown("s2", 3, 16))
    assert said(duty, restless, flown("s1", 0, 13), flown("s2", 24, 26)) == []
    assert said(duty, restless, flown("s1", 0, 13), flown("s2", 10, 12)) == []
