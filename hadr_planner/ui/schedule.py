"""Schedule: who is where when, as Gantt, as occupancy of ramps and berths, and as the cells' tasking tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.concerned import title
from hadr_planner.report.counted import counted
from hadr_planner.report.movements import COMPONENT_HEADS, heads
from hadr_planner.report.tables import Row
from hadr_planner.report.wording import MODES, clean, h_plus, owner_name, owner_title, zone

from . import cards, charts, choice, figures, filtered, gantt_section, hour
from .apart import apart
from .desk import Desk
from .maps import Chosen
from .set_down import set_down
from .words import ending, plain, short

PLACES = 24
TALLEST_PX, HEAD_PX, ROW_PX = 560, 38, 30
WIDTHS = {
    "Mission": 142,
    "Leg": 36,
    "Tail": 134,
    "Owner": 54,
    "Component": 78,
    "From": 130,
    "Off block (Z)": 102,
    "Off (local)": 92,
    "Off H+": 62,
    "To": 130,
    "On block (Z)": 102,
    "On (local)": 92,
    "On H+": 62,
    "Tonnes": 58,
    "Pax": 42,
}
"""Pixels, so that times and tonnes are seen without scrolling."""
SIGNS = {"Tail": 20, "From": 19, "To": 19}
"""How much of a name its column shows; the number of a tail is never cut."""


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario, plan = desk.needs_plan()
    cards.style(dark=desk.dark)
    hour.begin(desk, scenario, plan)
    names = list(SECTIONS)
    section = st.segmented_control(
        "Part", names, default=names[0], key="schedule_section", label_visibility="collapsed", required=True
    )
    part, of = _narrowed(desk, scenario, plan)
    SECTIONS[section or names[0]](desk, scenario, part)
    _printable(scenario, part, of)


def _narrowed(desk: Desk, scenario: Scenario, plan: Plan) -> tuple[Plan, str]:
    """What the filters and the choice leave of the plan, and what that is in words."""
    owner, mode, component, chosen = st.columns([1, 1, 1, 2], vertical_alignment="bottom")
    owners = sorted({sortie.owner for sortie in plan.sorties})
    components = sorted({asset.component for asset in scenario.assets.values() if asset.component})
    with owner:
        whose = st.selectbox(
            "Owner", owners, index=None, format_func=lambda one: owner_title(scenario, one), placeholder="every owner"
        )
    with mode:
        by = st.selectbox("Mode", list(Mode), index=None, format_func=MODES.__getitem__, placeholder="every mode")
    with component:
        which = st.selectbox(
            "Component",
            components,
            index=None,
            format_func=clean,
            placeholder="every component" if components else "none is named",
            disabled=not components,
        )
    with chosen:
        choice.chip(desk)
    words = [owner_name(scenario, whose) if whose else "", MODES[by] if by else "", clean(which or "")]
    if desk.chosen is not None:
        words.append(title(scenario, plan, desk.chosen.kind, desk.chosen.id))
        plan = figures.narrowed(scenario, plan, desk.chosen.kind, desk.chosen.id)
    return filtered.only(scenario, plan, whose or "", by, which or ""), ", ".join(word for word in words if word)


def _crowding(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    found = figures.occupancy(scenario, plan)
    if not found:
        st.info("No airfield or port is called at here.", icon=":material/info:")
        return
    horizon_h = scenario.clock.horizon_h
    st.caption(
        "The darker the fuller; a line runs through hours in which all is taken. In brackets: how many there are."
    )
    chart = charts.sheet(charts.crowding(found[:PLACES], horizon_h, desk.hour, dark=desk.dark))
    st.vega_lite_chart(None, chart, theme=None, width="stretch", key="schedule_crowding")
    names = [f"{one.name}, {one.what}" for one in found]
    at = st.selectbox("One place by the hour", range(len(found)), format_func=lambda row: short(names[row], 90))
    chart = charts.sheet(charts.crowd(found[at], horizon_h, desk.hour, dark=desk.dark))
    st.vega_lite_chart(None, chart, theme=None, width="stretch", key="schedule_crowd")


def _movements(table: str, empty: str) -> Callable[[Desk, Scenario, Plan], None]:
    def draw(desk: Desk, scenario: Scenario, plan: Plan) -> None:
        rows = figures.movement(scenario, plan, table)
        if not rows:
            st.info(empty, icon=":material/info:")
            return
        shown = [_cut(row) for row in _named(rows, heads(rows))]
        event = st.dataframe(
            shown,
            hide_index=True,
            width="stretch",
            height=min(TALLEST_PX, HEAD_PX + ROW_PX * len(shown)),
            row_height=ROW_PX,
            on_select="rerun",
            selection_mode="single-row",
            key=choice.key(desk, f"schedule_{table}"),
            column_config=apart(shown, WIDTHS),
        )
        st.caption(
            f"{counted(len(rows), 'leg')}, in order of time. Z is Zulu, which is UTC; local time is "
            f"{zone(scenario.start)}. A click on a row chooses its sortie everywhere."
        )
        picked = event.selection.rows
        if picked and picked[0] < len(rows):
            choice.choose(desk, Chosen("sortie", str(rows[picked[0]]["mission"])))

    return draw


def _components(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    rows = figures.movement(scenario, plan, "components")
    if not rows:
        st.info("No asset of any component is under way here.", icon=":material/info:")
        return
    shown = _named(rows, COMPONENT_HEADS)
    st.dataframe(shown, hide_index=True, width="stretch", column_config=apart(shown))
    chart = set_down(scenario, plan, desk.dark, height=300)
    if chart is not None:
        st.vega_lite_chart(None, chart, theme=None, width="stretch", key="schedule_lifted")


def _named(rows: list[Row], columns: Mapping[str, str]) -> list[Row]:
    return [{head: row[name] for name, head in columns.items()} for row in rows]


def _cut(row: Row) -> Row:
    return {head: ending(cell, SIGNS[head]) if head in SIGNS else cell for head, cell in row.items()}


def _printable(scenario: Scenario, plan: Plan, of: str) -> None:
    st.download_button(
        "Printable page",
        lambda: figures.schedule_page(scenario, plan, of).encode(),
        file_name=f"schedule_{scenario.id}.html",
        mime="text/html",
        icon=":material/print:",
        on_click="ignore",
        help=f"Gantt and tables as one page for paper{f', only {plain(of, 100)}' if of else ''}, "
        f"{h_plus(0)} to {h_plus(scenario.clock.horizon_h)}",
    )


SECTIONS: Mapping[str, Callable[[Desk, Scenario, Plan], None]] = {
    "Gantt": gantt_section.section,
    "Ramps and berths": _crowding,
    "Flights": _movements("flights", "No aeroplane or helicopter flies here."),
    "Shipping": _movements("voyages", "No ship or landing craft sails here."),
    "Convoys": _movements("convoys", "No truck drives here."),
    "Components": _components,
}
