"""Plans that the program itself finds are sound, and the judge notices whatever is then done to any line of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from rules.flow_world import scenario
from test_flow_rules_agree import crowded

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.judge import verify
from hadr_planner.rules import RULES
from hadr_planner.solver.greedy import greedy
from hadr_planner.solver.program import Program

WORLDS = {"two days": scenario, "all is short": crowded}


@cache
def found(name: str) -> tuple[Scenario, Plan]:
    """A world and a plan for it."""
    world = WORLDS[name]()
    x = Decisions(world)
    for rule in RULES:
        rule.impose(x)
    return world, greedy(Program(x))


def codes(world: Scenario, spoilt: Plan) -> set[str]:
    return {breach.rule for breach in verify(world, spoilt)}


def with_row(plan: Plan, table: str, number: int, *rows: Any) -> Plan:
    old = getattr(plan, table)
    return replace(plan, **{table: (*old[:number], *rows, *old[number + 1 :])})


def heavier(sortie: Sortie) -> Sortie:
    """A thousand tonnes more of everything on board."""
    stops = [
        replace(s, loads={i: 1000 + t for i, t in s.loads.items()}, unloads={i: 1000 + t for i, t in s.unloads.items()})
        for s in sortie.stops
    ]
    return replace(sortie, stops=tuple(stops))


def faster(sortie: Sortie) -> Sortie:
    """One slot less on the first move."""
    first, second, *rest = sortie.stops
    return replace(sortie, stops=(first, replace(second, on_block_h=second.on_block_h - 1), *rest))


def hurried(sortie: Sortie) -> Sortie:
    """No time to load or unload."""
    stops = (replace(s, on_block_h=s.off_block_h) if s.loads or s.unloads else s for s in sortie.stops)
    return replace(sortie, stops=tuple(stops))


def lossy(sortie: Sortie) -> Sortie:
    """Nothing is put down."""
    return replace(sortie, stops=tuple(replace(s, unloads={}) for s in sortie.stops))


def off_the_clock(sortie: Sortie) -> Sortie:
    """A quarter of an hour later throughout."""
    stops = (replace(s, on_block_h=s.on_block_h + 0.25, off_block_h=s.off_block_h + 0.25) for s in sortie.stops)
    return replace(sortie, stops=tuple(stops))


SPOILT: dict[str, tuple[Callable[[Sortie], Sortie], set[str]]] = {
    "a thousand tonnes more": (heavier, {"PAYLOAD"}),
    "an hour less on the way": (faster, {"TIMING", "ROAD", "REPAIR"}),
    "no time on the ground": (hurried, {"TIMING"}),
    "cargo that never lands": (lossy, {"PAYLOAD"}),
    "off the clock": (off_the_clock, {"TIMING"}),
    "a tail too many": (lambda s: replace(s, tail=10_000), {"TAILS"}),
}


@pytest.mark.parametrize("name", WORLDS)
def test_what_is_found_breaks_no_rule_and_does_something(name: str) -> None:
    world, plan = found(name)
    assert verify(world, plan) == ()
    assert all((plan.sorties, plan.stays, plan.hand_overs, plan.services))


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("what", SPOILT)
def test_every_sortie_that_is_spoilt_is_noticed(name: str, what: str) -> None:
    world, plan = found(name)
    spoil, one_of = SPOILT[what]
    laden = [k for k, s in enumerate(plan.sorties) if any(stop.unloads for stop in s.stops)]
    assert laden
    for number in laden:
        assert one_of & codes(world, with_row(plan, "sorties", number, spoil(plan.sorties[number])))


@pytest.mark.parametrize("name", WORLDS)
def test_every_hand_over_and_service_that_is_multiplied_is_noticed(name: str) -> None:
    world, plan = found(name)
    for number, given in enumerate(plan.hand_overs):
        assert codes(world, with_row(plan, "hand_overs", number, replace(given, tonnes=100 * given.tonnes + 1))) & {
            "NEED"
        }
    for number, done in enumerate(plan.services):
        more = replace(done, quantity=100 * done.quantity + 1)
        assert codes(world, with_row(plan, "services", number, more)) == {"CAPACITY"}


@pytest.mark.parametrize("name", WORLDS)
def test_every_sortie_is_needed_by_what_it_brings(name: str) -> None:
    """Whoever cancels all sorties at once leaves hand-overs and stays without goods."""
    world, plan = found(name)
    assert {"STOCK"} <= codes(world, replace(plan, sorties=())) <= {"STOCK", "UNIT", "SUSTAIN", "REFUSAL"}


@pytest.mark.parametrize("name", WORLDS)
def test_every_stay_that_is_moved_elsewhere_is_noticed(name: str) -> None:
    world, plan = found(name)
    for number, stay in enumerate(plan.stays):
        elsewhere = next(id for id in world.places if id not in (stay.node, world.units[stay.unit].origin))
        assert "UNIT" in codes(world, with_row(plan, "stays", number, replace(stay, node=elsewhere)))


@pytest.mark.parametrize("name", WORLDS)
def test_giving_less_breaks_nothing_but_room(name: str) -> None:
    world, plan = found(name)
    for number in range(len(plan.hand_overs)):
        assert codes(world, with_row(plan, "hand_overs", number)) <= {"STORAGE", "SEABASE"}
