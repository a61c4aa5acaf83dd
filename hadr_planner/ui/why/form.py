"""What the form of a move holds, kept while other pages are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hadr_planner.ui.desk import Desk

from .first import first

KEPT, CHOSEN = "why_form", "chosen"
FIELDS = ("asset", "to", "start", "item", "at_h", "tonnes")


def key(field: str) -> str:
    """Key of a field's widget."""
    return f"why_move_{field}"


def recall(desk: Desk, assets: Sequence[str], nodes: Sequence[str]) -> dict[str, Any]:
    """Put back what the form held when the page was left; what was chosen since then comes first."""
    held: dict[str, Any] = desk.kept.setdefault(KEPT, {})
    begins = not held
    for field in FIELDS:
        st.session_state.setdefault(key(field), held.get(field))
    if begins or desk.chosen != held.get(CHOSEN):
        held[CHOSEN] = desk.chosen
        _propose(desk, assets, nodes, begins=begins)
    if st.session_state[key("start")] == st.session_state[key("to")]:
        st.session_state[key("start")] = None
    return held


def _propose(desk: Desk, assets: Sequence[str], nodes: Sequence[str], *, begins: bool) -> None:
    """A move of what is chosen; at first, any."""
    if not (begins or desk.chosen):
        return
    scenario, plan = desk.needs_plan()
    move = first(scenario, plan, desk.chosen) or (begins and (first(scenario, plan) or (assets[0], nodes[0])))
    for field, value in zip(("asset", "to"), move or (), strict=False):
        st.session_state[key(field)] = value
    st.session_state[key("start")] = None
    for field, known in (("asset", assets), ("to", nodes)):
        if desk.chosen and desk.chosen.id in known:
            st.session_state[key(field)] = desk.chosen.id
