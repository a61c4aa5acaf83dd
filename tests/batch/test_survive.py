"""Replays: what is left obeys every rule of the draw, is part of the plan, and names what broke first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import scenarios
from worlds import by_id, order, partnership, plan, sortie, stop, supply, world

from hadr_planner import goals, solve
from hadr_planner.batch import survive
from hadr_planner.batch.renamed import as_drawn, as_written
from hadr_planner.domain.accord import OrderKind
from hadr_planner.domain.doubt import Doubt, DoubtKind
from hadr_planner.domain.plan import HandOver, Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import digest
from hadr_planner.judge import verify
from hadr_planner.uncertainty import Drawn, drawn


def turned_out(scenario: Scenario, **changes) -> Drawn:
    """A draw made by hand."""
    changed = replace(scenario, **changes)
    return Drawn(number=1, scenario=replace(changed, digest=digest(changed)))


def relay() -> tuple[Scenario, Plan]:
    """A lifter brings water to the field, a helicopter takes it on to Alpha, where it is handed over."""
    s = world(assets=["usa_lifters", "usa_choppers"], partnerships=[partnership("alpha")])
    s = replace(s, digest=digest(s))
    lift = sortie(s, "usa_lifters", stop("hub", 6, 7, loads={"water": 3}), stop("field", 8, 9, unloads={"water": 3}),
                  stop("hub", 10), id="lift")
    hop = sortie(s, "usa_choppers", stop("field", 13, 14, loads={"water": 3}),
                 stop("alpha", 15, 16, unloads={"water": 3}), stop("field", 17), id="hop")
    given = HandOver(need="alpha_water", partnership="red_cross_alpha", from_="alpha", period=3, day=0, tonnes=3)
    return s, plan(s, lift, hop, given)




def test_nothing_breaks_in_the_scenario_as_written(tutorial: Scenario, made: Plan) -> None:
    outcome = survive(drawn(tutorial, 0), made)
    assert outcome.first is None
    assert outcome.dropped == {}
    assert outcome.plan.value == pytest.approx(made.value)
    assert outcome.plan.sorties == made.sorties


@pytest.mark.parametrize("number", range(1, 13))
def test_what_is_left_obeys_every_rule_and_is_part_of_the_plan(tutorial: Scenario, made: Plan, number: int) -> None:
    found = drawn(tutorial, number)
    outcome = survive(found, made)
    assert verify(found.scenario, outcome.plan) == ()
    assert outcome.plan.value == pytest.approx(goals.value(found.scenario, outcome.plan))
    planned = {one.id: one for one in made.sorties}
    for left in outcome.plan.sorties:
        before = planned[left.id]
        for now, then in zip(left.stops, before.stops, strict=True):
            assert (now.node, now.on_block_h, now.off_block_h) == (then.node, then.on_block_h, then.off_block_h)
            assert all(tonnes <= then.loads[item] + 1e-9 for item, tonnes in now.loads.items())
    assert sum(h.tonnes for h in outcome.plan.hand_overs) <= sum(h.tonnes for h in made.hand_overs) + 1e-6


def test_missing_goods_cascade_down_the_chain() -> None:
    """The lifter's field is shut: it stays at home, so the helicopter has nothing to take, and Alpha gets nothing."""
    s, relayed = relay()
    assert verify(s, relayed) == ()
    shut = turned_out(s, orders=by_id([order(OrderKind.CLOSE, "field", "fixed_wing", from_h=0, until_h=12)]))
    outcome = survive(shut, relayed)
    assert outcome.plan.sorties == ()
    assert outcome.plan.hand_overs == ()
    assert outcome.dropped == {"CLOSURE": 1}
    assert outcome.first is not None
    assert (outcome.first.rule, outcome.first.by, outcome.first_h) == ("CLOSURE", "lift", 6)


def test_less_goods_means_less_of_everything_after() -> None:
    """Two of three tonnes are there: two are lifted, flown on and handed over."""
    s, relayed = relay()
    outcome = survive(turned_out(s, supplies=by_id([supply("hub", "water", 2)])), relayed)
    assert [h.tonnes for h in outcome.plan.hand_overs] == [pytest.approx(2)]
    assert {one.id for one in outcome.plan.sorties} == {"lift", "hop"}
    assert outcome.plan.sorties[1].stops[0].loads == {"water": pytest.approx(2)}


def test_no_more_is_handed_over_than_is_needed() -> None:
    s, relayed = relay()
    less = replace(s.needs["alpha_water"], quantity=1.0)
    outcome = survive(turned_out(s, needs={**s.needs, "alpha_water": less}), relayed)
    assert [h.tonnes for h in outcome.plan.hand_overs] == [pytest.approx(1)]


def test_a_broken_tail_flies_no_more_and_another_is_not_touched() -> None:
    """One of two trucks is out on the first day: what it was to drive is dropped, by its own name."""
    row = Doubt(id="b", kind=DoubtKind.BREAKDOWN, target="usa_lifters", probability=0.5, low=2, high=2)
    s, relayed = relay()
    s = replace(s, uncertainty={"b": row})
    draws = (drawn(s, number) for number in range(1, 60))
    found = next(f for f in draws if f.tails.get(("usa_lifters", 1)) == ("usa_lifters", 2))
    outcome = survive(found, relayed)
    assert outcome.dropped == {"BREAKDOWN": 1}
    moved = replace(relayed, sorties=tuple(
        replace(one, tail=2) if one.id == "lift" else one for one in relayed.sorties
    ))
    assert survive(found, moved).dropped == {}


def test_renaming_there_and_back_changes_nothing(tutorial: Scenario, made: Plan) -> None:
    """Tails that are in service keep their sorties through the names of a draw and back."""
    split = next(f for f in (drawn(tutorial, n) for n in range(1, 40)) if f.tails)
    there, out = as_drawn(made, split)
    gone = {breach.by for breach in out}
    back = as_written(there, split, tutorial)
    assert back.sorties == tuple(one for one in made.sorties if one.id not in gone)


def test_wishes_do_not_hold_a_replay_up(tutorial: Scenario, made: Plan) -> None:
    """A plan that insists on a sortie which breaks is replayed all the same."""
    first = made.sorties[0]
    wish = {"wish": "insist", "asset": first.asset, "route": [x.node for x in first.stops], "start_h": first.start_h}
    outcome = survive(drawn(tutorial, 4), replace(made, wishes=(wish,)))
    assert outcome.plan.wishes == ()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(scenarios(), st.integers(1, 1000))
def test_what_is_left_is_sound_whatever_the_world_and_the_draw(s: Scenario, number: int) -> None:
    """Ships with craft on board, units, repairs, caveats: the rest obeys every rule of the draw."""
    found = drawn(s, number)
    outcome = survive(found, solve(s, deterministic=1))
    assert verify(found.scenario, outcome.plan) == ()
    assert outcome.first is not None or outcome.dropped == {}
