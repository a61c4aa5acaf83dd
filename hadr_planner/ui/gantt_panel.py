"""A Gantt whose bars can be clicked: the sortie is then chosen everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import By, Lane, busiest

from . import charts, choice, figures
from .desk import Desk
from .maps import Chosen
from .readings import HASHES, MOST


def rows(scenario: Scenario, plan: Plan, by: By, only: Sequence[str] = ()) -> tuple[Lane, ...]:
    """Every row; of some groups only, where any are named: modes, nations or places, by what rows stand for."""
    found = figures.lanes(scenario, plan, by)
    return tuple(lane for lane in found if lane.group in only) if only else found


def shown(scenario: Scenario, plan: Plan, by: By, most: int, only: Sequence[str] = ()) -> tuple[Lane, ...]:
    """The rows that are drawn: the busiest, or the places with most calls."""
    found = rows(scenario, plan, by, only)
    return found[:most] if by is By.PLACE else busiest(found, most)


def gantt(
    desk: Desk, scenario: Scenario, plan: Plan, by: By, most: int, name: str, only: tuple[str, ...] = ()
) -> None:
    """Draw rows at the desk's hour."""
    chosen = desk.chosen.id if desk.chosen and desk.chosen.kind == "sortie" else ""
    event = st.vega_lite_chart(
        None,
        chart(scenario, plan, by, most, only, desk.hour, desk.dark, chosen),
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
def chart(
    scenario: Scenario, plan: Plan, by: By, most: int, only: tuple[str, ...], hour: float, dark: bool, chosen: str
) -> Any:
    """The rows at an hour, as the page takes them."""
    drawn = shown(scenario, plan, by, most, only)
    return charts.sheet(charts.gantt(scenario, drawn, hour, dark=dark, chosen=chosen))
