"""Questions about the tutorial, with its own rules and figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from worlds import plan

from hadr_planner import solve
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Cause, Move, Outcome, why_idle, why_not, why_unmet
from hadr_planner.io import load
from hadr_planner.judge import verify


@cache
def tutorial() -> Scenario:
    """The built-in scenario."""
    return load("tutorial")


MOVES = [
    Move(asset=asset, to=to, at_h=at_h)
    for asset, to in (
        ("aus_c130j", "labasa_airport"), ("nzl_nh90", "natewa"), ("fji_ferry", "savusavu_port"),
        ("fji_trucks", "nabouwalu"), ("aus_c130j", "natewa"),
    )
    for at_h in (None, 5.0, 32.0)
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.asset}-{move.to}-{move.at_h}")
def test_what_is_quoted_is_what_the_verifier_finds(move: Move) -> None:
    """Neither more nor less, for moves that can and that can't be made."""
    scenario = tutorial()
    empty = plan(scenario)
    found = why_not(scenario, empty, move)
    moved = replace(empty, sorties=(found.sortie,), hand_overs=found.hand_overs)
    assert Counter(objection.breach for objection in found.objections) == Counter(verify(scenario, moved))
    assert (found.outcome is Outcome.BARRED) == bool(found.objections)
    if found.possible_from_h is not None:
        assert why_not(scenario, empty, replace(move, at_h=found.possible_from_h)).objections == ()


@cache
def solved() -> Plan:
    """A plan that the optimizer found."""
    return solve(tutorial(), deterministic=2)


@pytest.mark.parametrize("asset", ["aus_c130j", "nzl_nh90", "fji_ferry", "fji_trucks"])
@pytest.mark.parametrize("at_h", [None, 30.0])
def test_moves_added_to_a_plan_that_was_found(asset: str, at_h: float | None) -> None:
    """What is quoted against a move to any site is the difference that the verifier sees."""
    scenario, before = tutorial(), solved()
    for to in (*scenario.sites, "labasa_airport", "savusavu_port"):
        found = why_not(scenario, before, Move(asset=asset, to=to, at_h=at_h))
        hand_overs = (*before.hand_overs, *found.hand_overs)
        moved = replace(before, sorties=(*before.sorties, found.sortie), hand_overs=hand_overs)
        difference = Counter(verify(scenario, moved)) - Counter(verify(scenario, before))
        assert Counter(objection.breach for objection in found.objections) == difference


def test_every_need_left_unmet_by_a_found_plan_has_reasons() -> None:
    """And none that is met."""
    scenario, before = tutorial(), solved()
    for id in scenario.needs:
        answer = why_unmet(scenario, before, id)
        assert bool(answer.reasons) == (answer.short > 0.01)


def test_canberra_carries_no_water() -> None:
    """The caveat is named with its holder, who could lift it."""
    scenario = tutorial()
    reasons = why_unmet(scenario, plan(scenario), "labasa/water").reasons
    refused = [reason for reason in reasons if reason.cause is Cause.REFUSED]
    assert [(reason.by, reason.lifted_by) for reason in refused] == [("aus_c130j", "Canberra")]


def test_natewa_waits_for_its_bridge() -> None:
    """Its road opens at H+48."""
    scenario = tutorial()
    reasons = why_unmet(scenario, plan(scenario), "natewa/food").reasons
    assert [(r.at, r.until_h) for r in reasons if r.cause is Cause.CLOSED] == [("natewa_road", 48)]


def test_trucks_wait_for_the_ferry() -> None:
    """Nothing lies where the trucks stand, so there is nothing for them to do."""
    scenario = tutorial()
    causes = {reason.cause for reason in why_idle(scenario, plan(scenario), "fji_trucks").reasons}
    assert causes == {Cause.NO_SUPPLY}
