"""The limit curve: no plan is above it, it is where it should be in small worlds, and it says what holds it down."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import scenarios
from worlds import ASSETS, PLACES, ROADS, asset, clock, edited, need, partnership, supply, world

from hadr_planner import load, solve
from hadr_planner.domain.limit import LimitCurve
from hadr_planner.domain.plan import HandOver, Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.limit import handed_over, limit
from hadr_planner.uncertainty import draw

GRAMS_T = 1e-5
"""Plans are written to the gram."""


def above(scenario: Scenario, plan: Plan, curve: LimitCurve) -> list[float]:
    """Hours at which a plan has handed over more than the limit."""
    return [
        point.hour
        for point, done in zip(curve.points, handed_over(scenario, plan), strict=True)
        if done.tonnes > point.tonnes + GRAMS_T or done.person_days > point.person_days * (1 + 1e-6) + GRAMS_T
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(scenarios())
def test_no_plan_found_in_a_small_world_is_above_the_limit(s: Scenario) -> None:
    assert above(s, solve(s, deterministic=2), limit(s)) == []


@pytest.mark.parametrize("number", range(4))
def test_no_plan_of_the_tutorial_or_its_draws_is_above_the_limit(number: int) -> None:
    s = draw(load("tutorial"), number)
    curve = limit(s)
    assert above(s, solve(s, deterministic=4), curve) == []
    most_t = [point.tonnes for point in curve.points]
    assert most_t == sorted(most_t)
    assert most_t[-1] > 0


def test_a_plan_that_gives_more_would_be_seen() -> None:
    """The comparison can fail: double every hand-over of a plan that is near the limit."""
    s = lone_truck()
    plan = solve(s, deterministic=3)
    double = tuple(replace(one, tonnes=3 * one.tonnes) for one in plan.hand_overs)
    assert above(s, plan, limit(s)) == []
    assert above(s, replace(plan, hand_overs=double), limit(s)) != []


def lone_truck(**more) -> Scenario:
    """One truck of five tonnes fetches water at the depot, one hour's drive from Alpha: four hours to and fro."""
    pool = asset("phl_trucks", "truck", "depot", count=1)
    given = {
        "needs": (need("alpha", "water", 100),), "supplies": (supply("depot", "water", 400),),
        "partnerships": (partnership("alpha"),), "clock": clock(24.0), "roads": ROADS[:1], **more,
    }
    return world(assets=[pool], **given)


def test_a_lone_trucks_round_trips_are_the_limit() -> None:
    """Loading at H+5 and four hours a round trip: arrivals at H+8, 12, 16, 20 and 24 with five tonnes each."""
    s = lone_truck()
    last = limit(s).points[-1]
    assert last.tonnes == pytest.approx(25, rel=1e-6)
    assert last.binds[0].what == "tails"
    assert last.binds[0].name == "phl_trucks"


def test_nothing_can_be_there_before_the_road_opens() -> None:
    """The ridge opens at H+6: nothing is handed over in the first period."""
    curve = limit(lone_truck())
    assert [point.tonnes for point in curve.points[:2]] == [0, 0]
    assert curve.points[2].tonnes > 0


@pytest.mark.parametrize(
    ("changes", "what", "most_t"),
    [
        ({"supplies": (supply("depot", "water", 7),)}, "supply", 7),
        ({"needs": (need("alpha", "water", 6),)}, "need", 6),
        ({"partnerships": (partnership("alpha", capacity_t_per_day=4.0),)}, "partner", 4),
    ],
)
def test_what_is_scarce_is_named(changes: dict, what: str, most_t: float) -> None:
    last = limit(lone_truck(**changes)).points[-1]
    assert last.tonnes == pytest.approx(most_t, rel=1e-6)
    assert (last.binds[0].what, last.binds[0].share) == (what, pytest.approx(1, abs=1e-6))


def test_a_ports_discharge_and_an_airfields_spots_are_named() -> None:
    """Ships with eighty tonnes to land ten a day; and ten lifters over one spot that is open for two hours."""
    ports = edited(PLACES, quay={"discharge_t_per_day": 10.0})
    common = {"needs": (need("alpha", "water", 200),), "partnerships": (partnership("alpha"),)}
    by_sea = world(assets=["phl_ferries"], places=ports, supplies=(supply("haven", "water", 400),), **common)
    last = limit(by_sea).points[-1]
    assert (last.tonnes, last.binds[0].what) == (pytest.approx(20, rel=1e-6), "discharge")
    narrow = edited(PLACES, field={"spots_wide": 1, "opens_h": 30.0, "closes_h": 32.0, "handling": True})
    lifters = replace(ASSETS["usa_lifters"], count=10)
    by_air = world(assets=[lifters], places=narrow, supplies=(supply("hub", "water", 400),), **common)
    last = limit(by_air).points[-1]
    assert (last.tonnes, last.binds[0].what) == (pytest.approx(40, rel=1e-6), "spots")


def test_a_plan_counts_what_it_hands_over_by_the_end_of_each_period() -> None:
    """Three tonnes of water a day for a thousand people: one and a half are five hundred person-days."""
    s = world()
    given = HandOver(need="alpha_water", partnership="red_cross_alpha", from_="alpha", period=1, day=0, tonnes=1.5)
    plan = replace(solve(world(assets=[]), deterministic=1), hand_overs=(given,))
    done = handed_over(s, plan)
    assert [one.tonnes for one in done] == [0, 0, 1.5, 1.5, 1.5, 1.5, 1.5]
    assert done[2].person_days == pytest.approx(500)


def test_where_nothing_can_be_moved_the_limit_is_nothing() -> None:
    assert [point.tonnes for point in limit(world(assets=[], supplies=())).points] == [0] * 7
