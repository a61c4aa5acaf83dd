"""Keeping what was made by hand, and searching on around it."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import streamlit as st

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.jobs import JobState, Order
from hadr_planner.people import Action, require
from hadr_planner.report.counted import counted
from hadr_planner.report.wording import large
from hadr_planner.ui import collect, orderable, wishing
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.spent import spent
from hadr_planner.ui.waiting import anew
from hadr_planner.ui.words import plain

from . import closing
from .actions import say_gone
from .edits import Edits
from .judged import by_title

JOB = "steer_job"
EVERY_S = 1.0
SAVE, AROUND = "save", "around"
BREAKS = " [breaks "


def keep(desk: Desk, edits: Edits, found: tuple[Breach, ...] | None) -> None:
    """Offer to store the plan as it is now, with its breaches said in its title and its reasons."""
    off = not edits.at or found is None or not desk.may(Action.PLAN)
    key = closing.key(desk, SAVE)
    with st.popover("Save as a plan", icon=":material/save:", disabled=off, width="stretch", key=key):
        title = st.text_input("Name", f"{edits.base_title or 'Plan'} by hand"[: orderable.NAME_LENGTH])
        if found:
            st.warning(plain(f"It breaks rules ({by_title(found)}); its name will say so."), icon=":material/warning:")
        wrong = orderable.told(orderable.faults(title, {}))
        if st.button("Save it", type="primary", key="steer_save", disabled=wrong):
            require(desk.person, Action.PLAN)
            _save(desk, edits, title, by_title(found or ()))


def _save(desk: Desk, edits: Edits, title: str, broken: str) -> None:
    if desk.scenario_id is None:
        raise HadrError("The scenario is not stored; open it from the page Start.")
    said = "; ".join(step.said for step in edits.in_force)
    why = f"Edited by hand: {said}. {f'It breaks rules: {broken}.' if broken else 'No rule is against it.'}"
    name = f"{title.strip() or 'By hand'}{BREAKS}{broken}]" if broken else title.strip() or "By hand"
    bound = inf if broken else edits.now.bound
    card = desk.office.add_plan(desk.scenario_id, desk.version, replace(edits.now, why=why, bound=bound), name)
    closing.close(desk, SAVE)
    desk.open_plan(card.id)
    st.rerun()


def search_on(desk: Desk, scenario: Scenario, edits: Edits) -> None:
    """Offer a search that begins from the plan as it is now and holds the wishes."""
    off, key = not desk.may(Action.PLAN), closing.key(desk, AROUND)
    with st.popover("Re-optimise around this", icon=":material/bolt:", disabled=off, width="stretch", key=key):
        book = wishing.wishes(desk)
        st.caption(
            f"The search begins from the plan as it is now and holds {counted(len(book), 'wish', 'wishes')}"
            f"{_become(len(edits.wishes))}. "
            "A wish that can't hold is named in the answer."
        )
        usual = f"Around {edits.base_title.partition(BREAKS)[0] or 'the plan'}"[: orderable.NAME_LENGTH]
        title = st.text_input("Name of the plan", usual, key="around")
        seconds = st.number_input("Seconds", value=60, key="steer_seconds")
        wrong = orderable.told(orderable.faults(title, {"Seconds": seconds}))
        if st.button("Search on", type="primary", key="steer_search", disabled=wrong):
            require(desk.person, Action.PLAN)
            say_gone(scenario, wishing.change(desk, lambda book: edits.over(scenario, book)))
            desk.kept[JOB] = desk.jobs.submit(
                Order(
                    scenario=scenario,
                    seconds=float(seconds),
                    aims=tuple(Aim(id=score.aim, weight=score.weight) for score in edits.now.scores) or None,
                    wishes=wishing.wishes(desk),
                    start=edits.now,
                    title=title.strip() or "Around the plan",
                    by=desk.person.name,
                    scenario_id=desk.scenario_id,
                    version=desk.version,
                )
            )
            closing.close(desk, AROUND)
            st.rerun()


def _become(edits: int) -> str:
    if not edits:
        return ""
    return f" and {counted(edits, 'edit')}, which {'becomes a wish' if edits == 1 else 'become wishes'}"


def follow(desk: Desk) -> None:
    """Show the search that was ordered here, and offer its plan."""
    if JOB not in desk.kept:
        return
    over = _over(_state(desk))

    @st.fragment(run_every=None if over else EVERY_S)
    def watch() -> None:
        collect.collect(desk)
        state = _state(desk)
        if _over(state) and not over:
            anew()
        _shown(desk, state)

    watch()


def _state(desk: Desk) -> JobState:
    return desk.jobs.state(desk.kept[JOB])


def _over(state: JobState) -> bool:
    """Whether a search is over and its plan in the store."""
    return state.over and not collect.awaited(state)


def _shown(desk: Desk, state: JobState) -> None:
    with st.container(border=True):
        if not state.over:
            value = f", value {large(state.value)}" if state.points and state.value > 0 else ""
            share = min(state.elapsed_s / state.seconds, 1.0) if state.seconds else 0.0
            st.progress(share, f"{plain(state.title, 60)}: {spent(state)}{value}")
            if st.button("Stop, keep best", key="steer_stop"):
                desk.jobs.cancel(state.id)
            return
        stored = collect.stored_as(state)
        words = plain(f"{state.title}: {state.status.value}. {state.why}", 400)
        if stored is None:
            st.warning(words)
        elif stored == desk.plan_id:
            st.success(f"{words} It is open.")
        else:
            st.success(words)
            if st.button("Open the new plan", type="primary", key="steer_open"):
                before = desk.plan_id
                desk.open_plan(stored)
                desk.other_plan_id = before
                st.rerun()
