"""A Gantt whose bars can be clicked: the sortie is then chosen everywhere."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import Lane

from . import charts, choice
from .desk import Desk
from .maps import Chosen


def gantt(desk: Desk, scenario: Scenario, rows: Sequence[Lane], name: str) -> None:
    """Draw rows at the desk's hour."""
    chosen = desk.chosen.id if desk.chosen and desk.chosen.kind == "sortie" else ""
    chart = charts.gantt(scenario, rows, desk.hour, dark=desk.dark, chosen=chosen)
    event = st.altair_chart(
        chart,
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
