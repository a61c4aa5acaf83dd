"""The hour that map, curves and Gantt share, as a slider for keyboard and mouse."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.wording import h_plus

from . import figures
from .desk import Desk

SEEN = "seen"


def begin(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Stand where most is under way when a plan is first looked at, unless an hour was chosen before."""
    if desk.kept.get(SEEN) != desk.plan_id:
        desk.kept[SEEN], desk.hour = desk.plan_id, desk.hour or figures.first_look_h(scenario, plan)


def slider(desk: Desk, label: str, horizon_h: float, step_h: float, key: str) -> None:
    """Show the desk's hour and let it be set, in steps from where it stands."""
    steps = [step * step_h for step in range(int(horizon_h / step_h) + 1)]
    now_h = min(desk.hour, horizon_h)
    told = {h_plus(hour): hour for hour in sorted({*steps, now_h, horizon_h})}
    st.session_state[key] = told[h_plus(now_h)]

    def heard() -> None:
        desk.hour = float(st.session_state[key])

    st.select_slider(label, list(told.values()), format_func=h_plus, key=key, on_change=heard)
