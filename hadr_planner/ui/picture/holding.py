"""What holds the plan back: the reasons behind its worst unmet needs, asked for once for each plan."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.holdups import hold_ups
from hadr_planner.report.kpis import Unmet
from hadr_planner.report.naming import named
from hadr_planner.ui import readings
from hadr_planner.ui.asking import answer_of, asker
from hadr_planner.ui.waiting import until_answered
from hadr_planner.ui.words import plain

WORST = 6
TALLEST_PX, HEAD_PX, ROW_PX = 245, 38, 30


def section(scenario: Scenario, plan: Plan) -> None:
    """Draw the table, or the button that asks for it."""
    st.markdown("**What holds the plan back**")
    worst = readings.kpis(scenario, plan).unmet[:WORST]
    if not worst:
        st.caption("Nothing: every need is met in full.")
        return
    known = [asker().asked(plan, "need", gap.need) for gap in worst]
    if any(future is None for future in known) and not st.button(
        f"Look for the reasons behind the {len(worst)} worst needs", icon=":material/search:"
    ):
        st.caption("It may take a minute the first time; you may go on working.")
        return
    _reasons(scenario, plan, worst)


def _reasons(scenario: Scenario, plan: Plan, worst: tuple[Unmet, ...]) -> None:
    futures = [asker().ask(scenario, plan, "need", gap.need) for gap in worst]
    until_answered(futures, "Looking for reasons.")
    answers = [answer_of(future) for future in futures if future.done()]
    for why in dict.fromkeys(why for _, why in answers if why):
        st.error(plain(named(scenario, why), 1_000))
    found = hold_ups([answer for answer, _ in answers if answer], {gap.need: gap.people_without for gap in worst})
    if not found:
        return
    st.dataframe(
        [
            {
                "What": one.head,
                "People without": round(one.people),
                "Needs": len(one.needs),
                "Because": named(scenario, one.because, plan),
                "Could be lifted by": named(scenario, one.lifted_by) or "nobody",
            }
            for one in found
        ],
        hide_index=True,
        width="stretch",
        height=min(TALLEST_PX, HEAD_PX + ROW_PX * len(found)),
        row_height=ROW_PX,
        column_config={
            "What": st.column_config.TextColumn(width=130),
            "People without": st.column_config.NumberColumn(format="compact", width=95),
            "Needs": st.column_config.NumberColumn(width=55),
            "Because": st.column_config.TextColumn(width=330),
        },
    )
    st.caption("Someone who lacks two things counts twice. The page Why has every need and every reason.")
