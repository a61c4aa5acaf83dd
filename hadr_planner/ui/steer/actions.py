"""What is to become of the picked sorties: lock, insist, forbid are wishes; move and cancel are edits of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from hadr_planner import steer
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action
from hadr_planner.report.naming import named
from hadr_planner.report.spells import tail_name
from hadr_planner.report.wording import h_plus, node_name
from hadr_planner.ui import wishing
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.words import plain
from hadr_planner.wishes import Forbid, Insist, Wish

from . import closing
from .edits import Edits, Step, apply

TOLERANCE_H = 6.0
FORBID = "forbid"
MOST = 20
"""Sorties that are edited at one go."""
AT_ITS_HOUR, ON_ITS_ROUTE, AT_A_CALL, WHOLLY = (
    "this sortie at its hour",
    "its asset on this route, at any hour",
    "its asset at one of its calls",
    "its asset wholly",
)


def bar(desk: Desk, scenario: Scenario, edits: Edits, picked: Sequence[Sortie]) -> None:
    """Draw the actions on what is picked; all of them first, so that none is missing where one is refused."""
    off = not picked or not desk.may(Action.STEER) or len(picked) > MOST
    lock, insist, forbid, hours, move, cancel = st.columns([1, 1, 1, 0.9, 1, 1], vertical_alignment="bottom")
    kept = "It keeps its calls and hours; what it carries may change"
    locked = lock.button("Lock", icon=":material/lock:", disabled=off, width="stretch", help=kept)
    words = f"Some sortie along its first leg, give or take {TOLERANCE_H:g} h"
    insisted = insist.button("Insist", icon=":material/push_pin:", disabled=off, width="stretch", help=words)
    with forbid.popover(
        "Forbid", icon=":material/block:", disabled=off, width="stretch", key=closing.key(desk, FORBID)
    ):
        forbidden = _forbidden(scenario, edits.now, picked)
    slot_h = scenario.clock.slot_h
    by_h = hours.number_input("Hours", value=slot_h, step=slot_h, disabled=off, key="steer_hours")
    words = "Later, or below 0 earlier"
    moved = move.button("Move", icon=":material/schedule:", disabled=off, width="stretch", help=words)
    words = "Take it out of the plan"
    cancelled = cancel.button("Cancel", icon=":material/delete:", disabled=off, width="stretch", help=words)
    if len(picked) > MOST:
        st.caption(f"Pick at most {MOST} at one go.")
    if locked:
        _wish(desk, scenario, edits, {sortie.id: steer.lock(edits.now, sortie.id) for sortie in picked})
    if insisted:
        _wish(desk, scenario, edits, {sortie.id: _insisted(sortie) for sortie in picked})
    if forbidden:
        closing.close(desk, FORBID)
        _wish(desk, scenario, edits, forbidden)
    if moved:
        _edit(desk, scenario, edits, picked, lambda plan, one: _moved(scenario, plan, one, by_h))
    if cancelled:
        _edit(desk, scenario, edits, picked, lambda plan, one: _cancelled(scenario, plan, one))


def _insisted(sortie: Sortie) -> Insist:
    route = tuple(stop.node for stop in sortie.stops[:2])
    return Insist(asset=sortie.asset, route=route, start_h=sortie.start_h, tolerance_h=TOLERANCE_H)


def _forbidden(scenario: Scenario, plan: Plan, picked: Sequence[Sortie]) -> dict[str, Wish]:
    """What is forbidden of each sortie, once that is pressed."""
    what = st.radio("What is forbidden", [AT_ITS_HOUR, ON_ITS_ROUTE, AT_A_CALL, WHOLLY])
    nodes = {stop.node: node_name(scenario, stop.node) for sortie in picked for stop in sortie.stops}
    node = ""
    if what == AT_A_CALL and nodes:
        node = st.selectbox("Call", list(nodes), format_func=nodes.__getitem__)
    pressed = st.button("Forbid it", type="primary")
    return {one.id: _forbid(scenario, plan, one, what, node) for one in picked} if pressed else {}


def _forbid(scenario: Scenario, plan: Plan, sortie: Sortie, what: str, node: str) -> Forbid:
    if what == AT_ITS_HOUR:
        return steer.bar(scenario, plan, sortie.id)
    if what == ON_ITS_ROUTE:
        return Forbid(asset=sortie.asset, route=tuple(stop.node for stop in sortie.stops))
    return Forbid(asset=sortie.asset, node=node if what == AT_A_CALL else "")


def _wish(desk: Desk, scenario: Scenario, edits: Edits, wished: Mapping[str, Wish]) -> None:
    gone = wishing.change(desk, lambda book: edits.over(scenario, book, wished))
    say_gone(scenario, gone)
    st.rerun()


def say_gone(scenario: Scenario, gone: Sequence[Wish]) -> None:
    """Tell which wishes a later one took the place of."""
    if gone:
        said = "; ".join(named(scenario, str(wish)) for wish in gone)
        st.toast(plain(f"No longer wished for: {said}"), icon=":material/swap_horiz:")


def _moved(scenario: Scenario, plan: Plan, id: str, by_h: float) -> Step:
    after = steer.move(scenario, plan, id, by_h)
    said = f"{_called(scenario, plan, id)} moved by {by_h:+g} h"
    return Step(plan=after, said=said, sortie=id, wish=steer.lock(after, id))


def _cancelled(scenario: Scenario, plan: Plan, id: str) -> Step:
    after = steer.measured(scenario, steer.cancel(plan, id))
    said = f"{_called(scenario, plan, id)} cancelled"
    return Step(plan=after, said=said, sortie=id, wish=steer.bar(scenario, plan, id))


def _called(scenario: Scenario, plan: Plan, id: str) -> str:
    """A sortie by its tail and the hour at which it begins."""
    sortie = next(one for one in plan.sorties if one.id == id)
    return f"{tail_name(scenario, sortie.asset, sortie.tail)} at {h_plus(sortie.start_h)}"


def _edit(
    desk: Desk, scenario: Scenario, edits: Edits, picked: Sequence[Sortie], step: Callable[[Plan, str], Step]
) -> None:
    with st.spinner("Editing the plan …"):
        for sortie in picked:
            edits = edits.done(step(edits.now, sortie.id))
    apply(desk, edits)
    left = {sortie.id for sortie in edits.now.sorties}
    if desk.chosen is not None and desk.chosen.kind == "sortie" and desk.chosen.id not in left:
        desk.chosen = None
    st.toast(plain(edits.steps[-1].said, 80))
    st.rerun()
