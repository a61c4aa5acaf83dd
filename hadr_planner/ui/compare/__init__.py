"""Compare: two to four plans side by side, what they trade, and which is followed, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.people import Action
from hadr_planner.store import PlanCard
from hadr_planner.ui import cards, hour, readings, shelf
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.words import short

from . import decision, panels, rules
from .beside import LETTERS, Beside

LEAST = 2
KEPT = "compared"
MAKE_ONE = "Make another on the page Plan, or by hand on Steer."


def page(desk: Desk) -> None:
    """Draw the page."""
    desk.needs_scenario()
    cards.style(dark=desk.dark)
    picked, good = _picked(desk), frozenset[int]()
    if len(picked) >= LEAST:
        good = rules.obeying(picked)
        panels.figures(picked, good)
        rules.obeyed(picked)
        hour.begin(desk, picked[0].scenario, picked[0].plan)
        panels.curves(desk, picked)
        panels.maps_of(desk, picked)
        panels.who(picked)
        panels.changes(picked)
    decision.section(desk, picked)
    if len(picked) >= LEAST and good != rules.obeying(picked):
        st.rerun()  # last, so that a click on what stands above is not lost


def _picked(desk: Desk) -> list[Beside]:
    known = {card.id: card for card in desk.office.plans(desk.scenario_id)}
    if len(known) < LEAST:
        st.info(
            "There are not two plans of this scenario yet. "
            + (MAKE_ONE if desk.may(Action.PLAN) else "A planner makes them."),
            icon=":material/info:",
        )
        return []
    key = f"compare_{desk.scenario_id}"
    st.session_state.setdefault(key, recalled(desk, list(known)))
    ids = st.multiselect(
        "Plans, two to four",
        list(known),
        max_selections=len(LETTERS),
        format_func=lambda one: short(
            f"{known[one].title} (no. {one}, {known[one].by}, {known[one].at:%d %b %H:%M}Z)", 90
        ),
        key=key,
    )
    desk.kept[KEPT] = tuple(ids)
    if len(ids) < LEAST:
        st.caption("Choose at least two.")
    return [_beside(desk, letter, known[id]) for letter, id in zip(LETTERS, ids, strict=False)]


def recalled(desk: Desk, known: Sequence[int]) -> list[int]:
    """The plans that stood here when the page was left; the open one and another where it was opened since then."""
    opened = [id for id in (desk.plan_id, desk.other_plan_id) if id is not None and id in known]
    kept = [id for id in desk.kept.get(KEPT, ()) if id in known]
    if kept and set(opened) <= set(kept):
        return kept
    return list(dict.fromkeys([*opened, *known]))[:LEAST]


def _beside(desk: Desk, letter: str, card: PlanCard) -> Beside:
    scenario = shelf.scenario(desk, card.scenario_id, card.version)
    plan = shelf.plan(desk, card.id)
    return Beside(letter=letter, card=card, scenario=scenario, plan=plan, kpis=readings.kpis(scenario, plan))
