"""Situation: the map, the tables beside it, what looks odd; and the tables under change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action
from hadr_planner.report.naming import named
from hadr_planner.report.wording import clean, number, owner_title

from . import editing, emblems, listing, maps
from .asking import answer_of, judge
from .desk import Desk
from .waiting import anew, until_answered
from .words import plain, short

LIST_ROWS, LONGEST = 9, 40
LAYERS = {
    "sites": "Sites",
    "places": "Places",
    "assets": "Assets",
    "roads": "Roads",
    "areas": "Areas",
    "tracks": "Storm tracks",
}
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
        _map(desk, scenario, table, wanted)
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
    chosen = nation.selectbox("Whose", nations, format_func=lambda one: _whose(scenario, one), key="situation_nation")
    kinds = [EVERYTHING, *listing.kinds(scenario, table)]
    what = kind.selectbox("Kind", kinds, key=f"situation_kind_{table}", disabled=len(kinds) == 1)
    words = text.text_input("Containing", key="situation_text", placeholder="name or note")
    return listing.Wanted(
        nation="" if chosen == EVERYBODY else chosen, kind="" if what == EVERYTHING else what, text=words.strip()
    )


def _whose(scenario: Scenario, one: str) -> str:
    return one if one == EVERYBODY else owner_title(scenario, one)


def _map(desk: Desk, scenario: Scenario, table: str, wanted: listing.Wanted) -> None:
    shown = frozenset(str(row["id"]) for row in listing.rows(scenario, table, wanted)) if table in LAYERS else None
    pills, style = st.columns([4, 1.4], vertical_alignment="bottom", gap="small")
    with pills:
        layers = _layers(scenario)
    with style:
        symbols = emblems.asked(desk, "situation")
    drawn = maps.situation(
        scenario,
        layers=layers,
        nations=frozenset({wanted.nation}) if wanted.nation else None,
        symbols=symbols,
        only=None if not shown or wanted == listing.Wanted() else (table, shown),
        chosen=desk.chosen,
    )
    picked = maps.show(drawn, key=f"situation_{desk.scenario_id}_{desk.version}", height=530)
    if picked is not None and picked != desk.chosen:
        desk.chosen = picked
        anew()
    if desk.chosen is not None:
        _about(scenario, desk)


def _layers(scenario: Scenario) -> frozenset[str]:
    there = [name for name in LAYERS if getattr(scenario, name)]
    kept = st.pills(
        "On the map",
        there,
        selection_mode="multi",
        default=there,
        format_func=LAYERS.__getitem__,
        key="situation_layers",
        label_visibility="collapsed",
    )
    return frozenset(kept)


def _about(scenario: Scenario, desk: Desk) -> None:
    chosen = desk.chosen
    assert chosen is not None
    words, away = st.columns([6, 1], vertical_alignment="center")
    words.markdown(" · ".join(_facts(scenario, chosen)))
    if away.button("Let go", key="situation_let_go", width="stretch"):
        desk.chosen = None
        st.rerun()


def _facts(scenario: Scenario, chosen: maps.Chosen) -> list[str]:
    table = next((table for table, kind in listing.OWN.items() if kind == chosen.kind), None)
    if table is None:
        name = owner_title(scenario, chosen.id) if chosen.kind == "nation" else chosen.id
        tails = sum(asset.count for asset in scenario.assets.values() if asset.owner == chosen.id)
        units = sum(unit.owner == chosen.id for unit in scenario.units.values())
        return [f"**{plain(name)}**", f"assets: {number(tails)}", f"units: {number(units)}"]
    found = next((row for row in listing.rows(scenario, table) if row["id"] == chosen.id), {})
    facts = [
        f"{plain(listing.heading(key))}: {plain(_figure(value), 120)}"
        for key, value in _by_name(scenario, found).items()
        if key not in ("id", "name", "lat", "lon") and value not in (None, "", False)
    ]
    return [f"**{plain(found.get('name') or chosen.id)}**", *facts]


def _figure(value: listing.Cell) -> listing.Cell:
    """A figure with its thousands apart."""
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else value


def _by_name(scenario: Scenario, row: dict[str, listing.Cell]) -> dict[str, listing.Cell]:
    """A row with names for the ids in it, but for its own."""
    own = (scenario.sites, scenario.places, scenario.assets, scenario.units, scenario.organisations)
    kinds = (scenario.catalogue.items, scenario.catalogue.asset_types, scenario.catalogue.unit_types)
    tables: tuple[Mapping[str, Any], ...] = (*own, *kinds)

    def name(cell: listing.Cell) -> listing.Cell:
        if not isinstance(cell, str) or not cell:
            return cell
        return next((clean(table[cell].name) for table in tables if cell in table), cell)

    return {key: cell if key in ("id", "name", "note") else name(cell) for key, cell in row.items()}


def _list(desk: Desk, scenario: Scenario, table: str, wanted: listing.Wanted) -> None:
    rows = listing.rows(scenario, table, wanted)
    if not rows:
        st.caption("No row fits these filters." if listing.count(scenario, table) else "This table is empty.")
        return
    key = f"situation_list_{table}_{desk.version}_{wanted.nation}_{wanted.kind}_{wanted.text}"
    picked: Any = st.dataframe(
        [{key: _brief(cell) for key, cell in _by_name(scenario, row).items()} for row in rows],
        key=key,
        hide_index=True,
        width="stretch",
        height=36 + 35 * min(len(rows), LIST_ROWS),
        on_select="rerun",
        selection_mode="single-row",
        column_order=[name for name in rows[0] if name != "id"] if "name" in rows[0] else None,
        column_config={name: _column(name, rows) for name in rows[0]},
    )
    about = listing.about(scenario, table, str(rows[picked.selection.rows[0]]["id"])) if picked.selection.rows else None
    if about:
        choice = maps.Chosen(*about)
        if choice != desk.chosen and st.session_state.get("situation_picked") != (key, choice):
            st.session_state["situation_picked"] = key, choice
            desk.chosen = choice
            anew()


def _brief(cell: listing.Cell) -> listing.Cell:
    """So much of a text that other columns stay in sight; the whole of it is told of the row that is chosen."""
    return short(cell, LONGEST) if isinstance(cell, str) else cell


def _column(name: str, rows: list[dict[str, listing.Cell]]) -> Any:
    kinds = {type(row[name]) for row in rows} - {type(None)}
    if name not in ("lat", "lon") and kinds <= {int, float}:
        return st.column_config.NumberColumn(listing.heading(name), format="localized")
    return st.column_config.Column(listing.heading(name))


def _odd(scenario: Scenario) -> None:
    asked = judge().ask(scenario, None, "smells", None)
    until_answered([asked], "Looking for what is odd.")
    if not asked.done():
        return
    found, why = answer_of(asked)
    if why:
        st.error(plain(why, 1_000))
        return
    by_table = defaultdict(list)
    for fault in found:
        by_table[fault.file.removesuffix(".csv")].append(fault.what)
    with st.expander(f"What looks odd: {len(found)}", icon=":material/warning:" if found else ":material/check:"):
        if not found:
            st.caption("Nothing.")
        for table, sentences in by_table.items():
            st.markdown(f"**{plain(listing.TITLES.get(table, table))}**")
            st.markdown("\n".join(f"- {plain(_told(scenario, table, sentence))}" for sentence in sentences))


def _told(scenario: Scenario, table: str, sentence: str) -> str:
    """What looks odd by its names: first the row, or the column, that the sentence begins with."""
    head, colon, rest = sentence.partition(": ")
    noun = getattr(scenario, table, {}).get(head)
    name = getattr(noun, "name", "") or named(scenario, head)
    begins = listing.heading(head) if name.lower() == head else name
    return f"{begins}{named(scenario, colon + rest)}" if rest else named(scenario, sentence)


def _assumed(scenario: Scenario) -> None:
    if scenario.assumptions:
        with st.expander(f"What was assumed: {len(scenario.assumptions)}"):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in scenario.assumptions))
