"""Which plan is followed, and why: written down once, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from hadr_planner.errors import HadrError
from hadr_planner.people import Action
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.words import plain

from .beside import Beside

LONGEST, TWICE_S = 5_000, 3.0


def section(desk: Desk, picked: Sequence[Beside]) -> None:
    """Draw the form and the decisions so far."""
    if len(picked) < 2:
        _earlier(desk)
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        refused = _form(desk, picked)
    with right:
        _earlier(desk)
    if refused:
        raise HadrError("A decision needs its reason: say why this plan and not the others.")


def _form(desk: Desk, picked: Sequence[Beside]) -> bool:
    """Write a decision down; whether one was asked for without its reason."""
    st.markdown("**Write the decision down**")
    titles = {one.card.id: one.title for one in picked}
    with st.form("decision", border=False, clear_on_submit=True):
        chosen = st.radio("The plan that is followed", list(titles), format_func=lambda one: plain(titles[one], 100))
        reason = st.text_area("Because", max_chars=LONGEST, placeholder="what weighed most, and who was asked")
        sent = st.form_submit_button("Decide", type="primary", disabled=not desk.may(Action.DECIDE))
    if not desk.may(Action.DECIDE):
        st.caption(f"As {plain(desk.person.role)} you see decisions; a planner writes them down.")
    if sent and desk.scenario_id is not None:
        if reason.strip():
            desk.office.decide(desk.scenario_id, list(titles), chosen, reason.strip())
            st.toast("The decision is written down.", icon=":material/gavel:")
        else:
            return not _just_now(desk)
    return False


def _just_now(desk: Desk) -> bool:
    """Whether this person has just decided: the second click of a double one finds an empty form."""
    last = next((one for one in desk.office.decisions(desk.scenario_id) if one.by == desk.person.name), None)
    return last is not None and (datetime.now(UTC) - last.at).total_seconds() < TWICE_S


def _earlier(desk: Desk) -> None:
    st.markdown("**Decisions so far**")
    found = desk.office.decisions(desk.scenario_id)
    if not found:
        st.caption("None yet.")
        return
    titles = {card.id: card.title for card in desk.office.plans(desk.scenario_id)}
    for one in found:
        rest = [titles.get(id, f"no. {id}") for id in one.plan_ids if id != one.chosen]
        chosen = titles.get(one.chosen, f"no. {one.chosen}")
        with st.container(border=True):
            st.markdown(f"**{plain(chosen, 100)}**, not {plain(' nor '.join(rest), 300)}" if rest else plain(chosen))
            st.markdown(plain(one.reason, LONGEST))
            st.caption(f"{plain(one.by)}, {one.at:%d %b %Y %H:%M} UTC")
