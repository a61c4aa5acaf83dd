"""Something changes after a plan is in force: how soon there is a plan again, how good, and how much of it is new."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hadr_planner.changes import plan_difference
from hadr_planner.domain.accord import Order, OrderKind
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io.digest import digest
from hadr_planner.judge import verify
from hadr_planner.solver import replan, solve
from hadr_planner.solver.event import Event

DAY_2_H = 24.0
"""Hour at which the change is known; nothing new begins before."""
CLOSED_H = 48.0
MORE, SITES = 1.3, 3
NEAR = 0.98
"""Share of the value of a plan made afresh that counts as near."""


def field_closes(scenario: Scenario, plan: Plan) -> Scenario:
    """The airfield of the host with most calls in the plan is shut for two days from the second on."""
    places = scenario.places.values()
    fields = {place.id for place in places if place.kind is PlaceKind.AIRFIELD and place.country == scenario.host}
    calls = [stop.node for sortie in plan.sorties for stop in sortie.stops if stop.node in fields]
    busiest = max(sorted(fields), key=calls.count)
    shut = Order(
        id="closed_field", kind=OrderKind.CLOSE, target=busiest, from_h=DAY_2_H, until_h=DAY_2_H + CLOSED_H,
        issued_by="authority",
    )
    return _named(replace(scenario, orders={**scenario.orders, shut.id: shut}))


def nation_leaves(scenario: Scenario, plan: Plan) -> Scenario:
    """The guest whose assets fly most sorties of the plan takes all that it offers home after the second day."""
    owners = [sortie.owner for sortie in plan.sorties if sortie.owner != scenario.host]
    guest = max(sorted(set(owners)), key=owners.count)
    until_h = 2 * DAY_2_H

    def gone(rows: dict[str, Any]) -> dict[str, Any]:
        return {
            id: replace(row, until_h=min(row.until_h, until_h), ready_h=min(row.ready_h, until_h))
            if row.owner == guest else row
            for id, row in rows.items()
        }

    return _named(replace(scenario, assets=gone(dict(scenario.assets)), units=gone(dict(scenario.units))))


def needs_grow(scenario: Scenario, plan: Plan) -> Scenario:
    """Three sites with most people in need have 30 % more of every need for goods."""
    worst = sorted(scenario.sites.values(), key=lambda site: -site.affected)[:SITES]
    sites = {site.id for site in worst}
    needs = {
        id: replace(need, quantity=need.quantity * MORE, people=need.people * MORE) if need.site in sites else need
        for id, need in scenario.needs.items()
    }
    return _named(replace(scenario, needs=needs))


CHANGES: dict[str, Callable[[Scenario, Plan], Scenario]] = {
    "field_closes": field_closes, "nation_leaves": nation_leaves, "needs_grow": needs_grow,
}


def _named(scenario: Scenario) -> Scenario:
    return replace(scenario, digest=digest(scenario))


def replanned(scenario: Scenario, seconds: float, seed: int) -> dict[str, dict[str, Any]]:
    """Plan; then, for each change, plan near the plan in force, and afresh with the same seconds."""
    force = solve(scenario, seconds=seconds, seed=seed)
    return {name: _after(change(scenario, force), force, seconds, seed) for name, change in CHANGES.items()}


def _after(after: Scenario, force: Plan, seconds: float, seed: int) -> dict[str, Any]:
    afresh = solve(after, seconds=seconds, seed=seed)
    events: list[Event] = []
    begun, worked = time.monotonic(), time.process_time()
    near = replan(after, force, since_h=DAY_2_H, watch=events.append)
    took_s, cpu_s = time.monotonic() - begun, time.process_time() - worked
    reached = [event.elapsed_s for event in events if event.value >= NEAR * afresh.value]
    return {
        "seconds": took_s, "cpu_s": cpu_s, "value": near.value, "afresh": afresh.value, "kept": events[0].value,
        "within_s": min(reached, default=None), "breaches": sorted({breach.rule for breach in verify(after, near)}),
        "sorties": len(force.sorties), "changed": _changed(force, near), "changed_afresh": _changed(force, afresh),
    }


def _changed(before: Plan, after: Plan) -> int:
    """Lines of the plan in force that are cancelled or moved, and lines that are new; other loads apart."""
    found = plan_difference(before, after)
    return len(found.cancelled) + len(found.moved) + len(found.new)
