"""Why: ask for a move, for an unmet need or for an idle asset, and read who could lift what stands against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.ui import cards, choice
from hadr_planner.ui.desk import Desk

from . import assets, move, needs

SECTIONS: Mapping[str, Callable[[Desk, Scenario, Plan], None]] = {
    "Why not this move?": move.section,
    "Why is this need unmet?": needs.section,
    "Why is this asset idle?": assets.section,
}
"""A further kind of question is one line here and one module beside it."""


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario, plan = desk.needs_plan()
    cards.style(dark=desk.dark)
    choice.chip(desk)
    names = list(SECTIONS)
    asked = st.segmented_control(
        "Question", names, default=names[0], key="why_section", label_visibility="collapsed", required=True
    )
    SECTIONS[asked or names[0]](desk, scenario, plan)
