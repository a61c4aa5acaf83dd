"""Picture: a plan at a glance, in motion, with everything that concerns what is chosen."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.differences import differences
from hadr_planner.ui import cards, choice, emblems, films, hour, maps, readings, shelf
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.words import short

from . import holding, lists, panels

MAP_PX = 500


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario, plan = desk.needs_plan()
    films.begin(scenario, plan)
    cards.style(dark=desk.dark)
    hour.begin(desk, scenario, plan)
    symbols = _bar(desk)
    _tiles(desk, scenario, plan)
    left, right = st.columns([2.3, 1], gap="small")
    with left:
        _map(desk, scenario, plan, symbols)
    with right:
        part, where = panels.part_of(desk, scenario, plan), panels.concerned(desk, scenario, plan)
        lists.lists(desk, scenario, plan, part, where)
        panels.curves(desk, scenario, plan)
    panels.gantt(desk, scenario, plan)
    held, tonnes = st.columns([1.6, 1], gap="medium")
    with held:
        holding.section(scenario, plan)
    with tonnes:
        panels.tonnes(desk, scenario, plan)


def _bar(desk: Desk) -> str:
    """Symbols, the plan to compare with, and what is chosen."""
    against, symbol, chosen = st.columns([2, 1.2, 3.4], vertical_alignment="bottom", gap="small")
    cards_of = {card.id: card for card in desk.office.plans(desk.scenario_id) if card.id != desk.plan_id}
    ids = list(cards_of)
    key = f"picture_other_{desk.plan_id}"
    st.session_state[key] = desk.other_plan_id if desk.other_plan_id in cards_of else None

    def heard() -> None:
        desk.other_plan_id = st.session_state[key]

    with against:
        st.selectbox(
            "Compare with",
            ids,
            index=None,
            format_func=lambda number: short(f"{cards_of[number].title} (no. {number})", 60),
            placeholder="compare with another plan" if ids else "no other plan to compare with",
            disabled=not ids,
            label_visibility="collapsed",
            key=key,
            on_change=heard,
        )
    with symbol:
        drawn = emblems.asked(desk, "picture")
    with chosen:
        choice.chip(desk)
    return drawn


def _tiles(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    ours = readings.headlines(scenario, plan)
    others = {card.id: card for card in desk.office.plans(desk.scenario_id) if card.id != desk.plan_id}
    card = others.get(desk.other_plan_id or 0)
    if card is None:
        st.html(cards.tiles(ours))
        return
    other = shelf.scenario(desk, card.scenario_id, card.version)
    theirs = readings.headlines(other, shelf.plan(desk, card.id))
    st.html(cards.tiles(ours, differences(ours, theirs), card.title))


def _map(desk: Desk, scenario: Scenario, plan: Plan, symbols: str) -> None:
    film = films.film(scenario, plan, MAP_PX)
    if film is None:
        return
    key = f"picture_{desk.plan_id}"
    drawn = maps.picture(scenario, plan, film, hour=desk.hour, symbols=symbols, chosen=desk.chosen)
    clicked = maps.show(drawn, key=key, height=MAP_PX)
    told_h = maps.hour_told(key)
    if told_h is not None:
        desk.hour = told_h
    if clicked is not None:
        choice.choose(desk, clicked)
