"""A Gantt whose bars can be clicked: the sortie is then chosen everywhere."""

from __future__ import annotations

from typing import Any

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import By, Lane, busiest

from . import charts, choice, figures
from .desk import Desk
from .maps import Chosen
from .readings import HASHES, MOST


def shown(scenario: Scenario, plan: Plan, by: By, most: int) -> tuple[Lane, ...]:
    """The rows that are drawn: the busiest, or the places with most calls."""
    found = figures.lanes(scenario, plan, by)
    return found[:most] if by is By.PLACE else busiest(found, most)


def gantt(desk: Desk, scenario: Scenario, plan: Plan, by: By, most: int, name: str) -> None:
    """Draw rows at the desk's hour."""
    chosen = desk.chosen.id if desk.chosen and desk.chosen.kind == "sortie" else ""
    event = st.vega_lite_chart(
        None,
        _chart(scenario, plan, by, most, desk.hour, desk.dark, chosen),
        theme=None,
        width="stretch",
        key=choice.key(desk, name),
        on_select="rerun",
        selection_mode=charts.PICKED,
    )
    picked = event.selection.get(charts.PICKED) or []
    sortie = str(picked[0].get("sortie", "")) if picked else ""
    if sortie:
        choice.choose(desk, Chosen("sortie", sortie))


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def _chart(scenario: Scenario, plan: Plan, by: By, most: int, hour: float, dark: bool, chosen: str) -> Any:
    return charts.sheet(charts.gantt(scenario, shown(scenario, plan, by, most), hour, dark=dark, chosen=chosen))
