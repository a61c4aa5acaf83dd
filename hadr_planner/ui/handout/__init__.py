"""Hand out: what each nation, component, partner and site is given, and nothing else."""

from __future__ import annotations

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action
from hadr_planner.report.taskings import Reader, ReaderKind, Tasking, readers
from hadr_planner.report.wording import nation_title

from ..desk import Desk, NothingOpenError
from ..words import plain
from . import choice, downloads, everybody, preview

KEPT = "handout"


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario, _ = desk.needs_plan()
    if not (desk.may(Action.HAND_OUT) or desk.may(Action.HAND_OUT_OWN)):
        st.info(f"As {desk.person.role} you take nothing out; a planner hands out.", icon=":material/info:")
        return
    if desk.plan_id is None:
        words = "The open plan was changed by hand and is not stored yet. Save it on the page Steer, then hand it out."
        raise NothingOpenError(words, "steer")
    side, main = st.columns([1, 3], gap="medium")
    with side:
        reader = choice.reader(desk, scenario) if desk.may(Action.HAND_OUT) else _own(desk, scenario)
    given = _given(desk, desk.plan_id, reader)
    with side:
        downloads.draw(given)
        if desk.may(Action.HAND_OUT):
            everybody.draw(desk, desk.plan_id)
    with main:
        preview.draw(scenario, given)


def _own(desk: Desk, scenario: Scenario) -> Reader:
    own = Reader(kind=ReaderKind.NATION, id=desk.person.nation)
    if own not in readers(scenario):
        raise NothingOpenError(f"{own.id} has no asset, unit or goods in this scenario, so there is no tasking for it.")
    st.markdown(f"Tasking of **{plain(nation_title(own.id))}**")
    st.caption("You speak for this nation and take its tasking only.")
    return own


def _given(desk: Desk, plan_id: int, reader: Reader) -> Tasking:
    """The tasking, taken out of the store once: each time leaves a line in the trail."""
    taken: dict[tuple[int, Reader], Tasking] = desk.kept.setdefault(KEPT, {})
    if (plan_id, reader) not in taken:
        taken[plan_id, reader] = desk.office.tasking(plan_id, str(reader))
    return taken[plan_id, reader]
