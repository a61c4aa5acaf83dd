"""Why is this need unmet? The needs that lack something, worst first, and the reasons behind those asked for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import Unmet
from hadr_planner.report.naming import named
from hadr_planner.report.wording import amount, item_name, node_name, number, percent
from hadr_planner.ui import figures, readings
from hadr_planner.ui.asking import answer_of, asker
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.waiting import until_answered
from hadr_planner.ui.words import plain, short

from .reasons import reasons

WORST, LONGEST = 5, 30
TALLEST_PX, HEAD_PX, ROW_PX = 430, 38, 35


def section(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Draw table and reasons."""
    unmet = _shown(desk, scenario, plan)
    if not unmet:
        st.success("Every need is met in full here.", icon=":material/check_circle:")
        return
    table, answers = st.columns([2, 3], gap="medium")
    with table:
        st.caption("Choose needs in the table, or ask for the worst.")
        picked: Sequence[Unmet] = _table(scenario, unmet)
        if st.button(f"Ask for the {min(WORST, len(unmet))} worst", width="stretch"):
            picked = unmet[:WORST]
            desk.kept["why_needs"] = tuple(gap.need for gap in picked)
    names = {gap.need for gap in picked} or set(desk.kept.get("why_needs", ()))
    with answers:
        _answers(scenario, plan, [gap for gap in unmet if gap.need in names])


def _shown(desk: Desk, scenario: Scenario, plan: Plan) -> Sequence[Unmet]:
    """All that is unmet, or only at the sites that the choice concerns."""
    unmet = readings.kpis(scenario, plan).unmet
    if desk.chosen is None:
        return unmet
    sites = figures.sites_of(scenario, plan, desk.chosen.kind, desk.chosen.id)
    return [gap for gap in unmet if gap.site in sites]


def _table(scenario: Scenario, unmet: Sequence[Unmet]) -> list[Unmet]:
    event = st.dataframe(
        [
            {
                "Site": short(node_name(scenario, gap.site), LONGEST),
                "Item": item_name(scenario, gap.item),
                "Lacks": amount(gap.left, gap.unit),
                "Met": 100 * (1 - gap.share_left),
                "People without": round(gap.people_without),
            }
            for gap in unmet
        ],
        hide_index=True,
        width="stretch",
        height=min(TALLEST_PX, HEAD_PX + ROW_PX * len(unmet)),
        on_select="rerun",
        selection_mode="multi-row",
        key="why_unmet",
        column_config={
            "Item": st.column_config.TextColumn(width=130),
            "Lacks": st.column_config.TextColumn(width=80),
            "Met": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f %%", width=80),
            "People without": st.column_config.NumberColumn(
                "Without", format="localized", help="People without it", width=70
            ),
        },
    )
    return [unmet[row] for row in event.selection.rows if row < len(unmet)]


def _answers(scenario: Scenario, plan: Plan, asked: Sequence[Unmet]) -> None:
    if not asked:
        st.caption("What limits each need is looked for in supplies, units, partners, reach, closures and crowding.")
        return
    futures = [asker().ask(scenario, plan, "need", gap.need) for gap in asked]
    until_answered(futures, "Looking for reasons.")
    for gap, future in zip(asked, futures, strict=True):
        title = (
            f"{plain(item_name(scenario, gap.item))} at {plain(node_name(scenario, gap.site))}: lacks "
            f"{plain(amount(gap.left, gap.unit))} ({plain(percent(gap.share_left))}), "
            f"{plain(number(gap.people_without))} people without"
        )
        with st.expander(title, expanded=len(asked) == 1 or gap is asked[0]):
            if not future.done():
                st.caption("Not answered yet.")
                continue
            found, why = answer_of(future)
            if found is None:
                st.error(plain(named(scenario, why), 1_000))
            else:
                reasons(scenario, plan, found.reasons)
