"""Working spots on the apron."""

from rules.physics.stage import AIRLIFTER, CHOPPER, HEAVY, asset, said, sortie, stop, world

from hadr_planner.rules.physics import ramp


def apron(**field):
    pools = asset(AIRLIFTER, "hub", count=9), asset(HEAVY, "hub", count=9), asset(CHOPPER, "hub")
    return world(*pools, field=field)


def call(id, type, from_h, until_h):
    return sortie(id, type, stop("hub", 0), stop("field", from_h, until_h), stop("hub", 20))


def test_two_aircraft_one_after_the_other_share_one_spot():
    calls = call("s1", "airlifter", 3, 4), call("s2", "airlifter", 4, 5)
    assert said(ramp, apron(spots_wide=0, spots_narrow=1), *calls) == []


def test_two_aircraft_at_once_on_one_spot_are_named_with_the_time():
    calls = call("s1", "airlifter", 3, 4.5), call("s2", "airlifter", 4, 5)
    assert said(ramp, apron(spots_wide=0, spots_narrow=1), *calls) == [
        "field works aircraft 1 at a time; between H+4 and H+4.5 2 are there: s1, s2"
    ]


def test_narrow_aircraft_may_stand_on_wide_spots_but_not_the_other_way_round():
    narrow = call("s1", "airlifter", 3, 4), call("s2", "airlifter", 3, 4)
    wide = call("s3", "heavy", 3, 4), call("s4", "heavy", 3, 4)
    assert said(ramp, apron(spots_wide=1, spots_narrow=1), *narrow) == []
    (why,) = said(ramp, apron(spots_wide=1, spots_narrow=1), *wide)
    assert "field works wide-bodied aircraft 1 at a time" in why


def test_wide_and_narrow_together_fill_the_apron():
    calls = call("s1", "heavy", 3, 4), call("s2", "airlifter", 3, 4), call("s3", "airlifter", 3, 4)
    (why,) = said(ramp, apron(spots_wide=1, spots_narrow=1), *calls)
    assert "field works aircraft 2 at a time; between H+3 and H+4 3 are there" in why


def test_one_long_crowd_is_one_breach_and_names_its_fullest_moment():
    calls = call("s1", "airlifter", 3, 6), call("s2", "airlifter", 3, 6), call("s3", "airlifter", 4, 5)
    (why,) = said(ramp, apron(spots_wide=0, spots_narrow=1), *calls)
    assert "between H+3 and H+6 3 are there: s1, s2, s3" in why


def test_instant_calls_helicopters_and_unknown_aprons_do_not_count():
    full, unknown = apron(spots_wide=0, spots_narrow=0), apron()
    assert said(ramp, full, call("s1", "airlifter", 3, 3), call("s2", "chopper", 3, 4)) == []
    assert said(ramp, unknown, call("s1", "airlifter", 3, 4), call("s2", "heavy", 3, 4)) == []


def test_narrow_aircraft_keep_to_narrow_spots_where_nobody_knows_of_wide_ones():
    """One narrow spot, wide ones not known: a wide aircraft is let in, a second narrow one is not."""
    calls = call("s1", "airlifter", 3, 4), call("s2", "airlifter", 3, 4), call("s3", "heavy", 3, 4)
    (why,) = said(ramp, apron(spots_narrow=1), *calls)
    assert "field works narrow-bodied aircraft 1 at a time; between H+3 and H+4 2 are there: s1, s2" in why
    assert said(ramp, apron(spots_narrow=1), calls[0], calls[2]) == []


def test_of_two_equally_full_moments_the_first_is_named():
    calls = call("s1", "airlifter", 3, 5), call("s2", "airlifter", 3, 4), call("s3", "airlifter", 4, 5)
    (why,) = said(ramp, apron(spots_wide=0, spots_narrow=1), *calls)
    assert "between H+3 and H+5 2 are there: s1, s2" in why
