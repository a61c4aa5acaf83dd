"""The schedule's Gantt: what its rows stand for, which of them are drawn, and at which hour."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import By
from hadr_planner.report.wording import number, zone

from . import figures, gantt_panel, hour
from .desk import Desk

ROWS = (30, 60, 120, 400)


def section(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Draw it, with its choices above."""
    by_column, most_column, hour_column = st.columns([2, 1, 3], vertical_alignment="bottom")
    with by_column:
        by = st.segmented_control("Rows by", list(By), default=By.ASSET, key="schedule_by", required=True) or By.ASSET
    most = most_column.selectbox("Rows at most", ROWS, index=0)
    with hour_column:
        hour.slider(desk, "Hour", float(scenario.clock.horizon_h), scenario.clock.slot_h, "schedule_hour")
    if not figures.lanes(scenario, plan, by):
        st.info("Nothing moves here.", icon=":material/info:")
        return
    only = _places(scenario, plan) if by is By.PLACE else ()
    said = _said(len(gantt_panel.rows(scenario, plan, by, only)), most, by)
    st.caption(f"{said} Above the rows stand hours after start and local time, {zone(scenario.start)}.")
    gantt_panel.gantt(desk, scenario, plan, by, most, f"schedule_gantt_{by}", only)


def _places(scenario: Scenario, plan: Plan) -> tuple[str, ...]:
    """Names of the places that are asked for; all of them where none is."""
    calls: dict[str, int] = {}
    for lane in figures.lanes(scenario, plan, By.PLACE):
        calls[lane.group] = calls.get(lane.group, 0) + len(lane.spells)
    return tuple(
        st.multiselect(
            "Places",
            list(calls),
            format_func=lambda name: f"{name} ({number(calls[name])})",
            placeholder="every place, those with most calls first; choose some to see only these",
            help="In brackets: how often something loads, unloads or turns round there",
            label_visibility="collapsed",
            key="schedule_places",
        )
    )


def _said(found: int, most: int, by: By) -> str:
    if found <= most:
        return f"All {number(found)} rows." if found > 1 else "One row."
    how = "choose places, or show more rows" if by is By.PLACE else "narrow by owner, mode or component"
    first = "those with most calls" if by is By.PLACE else "the busiest"
    return f"{most} of {number(found)} rows, {first}; {how} to see others."
