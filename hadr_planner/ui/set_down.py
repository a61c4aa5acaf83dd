"""The chart of who sets how much down, day by day, drawn once for each plan."""

from __future__ import annotations

from typing import Any

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from . import charts, figures
from .readings import HASHES, MOST


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def set_down(scenario: Scenario, plan: Plan, dark: bool, height: int = 230) -> Any:
    """The chart; nothing where nobody sets anything down."""
    rows = figures.movement(scenario, plan, "lifted_by_day")
    return charts.sheet(charts.by_day(rows, scenario.clock.days, dark=dark, height=height)) if rows else None
