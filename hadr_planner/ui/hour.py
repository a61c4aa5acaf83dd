"""The hour that map, curves and Gantt share, as a slider for keyboard and mouse."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from . import figures
from .desk import Desk

SEEN = "seen"


def begin(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Stand where most is under way when a plan is first looked at, unless an hour was chosen before."""
    if desk.kept.get(SEEN) != desk.plan_id:
        desk.kept[SEEN], desk.hour = desk.plan_id, desk.hour or figures.first_look_h(scenario, plan)


def slider(desk: Desk, label: str, horizon_h: float, step_h: float, key: str) -> None:
    """Show the desk's hour and let it be set."""
    st.session_state[key] = min(desk.hour, horizon_h)

    def heard() -> None:
        desk.hour = float(st.session_state[key])

    st.slider(label, 0.0, horizon_h, step=step_h, format="H+%g", key=key, on_change=heard)
