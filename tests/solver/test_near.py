"""Planning again near the plan in force: it obeys what is new, keeps what holds, and begins nothing in the past."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import order

from hadr_planner import load, verify
from hadr_planner.changes import plan_difference
from hadr_planner.domain.accord import OrderKind
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import digest
from hadr_planner.salvage import salvage
from hadr_planner.solver import Event, replan, solve

SINCE_H = 24.0
HOUR = 1e6
"""Seconds that never run out."""
FEW = 0.25
"""Share of what is left of a plan that may change."""


def calls(sortie: Sortie) -> tuple[object, ...]:
    """Where and when a sortie calls, with what."""
    loads = [load for stop in sortie.stops for load in (stop.loads, stop.unloads)]
    rounded = [tuple((item, round(tonnes, 2)) for item, tonnes in sorted(load.items())) for load in loads]
    return (*((stop.node, stop.on_block_h) for stop in sortie.stops), *rounded)


@pytest.fixture(scope="module")
def force() -> Plan:
    return solve(load("tutorial"), deterministic=2)


@pytest.fixture(scope="module")
def after(force: Plan) -> Scenario:
    """The place with most calls is shut from the second day on."""
    scenario = load("tutorial")
    calls = [stop.node for sortie in force.sorties for stop in sortie.stops if stop.node in scenario.places]
    shut = order(OrderKind.CLOSE, max(sorted(set(calls)), key=calls.count), from_h=SINCE_H, until_h=72.0)
    changed = replace(scenario, orders={**scenario.orders, shut.id: shut})
    return replace(changed, digest=digest(changed))


def test_a_plan_near_the_one_in_force(force: Plan, after: Scenario) -> None:
    """It obeys every rule, is worth no less than what is left of the plan, and flies most of that at its hours:
    only sorties for which no cargo is left are dropped."""
    told: list[Event] = []
    near = replan(after, force, since_h=SINCE_H, seconds=HOUR, watch=told.append)
    assert verify(after, near) == ()
    assert told[0].phase == "what still holds"
    assert near.value >= told[0].value > 0
    left = salvage(after, force).plan
    assert len(left.sorties) < len(force.sorties)
    difference = plan_difference(replace(left, stays=()), replace(near, stays=()))
    assert len(difference.cancelled) + len(difference.moved) <= FEW * len(left.sorties)
    new = [change.after for change in plan_difference(force, near).new]
    assert all(getattr(line, "start_h", SINCE_H) >= SINCE_H for line in new)


def test_what_has_flown_carried_what_it_carried(force: Plan, after: Scenario) -> None:
    """Loads of sorties that left before the change are those of the plan in force, even where others would pay more."""
    hungry = replace(after, needs={id: replace(need, quantity=need.quantity * 2) for id, need in after.needs.items()})
    changed = replace(hungry, digest=digest(hungry))
    near = replan(changed, force, since_h=SINCE_H, seconds=HOUR)
    flown = {(one.asset, calls(one)) for one in near.sorties if one.stops[-1].on_block_h < SINCE_H}
    assert flown
    assert flown <= {(one.asset, calls(one)) for one in salvage(changed, force).plan.sorties}


def test_nothing_has_changed(force: Plan) -> None:
    """Planned again in the same scenario, no sortie is lost and no value."""
    near = replan(load("tutorial"), force, seconds=HOUR)
    assert near.value >= force.value - 1e-6
    assert not plan_difference(replace(force, stays=()), replace(near, stays=())).cancelled


def test_stopped_at_once_it_is_what_still_holds(force: Plan, after: Scenario) -> None:
    """A stop before anything is filled leaves the part of the plan that obeys."""
    near = replan(after, force, stop=lambda: True)
    assert near.sorties == salvage(after, force).plan.sorties
    assert verify(after, near) == ()
