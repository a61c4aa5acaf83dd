"""What stands beside and below the map, all of it about the same hour and the same choice."""

from __future__ import annotations

from typing import Any

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import By
from hadr_planner.report.wording import h_plus
from hadr_planner.ui import charts, figures
from hadr_planner.ui.asking import answer_of, asker
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.gantt_panel import chart
from hadr_planner.ui.gantt_panel import gantt as draw
from hadr_planner.ui.readings import HASHES, MOST
from hadr_planner.ui.set_down import set_down
from hadr_planner.ui.waiting import until_answered
from hadr_planner.ui.words import markup, plain

ROWS, ROWS_CHOSEN = 14, 40
LINES = ("All and worst", "Items", "Against the limit")
WORST, ITEMS = 3, 6


def foresee(scenario: Scenario, plan: Plan, hour: float, dark: bool) -> None:
    """Draw what the page shows first of a plan with nothing chosen, to have it when it is asked for."""
    _curves(scenario, plan, False, frozenset(scenario.sites), hour, dark)
    chart(scenario, plan, By.ASSET, ROWS, (), hour, dark, "")
    set_down(scenario, plan, dark)


def part_of(desk: Desk, scenario: Scenario, plan: Plan) -> Plan:
    """What of the plan concerns the choice."""
    if desk.chosen is None:
        return plan
    return figures.narrowed(scenario, plan, desk.chosen.kind, desk.chosen.id)


def concerned(desk: Desk, scenario: Scenario, plan: Plan) -> frozenset[str]:
    """Sites that the choice concerns."""
    if desk.chosen is None:
        return frozenset(scenario.sites)
    return figures.sites_of(scenario, plan, desk.chosen.kind, desk.chosen.id)


def curves(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Need met over time."""
    by = st.segmented_control(
        "Need met over time", LINES, default=LINES[0], key="picture_lines", label_visibility="collapsed", required=True
    )
    if by == LINES[2]:
        _against_limit(desk, scenario, plan)
        return
    where = concerned(desk, scenario, plan)
    chart = _curves(scenario, plan, by == LINES[1], where, desk.hour, desk.dark)
    if chart is None:
        st.caption("Nobody is in need here.")
        return
    st.vega_lite_chart(None, chart, theme=None, width="stretch", key="picture_curves")


def _against_limit(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Goods handed over by each hour, and what no plan can exceed."""
    from hadr_planner.limit import handed_over

    future = asker().ask(scenario, plan, "limit", None)
    until_answered([future], "Working out the limit.")
    if not future.done():
        return
    curve, why = answer_of(future)
    if curve is None:
        st.error(plain(why, 1_000))
        return
    done = handed_over(scenario, plan)
    chart = charts.sheet(charts.against_limit(scenario, curve, done, desk.hour, dark=desk.dark, height=205))
    st.vega_lite_chart(None, chart, theme=None, width="stretch", key="picture_limit")
    st.caption("Tonnes of goods at all sites. Point at the limit to see what holds it down.")


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def _curves(scenario: Scenario, plan: Plan, by_item: bool, where: frozenset[str], hour: float, dark: bool) -> Any:
    if by_item:
        found, named = figures.item_curves(scenario, plan, where), ITEMS
    else:
        total, *each = figures.site_curves(scenario, plan)
        found, named = (total, *(one for one in each if one.key in where)), 1 + WORST
    if not any(one.shares for one in found):
        return None
    return charts.sheet(charts.curves(found, scenario.clock.edges_h, hour, dark=dark, height=205, named=named))


def gantt(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """The schedule at the desk's hour; a click chooses a sortie."""
    part = part_of(desk, scenario, plan)
    found = figures.lanes(scenario, part, By.ASSET)
    if not found:
        st.caption("Nothing moves here.")
        return
    most = ROWS_CHOSEN if desk.chosen else ROWS
    rest = f", the busiest {most} of {len(found)} tails" if most < len(found) else ""
    hour = f'<span class="hadr-hour">{markup(h_plus(desk.hour))}</span>'
    st.html(f"<b>Schedule</b> at {hour}{markup(rest)}")
    draw(desk, scenario, part, By.ASSET, most, "picture_gantt")


def tonnes(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Who sets how much down, day by day."""
    chart = set_down(scenario, part_of(desk, scenario, plan), desk.dark)
    if chart is None:
        return
    st.markdown("**Goods set down** by day and owner, counted at every call: those lifted twice count twice")
    st.vega_lite_chart(None, chart, theme=None, width="stretch", key="picture_tonnes")
