"""A wish in plain fields: that a share of a need is met by an hour."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action
from hadr_planner.report.wording import item_name, node_name
from hadr_planner.wishes import Meet

from . import wishing
from .desk import Desk
from .words import plain

USUAL_PERCENT, USUAL_H = 80, 72.0


def form(desk: Desk, scenario: Scenario) -> None:
    """Ask for it, and write it into the book."""
    if not scenario.needs:
        return
    names = {
        need.id: f"{item_name(scenario, need.item)} at {node_name(scenario, need.site)}"
        for need in scenario.needs.values()
    }
    horizon_h = float(scenario.clock.horizon_h)
    need = st.selectbox(
        "Wish a need met",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="which need",
        key="need_wish",
    )
    share, hour, add = st.columns([1, 1, 1], vertical_alignment="bottom")
    percent = share.number_input("to, %", 1, 100, USUAL_PERCENT, key="need_wish_percent")
    by_h = hour.number_input(
        "by H+", 0.0, horizon_h, min(USUAL_H, horizon_h), scenario.clock.slot_h, key="need_wish_by"
    )
    may = desk.may(Action.STEER)
    if add.button("Add the wish", disabled=need is None or not may, width="stretch", key="need_wish_add") and need:
        gone = wishing.wish(desk, Meet(need=need, share=percent / 100, by_h=float(by_h)))
        if gone:
            st.toast(plain(f"It takes the place of {len(gone)} earlier wishes."), icon=":material/swap_horiz:")
        st.rerun()
