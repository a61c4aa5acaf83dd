"""Why not this move: the breaches that it adds, in the rules' own words, and what it would bring."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from worlds import (
    ASSETS,
    NEEDS,
    PLACES,
    ROADS,
    SITES,
    SUPPLIES,
    UNITS,
    agreement,
    asset,
    caveat,
    edited,
    need,
    order,
    plan,
    sortie,
    stop,
    supply,
    world,
)

from hadr_planner import goals
from hadr_planner.domain.accord import AgreementKind, CaveatKind, OrderKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain import Move, Outcome, Verdict, why_not
from hadr_planner.judge import verify
from hadr_planner.rules import RULES


def with_move(plan: Plan, found: Verdict) -> Plan:
    """The plan with the move as it was tried."""
    return replace(plan, sorties=(*plan.sorties, found.sortie), hand_overs=(*plan.hand_overs, *found.hand_overs))


def codes(found: Verdict) -> set[str]:
    """Rules against it."""
    return {objection.breach.rule for objection in found.objections}


def lifts(scenario: Scenario, count: int = 1) -> Plan:
    """A plan in which helicopters already carry water from the hub to alpha, several at once."""
    flights = [
        sortie(
            scenario, "usa_choppers",
            stop("field", 0), stop("hub", 1, 2, loads={"water": 2}),
            stop("alpha", 3, 4, unloads={"water": 2}), stop("field", 5),
            tail=tail, id=f"s{tail}",
        )
        for tail in range(1, count + 1)
    ]
    return plan(scenario, *flights)


@pytest.mark.parametrize("id", [id for id in ASSETS if id != "usa_lighters"])
def test_a_legal_move_adds_no_breach_and_gains_what_it_says(id: str) -> None:
    """What can be done is done without a breach, and the plan's value rises by the gain named."""
    scenario = world()
    to = {"phl_ferries": "quay", "usa_lifters": "field", "aus_haulers": "strip", "jpn_landers": "quay"}.get(id, "alpha")
    empty = plan(scenario)
    found = why_not(scenario, empty, Move(asset=id, to=to))
    assert found.outcome is Outcome.HELPS
    assert found.possible_from_h == found.at_h
    assert verify(scenario, with_move(empty, found)) == ()
    risen = goals.value(scenario, with_move(empty, found)) - goals.value(scenario, empty)
    assert found.gain == pytest.approx(risen)
    assert found.gain > 0


def test_the_sortie_is_timed_as_sorties_are() -> None:
    """Every hop lasts at least as long as the way, and no slot longer; loading and unloading take their slots."""
    scenario = world()
    found = why_not(scenario, plan(scenario), Move(asset="phl_choppers", to="alpha", start="field", item="food"))
    assert [s.node for s in found.sortie.stops] == ["strip", "field", "alpha", "strip"]
    assert [s.off_block_h - s.on_block_h for s in found.sortie.stops] == [0, 1, 1, 0]
    hops = [b.on_block_h - a.off_block_h for a, b in pairwise(found.sortie.stops)]
    assert hops == [1, 1, 1]
    assert found.sortie.under_way_h == 3
    assert found.carries == {"food": 4}


REFUSED = {
    "SHORE": ({}, Move(asset="usa_lifters", to="alpha"), ""),
    "NO_PLACE": (
        {"caveats": [caveat("usa_choppers", CaveatKind.NO_PLACE, "alpha")]},
        Move(asset="usa_choppers", to="alpha"), "the nation that holds the caveat",
    ),
    "NO_CARGO": (
        {"caveats": [caveat("USA", CaveatKind.NO_CARGO, "water")]},
        Move(asset="usa_choppers", to="bravo", start="hub"), "the nation that holds the caveat",
    ),
    "LANDING": (
        {"agreements": [agreement("PHL", "AUS", AgreementKind.LANDING)]},
        Move(asset="usa_choppers", to="alpha"), "the state's aviation and defence authorities",
    ),
    "CLOSURE": (
        {"orders": [order(OrderKind.CLOSE, "alpha")]},
        Move(asset="usa_choppers", to="alpha"), "the authority that issued the order",
    ),
    "ROAD": (
        {"roads": edited(ROADS, coast={"opens_h": 6})},
        Move(asset="phl_trucks", to="alpha", at_h=0, start="depot", item="water", tonnes=2),
        "the host's road authority",
    ),
    "PAYLOAD": ({}, Move(asset="usa_choppers", to="alpha", start="hub", item="water", tonnes=9), ""),
    "STOCK": ({}, Move(asset="usa_choppers", to="alpha", start="hub", item="food", tonnes=1), ""),
    "TIMING": ({}, Move(asset="phl_ferries", to="depot"), ""),
    "SPOTS": (
        {"sites": edited(SITES, alpha={"landing_spots": 1}), "places": edited(PLACES, hub={"spots_heli": 1})},
        Move(asset="usa_choppers", to="alpha", at_h=0, start="hub", item="water", tonnes=1),
        "whoever prepares a further landing spot",
    ),
    "READY": (
        {"assets": [replace(ASSETS["usa_choppers"], ready_h=9)]},
        Move(asset="usa_choppers", to="alpha", at_h=3), "the nation or agency that offers it",
    ),
    "HANDLING": (
        {"places": edited(PLACES, field={"handling": False})},
        Move(asset="usa_lifters", to="field"), "whoever brings a loader",
    ),
    "RAMP": (
        {"places": edited(PLACES, field={"spots_wide": 0, "spots_narrow": 0})},
        Move(asset="usa_lifters", to="field"), "the airfield's operator, by opening more of the apron",
    ),
    "STORAGE": (
        {"places": edited(PLACES, field={"storage_t": 1})},
        Move(asset="usa_lifters", to="field", item="water", tonnes=20),
        "whoever runs the place",
    ),
}
"""For each rule: what makes it bind, a move against it, and who could lift it."""


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_against_a_move_is_said_by_the_rule_itself(rule: str) -> None:
    """What is quoted is what the verifier finds in the plan with the move and did not find before, word by word."""
    tables, move, lifted_by = REFUSED[rule]
    scenario = world(**{"assets": ASSETS, **tables})
    before = lifts(scenario) if rule == "SPOTS" else plan(scenario)
    found = why_not(scenario, before, move)
    assert found.outcome is Outcome.BARRED
    assert rule in codes(found)
    after = Counter(verify(scenario, with_move(before, found)))
    assert Counter(o.breach for o in found.objections) == after - Counter(verify(scenario, before))
    book = {one.CODE: one for one in RULES}
    for objection in found.objections:
        named = book[objection.breach.rule]
        assert (objection.title, objection.source, objection.lifted_by) == (named.TITLE, named.SOURCE, named.LIFTED_BY)
        if objection.breach.rule == rule:
            assert objection.lifted_by == lifted_by


def test_breaches_that_a_plan_already_has_are_not_blamed_on_a_move() -> None:
    """Only what the move adds is quoted."""
    scenario = world(caveats=[caveat("USA", CaveatKind.NO_PLACE, "alpha")])
    bad = lifts(scenario)
    assert verify(scenario, bad)
    found = why_not(scenario, bad, Move(asset="phl_choppers", to="alpha"))
    assert found.objections == ()


def test_with_an_hour_it_also_says_from_when_it_could_be_done() -> None:
    """A road that opens at H+6 bars the truck at H+0, and lets it leave when it arrives on the open road."""
    scenario = world(roads=edited(ROADS, coast={"opens_h": 6}))
    move = Move(asset="phl_trucks", to="alpha", start="depot", at_h=0)
    found = why_not(scenario, plan(scenario), move)
    assert codes(found) == {"ROAD"}
    assert found.possible_from_h is not None
    again = why_not(scenario, plan(scenario), replace(move, at_h=found.possible_from_h))
    assert again.objections == ()
    slot_before = why_not(scenario, plan(scenario), replace(move, at_h=found.possible_from_h - 1))
    assert slot_before.objections != ()


def test_without_an_hour_the_earliest_with_nothing_against_it_is_taken() -> None:
    """An asset that is ready at H+9 goes at H+9."""
    scenario = world([replace(ASSETS["phl_choppers"], ready_h=9)])
    assert why_not(scenario, plan(scenario), Move(asset="phl_choppers", to="alpha")).at_h == 9


def test_a_free_tail_is_taken_where_there_is_one() -> None:
    """While one helicopter is out the other goes; with both out, a tail would be in two places at once."""
    scenario = world()
    move = Move(asset="usa_choppers", to="alpha", start="hub", at_h=1, item="water")
    one_free = why_not(scenario, lifts(scenario, 1), move)
    assert one_free.sortie.tail == 2
    assert one_free.objections == ()
    none_free = why_not(scenario, lifts(scenario, 2), move)
    assert codes(none_free) == {"TAILS"}
    assert none_free.possible_from_h == 5


def test_goods_that_the_plan_needs_later_are_not_taken() -> None:
    """What is left at the hub after the plan's own lifts is what the move may carry."""
    scenario = world(supplies=[supply("hub", "water", 5)], sites=edited(SITES, alpha={"landing_spots": 2}))
    found = why_not(scenario, lifts(scenario, 2), Move(asset="usa_choppers", to="alpha", start="hub"))
    assert found.carries == {"water": 1}
    assert verify(scenario, with_move(lifts(scenario, 2), found)) == ()


def test_a_move_for_which_nothing_lies_spare_has_nothing_to_carry() -> None:
    """Nothing is against it, and it brings nothing."""
    scenario = world(supplies=[])
    found = why_not(scenario, plan(scenario), Move(asset="usa_choppers", to="alpha"))
    assert found.outcome is Outcome.NOTHING_TO_CARRY
    assert found.carries == {}
    assert found.gain <= 0


def test_a_move_to_where_nothing_is_lacking_is_not_needed() -> None:
    """A site without needs wants nothing."""
    scenario = world(needs=[need("bravo", "water", 3)])
    assert why_not(scenario, plan(scenario), Move(asset="usa_choppers", to="alpha")).outcome is Outcome.NEED_MET


def test_goods_brought_to_a_mere_hub_are_stock() -> None:
    """A depot hands nothing over, so nothing is gained by itself."""
    scenario = world()
    move = Move(asset="wfp_trucks", to="depot", start="quay", item="kit", at_h=12)
    assert why_not(scenario, plan(scenario), move).outcome is Outcome.BRINGS_STOCK


def test_what_comes_too_late_is_not_worth_it() -> None:
    """Water for a need that has ended helps nobody."""
    scenario = world(needs=[*NEEDS[1:], need("alpha", "water", 3, until_h=2)])
    move = Move(asset="usa_choppers", to="alpha", start="hub", item="water", at_h=20)
    found = why_not(scenario, plan(scenario), move)
    assert found.outcome is Outcome.NOT_WORTH_IT
    assert found.hand_overs == ()


def test_embarked_helicopters_start_from_where_their_ship_lies() -> None:
    """The ship lies in the roads, so its helicopters leave from there."""
    scenario = world()
    found = why_not(scenario, plan(scenario), Move(asset="jpn_deckers", to="alpha"))
    assert found.sortie.stops[0].node == found.sortie.stops[-1].node == "roads"


def test_a_unit_can_be_asked_for_as_cargo() -> None:
    """The clinic's tonnes are lifted as far as they fit."""
    scenario = world(units=UNITS)
    found = why_not(scenario, plan(scenario), Move(asset="usa_choppers", to="bravo", item="unit:aus_plant"))
    assert found.carries == {"unit:aus_plant": 4}
    assert found.objections == ()


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (Move(asset="usa_chopper", to="alpha"), "no asset 'usa_chopper'; did you mean 'usa_choppers'?"),
        (Move(asset="usa_choppers", to="alfa"), "no site or place 'alfa'; did you mean 'alpha'?"),
        (Move(asset="usa_choppers", to="alpha", start="nowhere"), "no site or place 'nowhere'"),
        (Move(asset="usa_choppers", to="alpha", item="watr"), "no item 'watr'; did you mean 'water'?"),
        (Move(asset="usa_choppers", to="alpha", item="unit:x"), "no unit 'x'"),
        (Move(asset="usa_choppers", to="alpha", at_h=99), "between H+0 and H+36"),
        (Move(asset="usa_choppers", to="alpha", tonnes=3), "a load is an item"),
        (Move(asset="usa_choppers", to="alpha", item="water", tonnes=float("nan")), "a load is an item"),
        (Move(asset="usa_choppers", to="alpha", start="alpha"), "somewhere else"),
    ],
)
def test_a_move_that_names_nothing_is_refused_with_the_nearest_name(move: Move, said: str) -> None:
    """A mistake is said as one, with what was found."""
    with pytest.raises(HadrError) as caught:
        why_not(world(), plan(world()), move)
    assert said in str(caught.value)


def test_a_plan_for_another_scenario_is_refused() -> None:
    """Breaches of a plan for something else would mean nothing."""
    scenario = world()
    with pytest.raises(HadrError, match="another scenario"):
        why_not(scenario, replace(plan(scenario), digest="1" * 64), Move(asset="usa_choppers", to="alpha"))


def test_an_asset_without_tails_is_refused() -> None:
    """There is nothing that could move."""
    scenario = world([asset("usa_choppers", "chopper", "field", count=0)])
    with pytest.raises(HadrError, match="no tails"):
        why_not(scenario, plan(scenario), Move(asset="usa_choppers", to="alpha"))


def test_supplies_are_as_the_tests_take_them_to_be() -> None:
    """No food lies at the hub; the vignette on stocks rests on it."""
    assert not any(one.place == "hub" and one.item == "food" for one in SUPPLIES)
