"""Edits by hand: each does what it says, breaches are told at once, and the plan before stays as it was."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from hadr_planner import goals, load, solve, steer, verify
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain import Move
from hadr_planner.wishes import breaches


@cache
def tutorial() -> tuple[Scenario, Plan]:
    scenario = load("tutorial")
    return scenario, solve(scenario, deterministic=3)


def laden(plan: Plan) -> Sortie:
    """A sortie that brings goods to a site which hands them over."""
    return next(s for s in plan.sorties if s.asset == "aus_c130j" and any(stop.unloads for stop in s.stops))


def test_a_cancelled_sortie_is_missed_where_its_goods_were() -> None:
    scenario, plan = tutorial()
    gone = laden(plan)
    after = steer.cancel(plan, gone.id)
    assert gone.id not in {sortie.id for sortie in after.sorties}
    assert len(after.sorties) == len(plan.sorties) - 1
    assert after.hand_overs == plan.hand_overs
    assert "STOCK" in {breach.rule for breach in steer.breaches_after(scenario, plan, after)}


def test_a_moved_sortie_starts_and_ends_later_and_nothing_else_moves() -> None:
    scenario, plan = tutorial()
    old = laden(plan)
    after = steer.move(scenario, plan, old.id, 1.0)
    new = next(sortie for sortie in after.sorties if sortie.id == old.id)
    assert (new.start_h, new.end_h) == pytest.approx((old.start_h + 1, old.end_h + 1))
    assert [stop.loads for stop in new.stops] == [stop.loads for stop in old.stops]
    others = {sortie.id: sortie for sortie in plan.sorties if sortie.id != old.id}
    assert {sortie.id: sortie for sortie in after.sorties if sortie.id != old.id} == others


def test_a_sortie_moves_by_whole_slots() -> None:
    scenario, plan = tutorial()
    old = laden(plan)
    new = next(s for s in steer.move(scenario, plan, old.id, 0.7).sorties if s.id == old.id)
    assert new.start_h == pytest.approx(old.start_h + 0.5)


def test_flying_by_night_is_told_at_once() -> None:
    scenario, plan = tutorial()
    helicopter = next(sortie for sortie in plan.sorties if sortie.asset == "nzl_nh90")
    after = steer.move(scenario, plan, helicopter.id, 15.0)
    assert "DAYLIGHT" in {breach.rule for breach in steer.breaches_after(scenario, plan, after)}


@pytest.mark.parametrize("by_h", [-1000.0, 1000.0, float("nan"), float("inf")])
def test_a_sortie_stays_within_the_horizon(by_h: float) -> None:
    scenario, plan = tutorial()
    with pytest.raises(HadrError, match="is not between"):
        steer.move(scenario, plan, plan.sorties[0].id, by_h)


def test_an_added_sortie_is_there_with_its_load_and_who_must_say_yes() -> None:
    scenario, plan = tutorial()
    torn = steer.cancel(plan, laden(plan).id)
    after = steer.add(scenario, torn, Move(asset="aus_c130j", to="labasa_airport", start="nadi"))
    (new,) = [sortie for sortie in after.sorties if sortie.id not in {s.id for s in torn.sorties}]
    assert new.asset == "aus_c130j"
    assert [stop.node for stop in new.stops][:2] == ["nadi", "labasa_airport"]
    assert (new.directive, new.ask) == (plan_line(plan).directive, plan_line(plan).ask)
    assert after.value == pytest.approx(goals.value(scenario, after))


def plan_line(plan: Plan) -> Sortie:
    return next(sortie for sortie in plan.sorties if sortie.asset == "aus_c130j")


def test_only_added_breaches_are_told() -> None:
    """What was broken before the edit is not told again after it."""
    scenario, plan = tutorial()
    broken = steer.cancel(plan, laden(plan).id)
    assert verify(scenario, broken)
    truck = next(sortie for sortie in plan.sorties[::-1] if sortie.asset == "fji_trucks")
    after = steer.move(scenario, broken, truck.id, -1.0)
    told = steer.breaches_after(scenario, broken, after)
    assert set(told) == set(verify(scenario, after)) - set(verify(scenario, broken))
    assert steer.breaches_after(scenario, broken, broken) == ()


def test_the_plan_before_is_the_undo() -> None:
    scenario, plan = tutorial()
    before = replace(plan)
    steer.cancel(plan, plan.sorties[0].id)
    steer.move(scenario, plan, plan.sorties[0].id, 1.0)
    assert plan == before


def test_a_locked_sortie_is_missed_when_it_is_cancelled_or_moved() -> None:
    scenario, plan = tutorial()
    id = plan.sorties[0].id
    wish = steer.lock(plan, id)
    assert list(breaches(scenario, plan, [wish])) == []
    assert len(list(breaches(scenario, steer.cancel(plan, id), [wish]))) == 1
    assert len(list(breaches(scenario, steer.move(scenario, plan, id, 1.0), [wish]))) == 1


def test_a_barred_sortie_is_not_made_again() -> None:
    """Cancelling for a search: planned anew from the old plan, the same sortie is not in it."""
    scenario, plan = tutorial()
    sortie = laden(plan)
    wish = steer.bar(scenario, plan, sortie.id)
    assert list(breaches(scenario, plan, [wish]))
    assert list(breaches(scenario, steer.cancel(plan, sortie.id), [wish])) == []
    again = solve(scenario, deterministic=3, wishes=[wish], start=steer.cancel(plan, sortie.id))
    assert verify(scenario, again) == ()
    assert len(again.wishes) == 1


def test_edits_are_measured_by_the_weights_of_the_plan() -> None:
    scenario, _ = tutorial()
    plan = solve(scenario, deterministic=2, aims=(Aim(id="deprivation", weight=2.0),))
    after = steer.measured(scenario, plan)
    assert (after.value, after.scores) == (pytest.approx(plan.value), plan.scores)


def test_a_sortie_that_is_not_there_gets_the_nearest_name() -> None:
    plan = tutorial()[1]
    with pytest.raises(HadrError, match="did you mean 'aus_c130j-001'"):
        steer.cancel(plan, "aus_c130-001")
