"""Plan: say what counts, and watch value and bound close in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import isfinite
from typing import Any

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.jobs import JobState, Order, Status
from hadr_planner.people import Action, require
from hadr_planner.report.naming import named
from hadr_planner.report.wording import large, short_of_best

from . import collect, need_wish, orderable, outlook, presets
from .desk import Desk
from .search_chart import closing_in
from .shell import told, turn_to
from .spent import spent
from .waiting import anew
from .words import plain

SHOWN = 8
EVERY_S = 1.0
TONES = {
    Status.QUEUED: (":material/hourglass_empty:", "waiting for its turn"),
    Status.RUNNING: (":material/bolt:", "searching"),
    Status.DONE: (":material/check_circle:", "done"),
    Status.FAILED: (":material/error:", "failed"),
    Status.CANCELLED: (":material/stop_circle:", "stopped"),
}


def page(desk: Desk) -> None:
    """Draw the page."""
    scenario = desk.needs_scenario()
    ask, follow = st.columns([2, 3], gap="medium")
    with ask:
        _ask(desk, scenario)
    with follow:
        _searches(desk, scenario)


def _ask(desk: Desk, scenario: Scenario) -> None:
    may = desk.may(Action.PLAN)
    if not may:
        st.info(f"As {desk.person.role} you follow searches; a planner starts them.", icon=":material/info:")
    st.subheader("What counts", anchor=False)
    name = st.radio(
        "Aims",
        list(presets.PRESETS),
        captions=[words for words, _ in presets.PRESETS.values()],
        key="plan_preset",
        label_visibility="collapsed",
    )
    wanted = _weights(name, scenario)
    st.subheader("How long and how near", anchor=False)
    left, middle, right = st.columns(3)
    seconds = left.number_input("Seconds", value=60, help="Longest search; it ends sooner at the gap.")
    gap = middle.number_input("Gap, %", value=1.0, step=0.5, help="How far from the bound is near enough.")
    seed = right.number_input("Seed", value=scenario.seed, help="The same seed finds the same way.")
    start = desk.plan is not None and st.checkbox("Begin from the open plan", help="Its sorties are tried first.")
    _wishes(desk, scenario)
    title = st.text_input("Name of the plan", value=name, key=f"plan_title_{name}")
    figures = {"Seconds": seconds, "Gap, %": gap, "Seed": seed}
    wrong = orderable.told(orderable.faults(title, figures, _titled(wanted)))
    if st.button("Make a plan", type="primary", disabled=wrong or not may, width="stretch"):
        require(desk.person, Action.PLAN)
        _submit(
            desk,
            Order(
                scenario=scenario,
                seconds=float(seconds),
                gap=gap / 100,
                seed=int(seed),
                aims=presets.aims(wanted),
                wishes=desk.office.wishes(desk.scenario_id or 0).wishes,
                start=desk.plan if start else None,
                title=title.strip() or name,
                by=desk.person.name,
                scenario_id=desk.scenario_id,
                version=desk.version,
            ),
        )


def _submit(desk: Desk, order: Order) -> None:
    desk.jobs.submit(order)
    st.toast(f"Search ordered: {plain(order.title)}", icon=":material/bolt:")


def _weights(name: str, scenario: Scenario) -> dict[str, float]:
    from hadr_planner.goals import GOALS

    usual = presets.weights(name, scenario)
    with st.expander("Every aim and its weight"):
        given = {
            goal.ID: st.number_input(
                goal.TITLE,
                value=usual[goal.ID],
                key=f"weight_{name}_{goal.ID}",
                help=f"Source: {plain(goal.SOURCE)}",
            )
            for goal in GOALS
        }
        st.caption("All aims count in person-days of need met; a weight of 0 leaves one out.")
    return given


def _titled(weights: Mapping[str, float]) -> dict[str, float]:
    from hadr_planner.goals import GOALS

    return {goal.TITLE: weights[goal.ID] for goal in GOALS}


def _wishes(desk: Desk, scenario: Scenario) -> None:
    if desk.scenario_id is None:
        return
    book = desk.office.wishes(desk.scenario_id)
    with st.expander(f"Wishes in force: {len(book.wishes)}", expanded=bool(book.wishes)):
        if not book.wishes:
            st.caption("None. Lock, forbid or insist on the pages Steer and Why; the search then plans around it.")
        need_wish.form(desk, scenario)
        for place, wish in enumerate(book.wishes):
            words, drop = st.columns([6, 1], vertical_alignment="center")
            words.markdown(plain(named(scenario, str(wish))))
            may = desk.may(Action.STEER)
            if drop.button("Drop", key=f"wish_{place}", disabled=not may, help="Take this wish back"):
                rest = (*book.wishes[:place], *book.wishes[place + 1 :])
                desk.office.save_wishes(desk.scenario_id, rest, book.version)
                st.rerun()


def _searches(desk: Desk, scenario: Scenario) -> None:
    st.subheader("Searches", anchor=False)
    everywhere = st.toggle("Of every scenario", key="plan_everywhere")
    known = _states(desk, everywhere=everywhere)
    live = _live(known)

    @st.fragment(run_every=EVERY_S if live else None)
    def watch() -> None:
        collect.collect(desk)
        states = _states(desk, everywhere=everywhere)
        if live and not _live(states):
            anew()
        if not states:
            st.caption("None yet. Say what counts, then make a plan; you may go on working while it is made.")
        for place, state in enumerate(states[:SHOWN]):
            told(partial(_search, desk, state, newest=place == 0))

    watch()
    if not known:
        outlook.outlook(desk, scenario)


def _states(desk: Desk, *, everywhere: bool) -> list[JobState]:
    return [state for state in desk.jobs.states() if everywhere or state.scenario_id == desk.scenario_id]


def _live(states: list[JobState]) -> bool:
    """Whether any search is under way, or its plan on its way into the store."""
    return any(not state.over or collect.awaited(state) for state in states)


def _search(desk: Desk, state: JobState, *, newest: bool) -> None:
    icon, words = TONES[state.status]
    with st.container(border=True, key=f"search_{state.id.replace('-', '_')}"):
        head, act = st.columns([3, 1], vertical_alignment="center")
        head.markdown(f"{icon} **{plain(state.title or state.id, 60)}** · {words} · by {plain(state.by, 40)}")
        with act:
            _act(desk, state)
        if not state.over:
            done = min(state.elapsed_s / state.seconds, 1.0) if state.seconds else 0.0
            phase = state.points[-1].phase if state.points else words
            st.progress(done, f"{spent(state)} · {plain(phase, 60)}")
        if state.points:
            _figures(state)
        if state.points and (newest or not state.over):
            chart = closing_in(state.points, state.elapsed_s, dark=desk.dark)
            st.altair_chart(chart, width="stretch", key=f"chart_{state.id}")
        if state.status in (Status.FAILED, Status.CANCELLED) and state.why:
            st.caption(plain(state.why, 600))
        if collect.why_not_stored(state):
            st.warning(plain(collect.why_not_stored(state), 600))


def _act(desk: Desk, state: JobState) -> None:
    stored = collect.stored_as(state)
    if not state.over:
        words = "Stop, keep best" if state.status is Status.RUNNING else "Take back"
        if st.button(words, key=f"stop_{state.id}", disabled=not desk.may(Action.PLAN), width="stretch"):
            require(desk.person, Action.PLAN)
            desk.jobs.cancel(state.id)
    elif stored is not None:
        is_open = stored == desk.plan_id
        kind: Any = "secondary" if is_open else "primary"
        words = "Is open" if is_open else "Open plan"
        if st.button(words, key=f"open_{state.id}", type=kind, disabled=is_open, width="stretch"):
            desk.open_plan(stored)
            turn_to("picture")


def _figures(state: JobState) -> None:
    value, bound, gap = st.columns(3)
    known, proven = isfinite(state.value), isfinite(state.bound)
    value.metric("Value, person-days", large(state.value) if known else "none yet")
    bound.metric("Bound", large(state.bound) if proven else "none yet")
    share = max(state.bound - state.value, 0.0) / state.bound if known and proven and state.bound > 0 else None
    gap.metric("Gap", short_of_best(share) if share is not None else "not proven")
