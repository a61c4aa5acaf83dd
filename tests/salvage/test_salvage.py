"""What is left of a plan after a change: it obeys every rule, names only what is there, and nothing else is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import order

from hadr_planner import load, solve, verify
from hadr_planner.domain.accord import Agreement, AgreementKind, Caveat, CaveatKind, OrderKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules import RULES
from hadr_planner.salvage import BY_LINE, salvage


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


def forbidden(scenario: Scenario) -> Scenario:
    """The same ground where nobody has leave, all is under curfew, and nothing gets anywhere in time."""
    guests = (AgreementKind.CONSENT, AgreementKind.LANDING)
    states = {node.country for node in (*scenario.places.values(), *scenario.sites.values())}
    leave = [
        Agreement(id=f"{kind}_{state}", state=state, guest="*", kind=kind, from_h=5_000.0)
        for kind in guests for state in sorted(states)
    ]
    lame = {"daylight_only": True, "range_km": 1.0, "ferry_range_km": 1.0, "speed_kmh": 1.0, "weight_t": 90.0}
    near = [Caveat(id=f"near_{id}", holder=id, kind=CaveatKind.RADIUS, value="1") for id in scenario.assets]
    curfew = order(OrderKind.CURFEW, "*", value="00-24")
    return replace(
        scenario,
        agreements={row.id: row for row in leave},
        caveats={row.id: row for row in near},
        orders={curfew.id: curfew},
        roads={id: replace(road, max_load_t=0.1) for id, road in scenario.roads.items()},
        assets={id: replace(asset, type=replace(asset.type, **lame)) for id, asset in scenario.assets.items()},
    )


@pytest.mark.parametrize("code", sorted(BY_LINE))
def test_rules_that_judge_by_line_find_in_lines_alone_what_they_find_in_the_plan(
    code: str, scenario: Scenario, made: Plan
) -> None:
    """So what is left of a plan need not be asked again once other lines are gone."""
    rule = next(one for one in RULES if code == one.CODE)
    strict = forbidden(scenario)
    bare = replace(made, sorties=(), drives=(), stays=(), hand_overs=(), services=())
    alone: list[Breach] = []
    for kind in ("sorties", "drives", "stays"):
        for line in getattr(made, kind):
            alone += rule.check(strict, replace(bare, **{kind: (line,)}))
    together = [*rule.check(strict, made)]
    assert together
    assert sorted(together, key=str) == sorted(alone, key=str)
