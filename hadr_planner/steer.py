"""Edits of a plan by hand, and what the rules say of them at once; plans are never changed, so the old one is the undo.

An edit does what it says and no more: goods that a cancelled sortie no longer brings are still handed over in the new
plan, and it is the rules that say so. To mend what an edit breaks, plan again from it with ``solve(..., start=plan,
wishes=...)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from hadr_planner import goals
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Sortie, Status, Stop
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain import Move, why_not
from hadr_planner.io.nearest import did_you_mean, shown
from hadr_planner.judge import verify
from hadr_planner.replay.once import once_per_plan
from hadr_planner.solver.directive import directive
from hadr_planner.wishes import Forbid, Keep

DIGITS = 6


def lock(plan: Plan, sortie_id: str) -> Keep:
    """Wish that a sortie stays as it is.

    Raises
    ------
    HadrError
        Here and below, where the plan has no such sortie.
    """
    return Keep(sortie=_sortie(plan, sortie_id))


def bar(scenario: Scenario, plan: Plan, sortie_id: str) -> Forbid:
    """Wish that a sortie is not made at its hour, by any tail: what ``cancel`` is to a search."""
    sortie = _sortie(plan, sortie_id)
    route = tuple(stop.node for stop in sortie.stops)
    until_h = sortie.start_h + scenario.clock.slot_h
    return Forbid(asset=sortie.asset, route=route, from_h=sortie.start_h, until_h=until_h)


def cancel(plan: Plan, sortie_id: str) -> Plan:
    """The plan without a sortie; its value is that of the plan before, until it is ``measured`` on its scenario."""
    gone = _sortie(plan, sortie_id)
    left = tuple(sortie for sortie in plan.sorties if sortie is not gone)
    return _edited(plan, left, f"{sortie_id} was cancelled")


def move(scenario: Scenario, plan: Plan, sortie_id: str, by_h: float) -> Plan:
    """The plan with a sortie earlier (below zero) or later, by whole slots of the clock.

    Raises
    ------
    HadrError
        Also where it would then lie before the start or beyond the horizon.
    """
    old, clock = _sortie(plan, sortie_id), scenario.clock
    shift_h = round(by_h / clock.slot_h) * clock.slot_h if isfinite(by_h) else by_h
    if not (old.start_h + shift_h >= 0 and old.end_h + shift_h <= clock.horizon_h):
        raise HadrError(
            f"{sortie_id} lasts from H+{old.start_h:g} to H+{old.end_h:g}; moved by {by_h:+g} h it is not between "
            f"H+0 and H+{clock.horizon_h:g}: move it by {-old.start_h:+g} to {clock.horizon_h - old.end_h:+g} h"
        )
    new = replace(old, stops=tuple(_shifted(stop, shift_h) for stop in old.stops))
    sorties = tuple(new if sortie is old else sortie for sortie in plan.sorties)
    return measured(scenario, _edited(plan, sorties, f"{sortie_id} was moved by {shift_h:+g} h"))


def add(scenario: Scenario, plan: Plan, move: Move) -> Plan:
    """The plan with one more sortie, at the best hour where none is given, and what partners then hand over from it.

    Raises
    ------
    HadrError
        If the move names what the scenario does not have, or the plan can't be replayed.
    """
    verdict = why_not(scenario, plan, move)
    asset = scenario.assets[move.asset]
    what, ask = directive(scenario, asset)
    taken = {sortie.id for sortie in plan.sorties}
    id = next(id for n in range(1, len(taken) + 2) if (id := f"{asset.id}-{n:03d}") not in taken)
    sortie = replace(verdict.sortie, id=id, directive=what, ask=ask)
    given = replace(plan, hand_overs=(*plan.hand_overs, *verdict.hand_overs))
    return measured(scenario, _edited(given, (*plan.sorties, sortie), f"{id} was added"))


def breaches_after(scenario: Scenario, before: Plan, after: Plan) -> tuple[Breach, ...]:
    """Breaches that a plan has after an edit and did not have before it."""
    return added(_verified(scenario, before), verify(scenario, after))


def added(before: Iterable[Breach], after: Iterable[Breach]) -> tuple[Breach, ...]:
    """Breaches found after an edit that were not found before it."""
    known = Counter(before)
    found = []
    for breach in after:
        if known[breach]:
            known[breach] -= 1
        else:
            found.append(breach)
    return tuple(found)


_verified = once_per_plan(verify)


def measured(scenario: Scenario, plan: Plan) -> Plan:
    """The plan with its aims measured anew, by the weights that it was made with."""
    found = goals.scores(_as_weighed(scenario, plan), plan)
    return replace(plan, scores=found, value=sum(score.weight * score.value for score in found))


def _as_weighed(scenario: Scenario, plan: Plan) -> Scenario:
    aims = tuple(Aim(id=score.aim, weight=score.weight) for score in plan.scores)
    return replace(scenario, aims=aims) if aims else scenario


def _edited(plan: Plan, sorties: tuple[Sortie, ...], how: str) -> Plan:
    ordered = tuple(sorted(sorties, key=lambda sortie: sortie.start_h))
    return replace(plan, sorties=ordered, status=Status.FEASIBLE, why=f"Edited by hand: {how}.")


def _shifted(stop: Stop, by_h: float) -> Stop:
    on_h, off_h = round(stop.on_block_h + by_h, DIGITS), round(stop.off_block_h + by_h, DIGITS)
    return replace(stop, on_block_h=on_h, off_block_h=off_h)


def _sortie(plan: Plan, id: str) -> Sortie:
    found = next((sortie for sortie in plan.sorties if sortie.id == id), None)
    if found is None:
        names = [sortie.id for sortie in plan.sorties]
        raise HadrError(f"the plan has no sortie {shown(id)}{did_you_mean(id, names)}")
    return found
