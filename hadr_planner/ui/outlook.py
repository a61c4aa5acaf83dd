"""What the page Plan shows before a search: what there is to plan with, plans made before, and what a search does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.asked import Asked
from hadr_planner.report.counted import counted as things
from hadr_planner.report.headlines import Headline
from hadr_planner.report.wording import large, number, short_of_best
from hadr_planner.store import PlanCard

from . import cards, readings
from .desk import Desk
from .shell import turn_to
from .words import plain, short

ROW_PX, HEAD_PX, MOST_ROWS = 30, 40, 6
EXPECT = """
* A first plan is there after some seconds. It then gets better (*value*, in person-days of need met under your aims),
  while what no plan can exceed comes down (*bound*). The *gap* between them is how far the plan is short of the best,
  at most.
* The search ends at the gap or at the seconds that you give, whichever is first, and can be stopped at any moment with
  the best plan kept. Large scenarios seldom come to 1 % in a minute; more seconds help.
* What it finds obeys every rule. It is put into the store, to be opened from here; you may go on working meanwhile.
"""


def outlook(desk: Desk, scenario: Scenario) -> None:
    """Draw it."""
    cards.style(dark=desk.dark)
    st.html(cards.tiles(shape(scenario)))
    made = desk.office.plans(desk.scenario_id) if desk.scenario_id is not None else ()
    if made:
        _made(desk, made)
    wanted = readings.asked(scenario)
    if wanted:
        st.markdown("**What is asked for, and what there is**")
        _needs(wanted)
    with st.expander("What a search does", expanded=not made):
        st.markdown(EXPECT)


def shape(scenario: Scenario) -> tuple[Headline, ...]:
    """How large a scenario is, in a few figures."""
    counted = readings.inventory(scenario)
    tails, owners = sum(counted.tails_by_mode.values()), len(counted.tails_by_owner)
    units = sum(counted.units_by_kind.values())
    held = f"{things(counted.caveats, 'caveat')}, {things(counted.orders, 'order')}"
    return tuple(
        Headline(title.lower(), title, float(value), "", number(value), note)
        for title, value, note in (
            ("Sites", counted.sites, f"{large(counted.people_affected)} people affected"),
            ("Needs", len(scenario.needs), f"of {things(len(counted.needs), 'item')}"),
            ("Assets", tails, f"in {things(counted.pools, 'pool')} of {things(owners, 'owner')}"),
            ("Units", units, f"of {things(len(counted.units_by_owner), 'owner')}"),
            ("Partners", counted.partners, f"with {things(counted.partnerships, 'hand-over')}"),
            ("Caveats, orders", counted.caveats + counted.orders, held),
        )
    )


def _needs(wanted: tuple[Asked, ...]) -> None:
    st.dataframe(
        [
            {
                "Item": one.name,
                "Sites": one.sites,
                "Asked for": f"{number(one.owed)} {one.unit}",
                "Supplies": "work of units" if one.there is None else f"{number(one.there)} {one.unit}",
                "Covers": None if one.there is None or not one.owed else round(min(100 * one.there / one.owed, 100)),
                "Units": str(one.units or ""),
            }
            for one in wanted
        ],
        hide_index=True,
        width="stretch",
        height=HEAD_PX + ROW_PX * min(len(wanted), MOST_ROWS),
        row_height=ROW_PX,
        key="plan_needs",
        column_config={
            "Item": st.column_config.TextColumn(width=230),
            "Sites": st.column_config.NumberColumn(width=55),
            "Covers": st.column_config.ProgressColumn(
                help="Supplies as a share of all that is asked for, wherever they lie",
                format="%d %%",
                max_value=100,
                width=90,
            ),
            "Units": st.column_config.TextColumn(width=55, help="Units that do it or make it"),
        },
    )


def _made(desk: Desk, made: tuple[PlanCard, ...]) -> None:
    st.markdown("**Plans of this scenario**")
    event: Any = st.dataframe(
        [
            {
                "Plan": short(card.title, 60),
                "Value": large(card.value),
                "Gap": short_of_best(card.gap),
                "Sorties": card.sorties,
                "Version": card.version,
                "By": short(card.by, 40),
                "At (UTC)": card.at,
            }
            for card in made
        ],
        hide_index=True,
        width="stretch",
        height=HEAD_PX + ROW_PX * min(len(made), MOST_ROWS // 2),
        row_height=ROW_PX,
        on_select="rerun",
        selection_mode="single-row",
        key="plan_made",
        column_config={
            "Plan": st.column_config.TextColumn(width=200),
            "Sorties": st.column_config.NumberColumn(format="localized"),
            "At (UTC)": st.column_config.DatetimeColumn(format="D MMM, HH:mm", timezone="UTC"),
        },
    )
    rows: list[int] = [row for row in event.selection.rows if row < len(made)]
    if not rows:
        st.caption("Choose a row to open it. Values under other aims can't be compared.")
    elif st.button(f"Open plan: {plain(made[rows[0]].title, 60)}", key="plan_open_made"):
        desk.open_plan(made[rows[0]].id)
        turn_to("picture")
