"""Steer: lock, forbid, insist, move or cancel; see what breaks at once; search on around it."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.people import Action
from hadr_planner.report.naming import named
from hadr_planner.ui import cards, choice, films, hour, maps, shell, wishing
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.words import plain
from hadr_planner.wishes import Wish

from . import actions, calls, judged, search, table
from .edits import Edits, apply, edits_of

MAP_PX = 420


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario, plan = desk.needs_plan()
    cards.style(dark=desk.dark)
    hour.begin(desk, scenario, plan)
    edits = edits_of(desk)
    if not desk.may(Action.STEER):
        st.info(f"As {desk.person.role} you look on; a planner steers.", icon=":material/info:")
    found = judged.breaches(scenario, edits)
    _bar(desk, scenario, edits, found)
    search.follow(desk)
    choice.chip(desk)
    left, right = st.columns([2.3, 1], gap="small")
    with left:
        broken = {breach.by for breach in found or ()}
        picked = table.sorties(desk, scenario, plan, wishing.wishes(desk), broken)
        shell.told(lambda: actions.bar(desk, scenario, edits, picked))
        if st.toggle("Pick on the map", key="steer_map"):
            _map(desk, scenario, plan)
    with right:
        calls.panel(scenario, plan, picked)
        _wishes(desk, scenario, edits)
        judged.panel(scenario, edits, found)


def _bar(desk: Desk, scenario: Scenario, edits: Edits, found: tuple[Breach, ...] | None) -> None:
    undo, redo, save, search_on = st.columns([1, 1, 1.4, 1.6])
    back = edits.in_force[-1].said if edits.at else "Nothing to undo"
    if undo.button("Undo", icon=":material/undo:", disabled=not edits.at, help=plain(back), width="stretch"):
        apply(desk, edits.undone())
        st.rerun()
    forward = edits.steps[edits.at].said if edits.at < len(edits.steps) else ""
    words = plain(forward or "Nothing to redo")
    if redo.button("Redo", icon=":material/redo:", disabled=not forward, help=words, width="stretch"):
        apply(desk, edits.redone())
        st.rerun()
    with save:
        search.keep(desk, edits, found)
    with search_on:
        search.search_on(desk, scenario, edits)


def _map(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    film = films.film(scenario, plan, MAP_PX)
    if film is None:
        return
    drawn = maps.picture(scenario, plan, film, hour=desk.hour, chosen=desk.chosen)
    clicked = maps.show(drawn, key=f"steer_{desk.scenario_id}_{desk.plan_id}", height=MAP_PX)
    if clicked is not None:
        choice.choose(desk, clicked)


def _wishes(desk: Desk, scenario: Scenario, edits: Edits) -> None:
    if desk.scenario_id is None:
        return
    book = desk.office.wishes(desk.scenario_id)
    st.markdown(f"**Wishes in force: {len(book.wishes)}**")
    if not book.wishes:
        st.caption("None. Lock, insist and forbid write wishes that the next search holds.")
    held = _held(scenario, edits, book.wishes)
    for place, wish in enumerate(book.wishes):
        words, drop = st.columns([3.4, 1], vertical_alignment="center")
        said = plain(named(scenario, str(wish)))
        words.markdown(said if wish in held else f"~~{said}~~ against an edit: the next search drops it")
        may = desk.may(Action.STEER)
        if drop.button("Drop", key=f"drop_{place}", disabled=not may, help="Take this wish back"):
            rest = (*book.wishes[:place], *book.wishes[place + 1 :])
            wishing.replace(desk, rest, book.version)
            st.rerun()


def _held(scenario: Scenario, edits: Edits, book: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Wishes that the edits leave; all of them where one is in the way of an edit, which is told."""
    try:
        return edits.over(scenario, book)
    except HadrError as error:
        st.warning(plain(error, 1_000), icon=":material/warning:")
        return book
