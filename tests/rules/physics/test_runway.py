"""Runways."""

from rules.physics.stage import AIRLIFTER, CHOPPER, HEAVY, asset, said, sortie, stop, world

from hadr_planner.domain.geography import Surface
from hadr_planner.rules.physics import runway


def lands(type, **field):
    return said(runway, world(asset(type, "hub"), field=field), sortie("s1", type.id, stop("hub", 0), stop("field", 1)))


def test_a_runway_just_long_wide_and_strong_enough_will_do():
    assert lands(AIRLIFTER, runway_m=900, runway_width_m=18, max_weight_t=70) == []


def test_a_runway_too_short_is_said_with_both_lengths():
    assert lands(AIRLIFTER, runway_m=899) == [
        "airlifter needs 900 m of runway and field has 899 m; s1 lands there at H+1"
    ]


def test_a_runway_too_narrow_is_refused():
    (why,) = lands(AIRLIFTER, runway_width_m=15)
    assert "needs 18 m of runway width and field has 15 m" in why


def test_a_heavy_aircraft_can_t_use_gravel_but_a_rough_field_one_can():
    (why,) = lands(HEAVY, surface=Surface.UNPAVED)
    assert "heavy needs a paved runway and field has none" in why
    assert lands(AIRLIFTER, surface=Surface.UNPAVED) == []


def test_a_weak_runway_bears_only_so_much():
    (why,) = lands(HEAVY, max_weight_t=140)
    assert "weighs 260 t and the runway of field bears 140 t" in why


def test_what_is_not_known_of_a_runway_does_not_limit():
    assert lands(HEAVY) == []


def test_a_helicopter_needs_no_runway():
    assert lands(CHOPPER, runway_m=10, surface=Surface.UNPAVED, max_weight_t=1) == []
