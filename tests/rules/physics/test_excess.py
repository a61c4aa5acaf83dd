"""By how much each physics rule is broken, and in what."""

from dataclasses import replace

import pytest
import worlds
from rules.physics.stage import AIRLIFTER, CHOPPER, HEAVY, SHIP, asset, sortie, stop, world

from hadr_planner.rules.physics import (
    berths,
    draft,
    duty,
    flying_hours,
    fuel,
    landing_spots,
    ramp,
    runway,
    tails,
    timing,
)
from hadr_planner.rules.physics import range as range_rule

CREWED = replace(AIRLIFTER, duty_h=12, rest_h=12, long_duty_h=18, flying_h_per_day=4)
COAST = world(
    asset(CREWED, "hub", count=2, ready_h=1), asset(HEAVY, "hub"), asset(replace(CHOPPER, range_km=100), "hub"),
    asset(SHIP, "port"), asset(replace(AIRLIFTER, id="tanker", burn_t_per_h=10), "hub"),
    hub={"spots_wide": 1, "spots_narrow": 0}, field={"max_weight_t": 200, "fuel_t_per_day": 0},
    quay={"max_draft_m": 4, "berths": 0}, alpha={"landing_spots": 1},
)
AT_ALPHA = sortie("s1", "chopper", stop("alpha", 3, 4))


def at_hub(*hours, tail=1):
    return sortie("s1", "airlifter", stop("hub", hours[0]), *(stop("hub", hour) for hour in hours[1:]), tail=tail)


@pytest.mark.parametrize(
    ("rule", "sorties", "excess", "unit"),
    [
        (timing, [sortie("s1", "airlifter", stop("hub", 1, 1.5, loads=3))], 0.5, "h"),
        (timing, [sortie("s1", "airlifter", stop("hub", 1), stop("field", 1))], 0.307, "h"),
        (timing, [at_hub(50)], 2.0, "h"),
        (range_rule, [sortie("s1", "chopper", stop("hub", 1), stop("field", 3))], 53.5, "km"),
        (runway, [sortie("s1", "heavy", stop("field", 3))], 60, "t"),
        (draft, [sortie("s1", "ship", stop("quay", 3))], 1.5, "m"),
        (ramp, [sortie(id, "airlifter", stop("hub", 3, 4)) for id in ("s1", "s2", "s3")], 2, "spots"),
        (landing_spots, [AT_ALPHA, AT_ALPHA, AT_ALPHA], 2, "spots"),
        (berths, [sortie("s1", "ship", stop("quay", 3, 4))], 1, "berths"),
        (fuel, [sortie("s1", "tanker", stop("hub", 1), stop("field", 3))], 3.07, "t"),
        (duty, [at_hub(3, 22)], 1, "h"),
        (duty, [at_hub(11, 15)], 3, "h"),
        (duty, [at_hub(3, 16), at_hub(26, 28)], 2, "h"),
        (flying_hours, [at_hub(1, 10)], 1, "h"),
        (tails, [at_hub(2, 3, tail=5)], 3, "tails"),
        (tails, [at_hub(2, 3, tail=-1)], 2, "tails"),
        (tails, [at_hub(2, 6), at_hub(4, 7)], 2, "h"),
        (tails, [at_hub(0.5, 6)], 0.5, "h"),
    ],
)
def test_a_breach_says_by_how_much(rule, sorties, excess, unit):
    (breach,) = rule.check(COAST, worlds.plan(COAST, *sorties))
    assert breach.excess == pytest.approx(excess, rel=0.01)
    assert breach.unit == unit
