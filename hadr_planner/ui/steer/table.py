"""The table of sorties: narrowed, marked, and picked from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.wording import h_plus, node_name, number, owner_name, owner_title
from hadr_planner.ui import figures
from hadr_planner.ui.desk import Desk
from hadr_planner.wishes import Keep, Wish

from . import brief

LOCKED, BROKEN = "locked", "breaks a rule"
NAME_LENGTH, WAY_LENGTH, LOAD_LENGTH = 27, 43, 27
"""Signs of an asset's name, of a way and of a load that are seen on a screen of 1366 pixels without scrolling."""
PICKED = "steer_picked"
ROW_PX, HEAD_PX, TALLEST_PX = 30, 38, 380
WIDTHS = {"Mark": 56, "Asset": 170, "Owner": 48, "Start": 66, "End": 68, "Way": 268, "Load": 182}
"""Pixels of every column, in order; marks only where there are any."""


def sorties(
    desk: Desk, scenario: Scenario, plan: Plan, wishes: Collection[Wish], broken: Collection[str]
) -> list[Sortie]:
    """Draw the table; the sorties that are picked in it."""
    shown = _shown(desk, scenario, plan)
    locked = _locked(plan, wishes)
    before = desk.kept.get(PICKED, ())
    if desk.chosen is not None and desk.chosen.kind == "sortie":
        before = (desk.chosen.id,)
    rows = [_row(scenario, sortie, locked, broken) for sortie in shown]
    event = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=min(TALLEST_PX, HEAD_PX + ROW_PX * max(len(shown), 1)),
        row_height=ROW_PX,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [row for row, one in enumerate(shown) if one.id in before]}},
        key=key(shown),
        column_order=[head for head in WIDTHS if head != "Mark" or any(row["Mark"] for row in rows)],
        column_config={head: st.column_config.TextColumn(width=px) for head, px in WIDTHS.items()},
    )
    of = f"{number(len(shown))} of {number(len(plan.sorties))} sorties"
    st.caption(f"{of}. Pick some to read their calls; say what becomes of them.")
    picked = [shown[row] for row in event.selection.rows if row < len(shown)]
    desk.kept[PICKED] = tuple(sortie.id for sortie in picked)
    return picked


def key(shown: Sequence[Sortie]) -> str:
    """Key of the table: another for other rows or another order, for the browser remembers picks by row."""
    return f"steer_sorties_{hash(tuple(sortie.id for sortie in shown))}"


def _locked(plan: Plan, wishes: Collection[Wish]) -> set[str]:
    """Sorties that a wish keeps: of those alike, the one that was locked."""
    found: set[str] = set()
    for wish in wishes:
        if isinstance(wish, Keep):
            alike = sorted((one.id != wish.sortie.id, one.id) for one in plan.sorties if wish.same(one))
            found |= {id for _, id in alike[: wish.times]}
    return found


def _shown(desk: Desk, scenario: Scenario, plan: Plan) -> list[Sortie]:
    if desk.chosen is not None:
        plan = figures.narrowed(scenario, plan, desk.chosen.kind, desk.chosen.id)
    text, owner = st.columns([2, 1])
    words = text.text_input("Find", placeholder="asset, place, sortie or item", label_visibility="collapsed").lower()
    owners = sorted({sortie.owner for sortie in plan.sorties})
    whose = owner.selectbox(
        "Owner",
        owners,
        index=None,
        format_func=lambda one: owner_title(scenario, one),
        placeholder="every owner",
        label_visibility="collapsed",
    )
    return [
        sortie
        for sortie in sorted(plan.sorties, key=lambda one: (one.start_h, one.id))
        if (not whose or sortie.owner == whose) and (not words or words in _searched(scenario, sortie))
    ]


def _searched(scenario: Scenario, sortie: Sortie) -> str:
    nodes = " ".join(f"{stop.node} {node_name(scenario, stop.node)} {' '.join(stop.loads)}" for stop in sortie.stops)
    return f"{sortie.id} {scenario.assets[sortie.asset].name} {nodes}".lower()


def _row(scenario: Scenario, sortie: Sortie, locked: Collection[str], broken: Collection[str]) -> dict[str, str]:
    marks = [LOCKED] * (sortie.id in locked) + [BROKEN] * (sortie.id in broken)
    return {
        "Mark": ", ".join(marks),
        "Asset": brief.tail(scenario, sortie, NAME_LENGTH),
        "Owner": owner_name(scenario, sortie.owner),
        "Start": h_plus(sortie.start_h),
        "End": h_plus(sortie.end_h),
        "Way": brief.way(scenario, sortie, WAY_LENGTH),
        "Load": brief.load(scenario, sortie, LOAD_LENGTH),
    }
