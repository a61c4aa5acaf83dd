"""Sites, nations and assets beside the map; a click on a row chooses it everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.wording import MODES, clean, h_plus, owner_name, owner_title
from hadr_planner.ui import choice, figures, readings
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.maps import Chosen
from hadr_planner.ui.words import short

TALL_PX, ROW_PX = 208, 30
SIGNS = {"Site": 14, "Nation": 18, "Asset": 20, "Owner": 10}
"""How much of a name its column shows; the whole of it is told of what is chosen."""
Rows = list[dict[str, Any]]


def lists(desk: Desk, scenario: Scenario, plan: Plan, part: Plan, where: frozenset[str]) -> None:
    """Draw one of the lists: of ``part`` of the plan and the sites ``where``, which the choice concerns."""
    names = list(LISTS)
    name = st.segmented_control(
        "List", names, default=names[0], key="picture_list", label_visibility="collapsed", required=True
    )
    name = name or names[0]
    rows, found = LISTS[name](scenario, plan, part, where)
    event = st.dataframe(
        [{head: short(cell, SIGNS[head]) if head in SIGNS else cell for head, cell in row.items()} for row in rows],
        hide_index=True,
        width="stretch",
        height=TALL_PX,
        row_height=ROW_PX,
        on_select="rerun",
        selection_mode="single-row",
        key=choice.key(desk, f"picture_{name.lower()}"),
        column_config=COLUMNS,
    )
    picked = event.selection.rows
    if picked and picked[0] < len(found):
        choice.choose(desk, found[picked[0]])


def _sites(scenario: Scenario, plan: Plan, part: Plan, where: frozenset[str]) -> tuple[Rows, Sequence[Chosen]]:
    """How each site fares, the least served first."""
    shown = [site for site in figures.sites(scenario, plan) if site.site in where]
    rows = [
        {
            "Site": clean(site.name),
            "People": site.people,
            "Need t": round(site.needed_t),
            "Met": 100 * site.share,
            "First aid": h_plus(site.first_aid_h),
        }
        for site in shown
    ]
    return rows, [Chosen("site", site.site) for site in shown]


def _nations(scenario: Scenario, plan: Plan, part: Plan, where: frozenset[str]) -> tuple[Rows, Sequence[Chosen]]:
    """What each nation and agency does, whoever has assets here and does nothing last."""
    done = {tally.key: tally for tally in readings.kpis(scenario, plan).nations}
    owners = {sortie.owner for sortie in part.sorties} if part is not plan else {*done, *_owners(scenario)}
    order = sorted(owners, key=lambda owner: (-done[owner].lifted_t if owner in done else 1.0, owner))
    rows = [
        {
            "Nation": owner_title(scenario, owner),
            "Sorties": done[owner].sorties if owner in done else 0,
            "Hours": round(done[owner].under_way_h) if owner in done else 0,
            "Goods t": round(done[owner].lifted_t) if owner in done else 0,
        }
        for owner in order
    ]
    return rows, [Chosen("nation", owner) for owner in order]


def _assets(scenario: Scenario, plan: Plan, part: Plan, where: frozenset[str]) -> tuple[Rows, Sequence[Chosen]]:
    """What each asset does, the busiest first."""
    sorties = Counter(sortie.asset for sortie in part.sorties)
    shown = [id for id in scenario.assets if part is plan or sorties[id]]
    order = sorted(shown, key=lambda asset: (-sorties[asset], scenario.assets[asset].name))
    rows = [
        {
            "Asset": clean(scenario.assets[id].name),
            "Owner": owner_name(scenario, scenario.assets[id].owner),
            "Mode": MODES[scenario.assets[id].type.mode],
            "Sorties": sorties[id],
        }
        for id in order
    ]
    return rows, [Chosen("asset", id) for id in order]


def _owners(scenario: Scenario) -> set[str]:
    return {asset.owner for asset in scenario.assets.values()}


LISTS: Mapping[str, Callable[[Scenario, Plan, Plan, frozenset[str]], tuple[Rows, Sequence[Chosen]]]] = {
    "Sites": _sites,
    "Nations": _nations,
    "Assets": _assets,
}
COLUMNS: Mapping[str, Any] = {
    "Site": st.column_config.TextColumn(width=96),
    "People": st.column_config.NumberColumn(format="compact", width=58),
    "Need t": st.column_config.NumberColumn(format="localized", width=56),
    "Met": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f %%", width=84, color="green"),
    "First aid": st.column_config.TextColumn(width=62),
    "Nation": st.column_config.TextColumn(width=120),
    "Asset": st.column_config.TextColumn(width=130),
    "Owner": st.column_config.TextColumn(width=70),
    "Sorties": st.column_config.NumberColumn(format="localized", width=62),
    "Hours": st.column_config.NumberColumn(format="localized", width=58),
    "Goods t": st.column_config.NumberColumn(format="localized", width=64),
}
