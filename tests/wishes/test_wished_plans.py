"""Whatever is wished for: every plan obeys the rules and the wishes written in it, and names the others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import scenarios

from hadr_planner import goals, load, solve, verify
from hadr_planner.domain.plan import Plan, Sortie, Status
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.solver.event import Event
from hadr_planner.wishes import Forbid, Insist, Keep, Meet, Wish, breaches, from_json, to_json
from hadr_planner.wishes.book import together

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
tried = partial(settings, deadline=None, suppress_health_check=SLOW, derandomize=True)
ROUNDS = 3


@cache
def tutorial() -> tuple[Scenario, Plan]:
    scenario = load("tutorial")
    return scenario, solve(scenario, deterministic=ROUNDS)


def wished(scenario: Scenario, wishes: list[Wish], start: Plan | None = None) -> tuple[Plan, list[Event]]:
    told: list[Event] = []
    made = solve(scenario, deterministic=ROUNDS, wishes=wishes, start=start, watch=told.append)
    return made, told


def drawn(rng: np.random.Generator, scenario: Scenario, plan: Plan) -> list[Wish]:
    """A few wishes about a plan, of every kind, some of them in vain."""
    found: list[Wish] = []
    for sortie in plan.sorties:
        dice = rng.random()
        route = tuple(stop.node for stop in sortie.stops)
        if dice < 0.4:
            found.append(Keep(sortie=sortie))
        elif dice < 0.5:
            found.append(Forbid(asset=sortie.asset, node=sortie.stops[-1].node, from_h=sortie.start_h))
        elif dice < 0.7 and len(route) > 1:
            found.append(Insist(asset=sortie.asset, route=route[:2], start_h=sortie.start_h + 1, tolerance_h=2.0))
        elif dice < 0.75 and len(route) > 1:
            found.append(Insist(asset=sortie.asset, route=route, start_h=0.0))
    found += [Meet(need=id, share=0.5, by_h=scenario.clock.horizon_h) for id in list(scenario.needs)[:1]]
    return found


@tried(max_examples=15)
@given(scenarios(), st.integers(0, 2**31))
def test_a_plan_holds_the_wishes_written_in_it_and_names_the_others(scenario: Scenario, seed: int) -> None:
    """Plans on the way and the last one pass the judge, wishes included; each wish is either in force or named."""
    plain = solve(scenario, deterministic=ROUNDS)
    assume(plain.sorties)
    wishes = drawn(np.random.default_rng(seed), scenario, plain)
    last, told = wished(scenario, wishes)
    plans = [event.plan for event in told if event.plan is not None]
    for plan in (*plans, last):
        assert verify(scenario, plan) == ()
    held, lost = list(last.wishes), list(last.work.get("wishes_given_up", ()))
    assert sorted(map(str, [*held, *lost])) == sorted(str(to_json(wish)) for wish in together(wishes))
    assert all(str(wish) in last.why for wish in from_json(lost))
    assert all(any(True for _ in breaches(scenario, last, [wish])) for wish in from_json(lost))
    assert last.value <= last.bound * (1 + 1e-6) + 1e-6


@tried(max_examples=10)
@given(scenarios())
def test_all_sorties_of_a_plan_can_be_kept(scenario: Scenario) -> None:
    """What was flown in one plan is flown again, and the plan is hardly worse for it."""
    plain = solve(scenario, deterministic=ROUNDS)
    assume(plain.sorties)
    again, _ = wished(scenario, [Keep(sortie=sortie) for sortie in plain.sorties], start=plain)
    assert again.work.get("wishes_given_up", []) == []
    assert again.value >= plain.value - 1e-6 * abs(plain.value)
    assert verify(scenario, again) == ()


def test_every_sortie_that_is_kept_is_in_the_plan() -> None:
    scenario, plain = tutorial()
    kept = plain.sorties[::3]
    made, _ = wished(scenario, [Keep(sortie=sortie) for sortie in kept])
    assert {calls(sortie) for sortie in kept} <= {calls(sortie) for sortie in made.sorties}
    assert verify(scenario, made) == ()


def calls(sortie: Sortie) -> tuple[object, ...]:
    return sortie.asset, *((stop.node, stop.on_block_h, stop.off_block_h) for stop in sortie.stops)


def test_a_kept_sortie_that_a_rule_forbids_is_named_with_the_rule_s_words() -> None:
    """A helicopter that flies by day only can't be kept at night."""
    scenario, plain = tutorial()
    day = next(sortie for sortie in plain.sorties if sortie.asset == "nzl_nh90")
    stops = tuple(replace(s, on_block_h=s.on_block_h + 16, off_block_h=s.off_block_h + 16) for s in day.stops)
    night = Keep(sortie=replace(day, stops=stops))
    made, _ = wished(scenario, [night])
    assert made.sorties
    assert made.wishes == ()
    assert "1 of 1 wishes could not be held" in made.why
    assert "moves by day only" in made.why


def test_of_two_sorties_of_one_tail_at_once_one_is_held_and_the_other_named_with_it() -> None:
    """The one aircraft of a pool is not in two places: the wish in the way is named, and only that one."""
    scenario, plain = tutorial()
    first = next(sortie for sortie in plain.sorties if sortie.asset == "aus_c130j")
    later = next(sortie for sortie in plain.sorties if sortie.asset == "fji_trucks")
    stops = tuple(replace(s, on_block_h=s.on_block_h + 0.5, off_block_h=s.off_block_h + 0.5) for s in first.stops)
    shifted = replace(first, id="second", stops=stops)
    assert scenario.assets["aus_c130j"].count == 1
    made, _ = wished(scenario, [Keep(sortie=first), Keep(sortie=shifted), Keep(sortie=later)])
    lost = from_json(made.work["wishes_given_up"])
    assert lost == (Keep(sortie=shifted),)
    assert f"are taken by {Keep(sortie=first)}." in made.why
    assert str(Keep(sortie=later)) not in made.why
    assert np.isfinite(made.bound)


def test_a_wish_that_another_forbids_is_named_with_it() -> None:
    scenario, plain = tutorial()
    sortie = plain.sorties[0]
    made, _ = wished(scenario, [Forbid(asset=sortie.asset), Keep(sortie=sortie)])
    assert [wish["wish"] for wish in made.wishes] == ["forbid"]
    assert f"The wish was {Forbid(asset=sortie.asset)}" in made.why


def test_a_need_can_be_insisted_on() -> None:
    """Half of a need that the best plan leaves for later is met in time once that is wished for."""
    scenario, plain = tutorial()
    late = [
        wish
        for need in list(scenario.needs)[-2:]
        for by_h in (36.0, 48.0)
        if list((wish := Meet(need=need, share=0.3, by_h=by_h)).check(scenario, plain))
    ]
    assert late
    made = [wished(scenario, [wish])[0] for wish in late]
    held = [plan for plan in made if plan.wishes]
    assert held
    assert all(verify(scenario, plan) == () for plan in made)


def test_what_can_not_be_met_is_named_and_no_bound_is_claimed() -> None:
    scenario, _ = tutorial()
    wish = Meet(need=next(iter(scenario.needs)), share=1.0, by_h=24.0)
    made, _ = wished(scenario, [wish])
    assert made.wishes == ()
    assert str(wish) in made.why
    assert made.bound == float("inf")
    assert made.status is Status.FEASIBLE


def test_the_plan_to_begin_from_is_shown_first() -> None:
    scenario, plain = tutorial()
    made, told = wished(scenario, [], start=plain)
    first = next(event.plan for event in told if event.plan is not None)
    assert first.sorties == plain.sorties
    assert first.value == pytest.approx(plain.value)
    assert made.value >= plain.value


def test_a_plan_that_no_longer_holds_still_lends_its_sorties() -> None:
    """A plan with a sortie missing breaks rules: it is not shown, but what it flew is known to the search."""
    scenario, plain = tutorial()
    torn = replace(plain, sorties=plain.sorties[1:])
    assert verify(scenario, torn)
    made, told = wished(scenario, [], start=torn)
    assert all(event.plan.sorties != torn.sorties for event in told if event.plan is not None)
    assert verify(scenario, made) == ()


def test_a_plan_that_names_what_is_gone_is_begun_from_as_far_as_it_goes() -> None:
    scenario, plain = tutorial()
    gone = replace(plain.sorties[0], id="gone", asset="usa_airship")
    made, _ = wished(scenario, [], start=replace(plain, sorties=(gone, *plain.sorties[1:])))
    assert made.sorties
    assert verify(scenario, made) == ()


def test_aims_take_the_place_of_the_scenario_s() -> None:
    scenario, _ = tutorial()
    aims = (Aim(id="worst_site", weight=3.0), Aim(id="footprint", weight=1.0))
    made = solve(scenario, deterministic=ROUNDS, aims=aims)
    assert [(score.aim, score.weight) for score in made.scores] == [("worst_site", 3.0), ("footprint", 1.0)]
    assert made.value == pytest.approx(goals.value(replace(scenario, aims=aims), made))
    assert verify(scenario, made) == ()


@pytest.mark.parametrize("aims", [(), (Aim(id="glory", weight=1.0),), (Aim(id="lives", weight=0.0),)])
def test_aims_that_are_none_are_refused(aims: tuple[Aim, ...]) -> None:
    scenario, _ = tutorial()
    with pytest.raises(HadrError, match="aims are lives, deprivation"):
        solve(scenario, deterministic=1, aims=aims)


def test_wishes_about_what_is_not_there_are_refused_all_at_once() -> None:
    scenario, _ = tutorial()
    with pytest.raises(HadrError) as told:
        solve(scenario, wishes=[Forbid(asset="usa"), Meet(need="thirst", share=0.5, by_h=3.0)])
    assert "/0/asset" in str(told.value)
    assert "/1/need" in str(told.value)
