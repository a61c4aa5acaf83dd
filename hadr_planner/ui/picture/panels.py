"""What stands beside and below the map, all of it about the same hour and the same choice."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import By, busiest
from hadr_planner.report.wording import clean, h_plus
from hadr_planner.ui import charts, choice, figures
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.gantt_panel import gantt as draw
from hadr_planner.ui.maps import Chosen
from hadr_planner.ui.words import plain

ROWS, ROWS_CHOSEN = 18, 40
LINES = ("All and worst", "Items")
WORST = 3


def part(desk: Desk, scenario: Scenario, plan: Plan) -> Plan:
    """What of the plan concerns the choice."""
    if desk.chosen is None:
        return plan
    return figures.narrowed(scenario, plan, desk.chosen.kind, desk.chosen.id)


def concerned(desk: Desk, scenario: Scenario, plan: Plan) -> frozenset[str]:
    """Sites that the choice concerns."""
    if desk.chosen is None:
        return frozenset(scenario.sites)
    return figures.sites_of(scenario, plan, desk.chosen.kind, desk.chosen.id)


def sites(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """How each site fares, the least served first; a click chooses it."""
    shown = [site for site in figures.sites(scenario, plan) if site.site in concerned(desk, scenario, plan)]
    event = st.dataframe(
        [
            {
                "Site": clean(site.name),
                "People": site.people,
                "Need t": site.needed_t,
                "Met": 100 * site.share,
                "First aid": h_plus(site.first_aid_h),
            }
            for site in shown
        ],
        hide_index=True,
        width="stretch",
        height=248,
        row_height=30,
        on_select="rerun",
        selection_mode="single-row",
        key=choice.key(desk, "picture_sites"),
        column_config={
            "Site": st.column_config.TextColumn(width=96),
            "People": st.column_config.NumberColumn(format="compact", width=58),
            "Need t": st.column_config.NumberColumn(format="%.0f", width=56),
            "Met": st.column_config.ProgressColumn(
                min_value=0, max_value=100, format="%.0f %%", width=84, color="green"
            ),
            "First aid": st.column_config.TextColumn(width=62),
        },
    )
    rows = event.selection.rows
    if rows and rows[0] < len(shown):
        choice.choose(desk, Chosen("site", shown[rows[0]].site))


def curves(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Need met over time."""
    by = st.segmented_control(
        "Need met over time", LINES, default=LINES[0], key="picture_lines", label_visibility="collapsed", required=True
    )
    where = concerned(desk, scenario, plan)
    if by == LINES[1]:
        found = figures.item_curves(scenario, plan, where)
    else:
        total, *each = figures.site_curves(scenario, plan)
        found = (total, *(one for one in each if one.key in where))
    if not any(one.shares for one in found):
        st.caption("Nobody is in need here.")
        return
    named = 6 if by == LINES[1] else 1 + WORST
    chart = charts.curves(found, scenario.clock.edges_h, desk.hour, dark=desk.dark, height=205, named=named)
    st.altair_chart(chart, theme=None, width="stretch", key="picture_curves")


def gantt(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """The schedule at the desk's hour; a click chooses a sortie."""
    found = figures.lanes(scenario, part(desk, scenario, plan), By.ASSET)
    if not found:
        st.caption("Nothing moves here.")
        return
    shown = busiest(found, ROWS_CHOSEN if desk.chosen else ROWS)
    rest = f", the busiest {len(shown)} of {len(found)} tails" if len(shown) < len(found) else ""
    st.markdown(f"**Schedule** at {plain(h_plus(desk.hour))}{rest}")
    draw(desk, scenario, shown, "picture_gantt")


def tonnes(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Who sets how much down, day by day."""
    rows = figures.movement(scenario, part(desk, scenario, plan), "lifted_by_day")
    if not rows:
        return
    st.markdown("**Goods set down** by day and owner")
    chart = charts.by_day(rows, scenario.clock.days, dark=desk.dark)
    st.altair_chart(chart, theme=None, width="stretch", key="picture_tonnes")
