"""Situation: the map, the tables beside it, what looks odd; and the tables under change."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action

from . import editing, listing, maps, readings
from .desk import Desk
from .words import plain

LIST_ROWS = 9
CHOICE = {"sites": "site", "places": "place", "assets": "asset"}
EVERYBODY, EVERYTHING = "Every nation", "Every kind"


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario = desk.needs_scenario()
    if editing.open_(desk):
        editing.draw(desk)
        return
    left, right = st.columns([3, 2], gap="medium")
    with right:
        table = _table_choice(scenario)
        wanted = _wanted(scenario, table)
    with left:
        _map(desk, scenario, wanted)
    with right:
        _list(desk, scenario, table, wanted)
        if desk.may(Action.EDIT_SCENARIO):
            st.button("Change the tables", icon=":material/edit:", on_click=editing.begin, args=(desk, table))
        _odd(scenario)
        _assumed(scenario)


def _table_choice(scenario: Scenario) -> str:
    return str(
        st.selectbox(
            "Table",
            list(listing.TITLES),
            format_func=lambda name: f"{listing.TITLES[name]} ({listing.count(scenario, name)})",
            key="situation_table",
        )
    )


def _wanted(scenario: Scenario, table: str) -> listing.Wanted:
    nation, kind, text = st.columns(3)
    nations = [EVERYBODY, *listing.nations(scenario)]
    chosen = nation.selectbox("Whose", nations, key="situation_nation")
    kinds = [EVERYTHING, *listing.kinds(scenario, table)]
    what = kind.selectbox("Kind", kinds, key=f"situation_kind_{table}", disabled=len(kinds) == 1)
    words = text.text_input("Containing", key="situation_text", placeholder="name or note")
    return listing.Wanted(
        nation="" if chosen == EVERYBODY else chosen, kind="" if what == EVERYTHING else what, text=words.strip()
    )


def _map(desk: Desk, scenario: Scenario, wanted: listing.Wanted) -> None:
    drawn = maps.situation(
        scenario, nations=frozenset({wanted.nation}) if wanted.nation else None, chosen=desk.chosen
    )
    picked = maps.show(drawn, key=f"situation_{desk.scenario_id}_{desk.version}", height=560)
    if picked is not None and picked != desk.chosen:
        desk.chosen = picked
        st.rerun()
    if desk.chosen is not None:
        _about(scenario, desk)


def _about(scenario: Scenario, desk: Desk) -> None:
    chosen = desk.chosen
    assert chosen is not None
    tables = {"site": ("sites", "needs", "supplies"), "place": ("places", "supplies"), "asset": ("assets",)}
    named = [row for table in tables.get(chosen.kind, ())[:1] for row in listing.rows(scenario, table)]
    found = next((row for row in named if row.get("id") == chosen.id), None)
    words, away = st.columns([6, 1], vertical_alignment="center")
    if found:
        facts = [f"**{plain(found.get('name') or chosen.id)}**"]
        facts += [
            f"{plain(key)}: {plain(value, 120)}"
            for key, value in found.items()
            if key not in ("id", "name", "lat", "lon") and value not in (None, "", False)
        ]
        words.markdown(" · ".join(facts))
    if away.button("Let go", key="situation_let_go", width="stretch"):
        desk.chosen = None
        st.rerun()


def _list(desk: Desk, scenario: Scenario, table: str, wanted: listing.Wanted) -> None:
    rows = listing.rows(scenario, table, wanted)
    if not rows:
        st.caption("No row fits these filters." if listing.count(scenario, table) else "This table is empty.")
        return
    key = f"situation_list_{table}_{desk.version}_{wanted.nation}_{wanted.kind}_{wanted.text}"
    pickable = table in CHOICE
    picked: Any = st.dataframe(
        rows,
        key=key,
        hide_index=True,
        width="stretch",
        height=36 + 35 * min(len(rows), LIST_ROWS),
        on_select="rerun" if pickable else "ignore",
        selection_mode="single-row",
        column_order=[name for name in rows[0] if name != "id"] if "name" in rows[0] else None,
        column_config={name: st.column_config.Column(listing.heading(name)) for name in rows[0]},
    )
    if pickable and picked.selection.rows:
        choice = maps.Chosen(CHOICE[table], str(rows[picked.selection.rows[0]]["id"]))
        if choice != desk.chosen and st.session_state.get("situation_picked") != (key, choice):
            st.session_state["situation_picked"] = key, choice
            desk.chosen = choice
            st.rerun()


def _odd(scenario: Scenario) -> None:
    found = readings.smells(scenario)
    by_table = defaultdict(list)
    for fault in found:
        by_table[fault.file.removesuffix(".csv")].append(fault.what)
    with st.expander(f"What looks odd: {len(found)}", icon=":material/warning:" if found else ":material/check:"):
        if not found:
            st.caption("Nothing.")
        for table, sentences in by_table.items():
            st.markdown(f"**{plain(listing.TITLES.get(table, table))}**")
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def _assumed(scenario: Scenario) -> None:
    if scenario.assumptions:
        with st.expander(f"What was assumed: {len(scenario.assumptions)}"):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in scenario.assumptions))
