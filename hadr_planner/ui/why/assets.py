"""Why is this asset idle? What every asset does, and why those asked for do no more."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.naming import named
from hadr_planner.report.wording import clean, number, owner_title, percent
from hadr_planner.ui import figures
from hadr_planner.ui.asking import answer_of, asker
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.waiting import until_answered
from hadr_planner.ui.words import plain, short

from .reasons import reasons

MOST, LONGEST = 5, 30
TALLEST_PX, HEAD_PX, ROW_PX = 430, 38, 35


def section(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Draw table and reasons."""
    assets = _shown(desk, scenario)
    table, answers = st.columns([2, 3], gap="medium")
    with table:
        unused = st.toggle("Only those without a sortie", value=True, key="why_idle_only")
        done = figures.sorties_by_asset(scenario, plan)
        listed = [asset for asset in assets if not (unused and done.get(asset.id))]
        if not listed:
            st.success("Every asset makes a sortie.", icon=":material/check_circle:")
        picked = _table(scenario, listed, done) if listed else []
    with answers:
        _answers(scenario, plan, picked[:MOST])


def _shown(desk: Desk, scenario: Scenario) -> list[Asset]:
    chosen = desk.chosen
    wanted = {chosen.id} if chosen and chosen.kind in ("nation", "asset") else set()
    return [one for one in scenario.assets.values() if not wanted or {one.owner, one.id} & wanted]


def _table(scenario: Scenario, assets: Sequence[Asset], done: dict[str, int]) -> list[Asset]:
    event = st.dataframe(
        [
            {
                "Asset": short(clean(asset.name), LONGEST),
                "Owner": owner_title(scenario, asset.owner),
                "Type": clean(asset.type.name),
                "Tails": asset.count,
                "Sorties": done.get(asset.id, 0),
            }
            for asset in assets
        ],
        hide_index=True,
        width="stretch",
        height=min(TALLEST_PX, HEAD_PX + ROW_PX * len(assets)),
        on_select="rerun",
        selection_mode="multi-row",
        key="why_idle",
        column_config={name: st.column_config.NumberColumn(format="localized") for name in ("Tails", "Sorties")},
    )
    return [assets[row] for row in event.selection.rows if row < len(assets)]


def _answers(scenario: Scenario, plan: Plan, asked: Sequence[Asset]) -> None:
    if not asked:
        st.caption(f"Choose assets in the table, at most {MOST}, to read what keeps them from doing more.")
        return
    futures = [asker().ask(scenario, plan, "asset", asset.id) for asset in asked]
    until_answered(futures, "Looking for reasons.")
    for asset, future in zip(asked, futures, strict=True):
        with st.container(border=True):
            if not future.done():
                st.markdown(f"**{plain(asset.name)}**: not answered yet")
                continue
            found, why = answer_of(future)
            if found is None:
                st.error(plain(named(scenario, why), 1_000))
                continue
            sorties = f"{number(found.sorties)} sorties" if found.sorties else "no sortie"
            busy = percent(found.busy_share)
            st.markdown(f"**{plain(asset.name)}** makes {sorties} and is busy for {plain(busy)} of its allowed time")
            reasons(scenario, plan, found.reasons)
