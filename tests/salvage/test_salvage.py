"""What is left of a plan after a change: it obeys every rule, names only what is there, and nothing else is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import order

from hadr_planner import load, solve, verify
from hadr_planner.domain.accord import OrderKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.salvage import salvage


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("tutorial")


@pytest.fixture(scope="module")
def made(scenario: Scenario) -> Plan:
    return solve(scenario, deterministic=1)


def test_a_plan_that_holds_is_left_as_it_is(scenario: Scenario, made: Plan) -> None:
    """Nothing is dropped where nothing breaks."""
    saved = salvage(scenario, made)
    assert saved.plan == made
    assert saved.broken == ()


def test_lines_that_name_what_is_gone_are_dropped_and_only_they_and_what_hangs_on_them(
    scenario: Scenario, made: Plan
) -> None:
    """An asset is taken out of the scenario altogether: its sorties go, other assets' sorties that need none stay."""
    gone = made.sorties[0].asset
    after = replace(scenario, assets={id: asset for id, asset in scenario.assets.items() if id != gone})
    saved = salvage(after, made)
    assert verify(after, saved.plan) == ()
    assert gone not in {sortie.asset for sortie in saved.plan.sorties}
    assert {breach.by for breach in saved.broken} >= {one.id for one in made.sorties if one.asset == gone}
    assert saved.plan.sorties


def test_what_calls_at_a_place_that_closes_is_dropped(scenario: Scenario, made: Plan) -> None:
    """After a closing order nothing calls there while it holds, and the rest obeys every rule."""
    calls = [stop.node for sortie in made.sorties for stop in sortie.stops if stop.node in scenario.places]
    shut = order(OrderKind.CLOSE, max(sorted(set(calls)), key=calls.count), from_h=24.0, until_h=72.0)
    after = replace(scenario, orders={**scenario.orders, shut.id: shut})
    saved = salvage(after, made)
    assert verify(after, saved.plan) == ()
    assert saved.broken
    there = [s for sortie in saved.plan.sorties for s in sortie.stops if s.node == shut.target]
    assert not any(s.off_block_h > 24.0 and s.on_block_h < 72.0 for s in there)


def test_where_a_partner_refuses_the_carrier_it_hands_over_less_and_every_sortie_stays(
    scenario: Scenario, made: Plan
) -> None:
    """Partners now refuse every operator's carriers: hand-overs go, and no sortie is dropped in their place."""
    refused = tuple(sorted({asset.operator.value for asset in scenario.assets.values()}))
    stubborn = {id: replace(partner, refuses=refused) for id, partner in scenario.partnerships.items()}
    saved = salvage(replace(scenario, partnerships=stubborn), made)
    assert {breach.rule for breach in saved.broken} == {"REFUSAL"}
    assert sum(one.tonnes for one in saved.plan.hand_overs) < sum(one.tonnes for one in made.hand_overs)
    assert len(saved.plan.sorties) == len(made.sorties)
