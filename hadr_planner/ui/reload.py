"""A reload comes back to what was open: scenario and plan are named in the address; unsaved work is taken up again."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from hadr_planner.errors import HadrError

from . import unsaved
from .desk import Desk

RECALLED = "recalled"


def recall(desk: Desk) -> None:
    """Open what the address names, once for each session; what is gone is left closed."""
    if st.session_state.get(RECALLED):
        return
    st.session_state[RECALLED] = True
    scenario, version, plan = (_number(key) for key in ("scenario", "version", "plan"))
    with suppress(HadrError, StopIteration):
        if plan is not None:
            desk.open_plan(plan)
        elif scenario is not None:
            desk.open_scenario(scenario, version)
        unsaved.take_up(desk)


def note(desk: Desk) -> None:
    """Write into the address what is open."""
    wanted = {"scenario": desk.scenario_id, "version": desk.version or None, "plan": desk.plan_id}
    for key, number in wanted.items():
        if number is None:
            st.query_params.pop(key, None)
        elif st.query_params.get(key) != str(number):
            st.query_params[key] = str(number)


def _number(key: str) -> int | None:
    text = st.query_params.get(key, "")
    return int(text) if text.isdecimal() and len(text) < 12 else None
