"""For whom: the reader that a planner hands out to."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.taskings import Reader, ReaderKind, readers
from hadr_planner.report.taskings.reader import name_of
from hadr_planner.report.wording import nation_title

from ..desk import Desk
from ..words import short

KINDS = {
    ReaderKind.NATION: "Nation",
    ReaderKind.COMPONENT: "Component",
    ReaderKind.PARTNER: "Partner",
    ReaderKind.SITE: "Site",
}
LONGEST = 60


def reader(desk: Desk, scenario: Scenario) -> Reader:
    """Reader that is chosen; at first the nation or site that other pages highlight."""
    found = readers(scenario)
    kinds = [kind for kind in KINDS if any(one.kind is kind for one in found)]
    at_hand = _at_hand(desk, found)
    start = kinds.index(at_hand.kind) if at_hand else 0
    kind = st.radio("Hand out to a", kinds, index=start, format_func=KINDS.__getitem__, key="handout_kind")
    offered = [one for one in found if one.kind is kind]
    names = Counter(_name(scenario, one) for one in offered)
    return st.selectbox(
        KINDS[kind],
        offered,
        index=offered.index(at_hand) if at_hand in offered else 0,
        format_func=lambda one: _label(scenario, one, names),
        key=f"handout_{kind}_{desk.scenario_id}",
    )


def _at_hand(desk: Desk, found: tuple[Reader, ...]) -> Reader | None:
    chosen = desk.chosen
    return next((one for one in found if chosen and (one.kind.value, one.id) == (chosen.kind, chosen.id)), None)


def _label(scenario: Scenario, one: Reader, names: Counter[str]) -> str:
    """The reader's name; its id only where two bear the same name."""
    name = _name(scenario, one)
    return short(name, LONGEST) if names[name] == 1 else f"{short(name, LONGEST)} ({one.id})"


def _name(scenario: Scenario, one: Reader) -> str:
    return nation_title(one.id) if one.kind is ReaderKind.NATION else name_of(scenario, one)
