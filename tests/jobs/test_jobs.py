"""Searches in processes of their own: their turn, their end, and what is left of them when something dies."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hadr_planner import load, verify
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import read_plan
from hadr_planner.jobs import Jobs, JobState, Order, Status, keeper
from hadr_planner.wishes import Forbid

PATIENCE_S = 120.0
ENDLESS = Order(scenario="tutorial", seconds=300.0, gap=0.0, title="endless", by="Ana")
SHORT = Order(scenario="tutorial", seconds=20.0, gap=0.5, title="short", by="Bo")


@pytest.fixture(scope="module")
def tutorial() -> Scenario:
    return load("tutorial")


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    found = Jobs(tmp_path / "jobs")
    yield found
    emptied(found)


def emptied(jobs: Jobs) -> None:
    """End everything, so that no search outlives its test."""
    for state in jobs.states():
        if not state.over:
            jobs.cancel(state.id)
    for state in jobs.states():
        until(jobs, state.id, lambda one: one.over)
    jobs.close()


def until(jobs: Jobs, id: str, is_so: Callable[[JobState], bool]) -> JobState:
    """The state of a search once it is so."""
    last = time.monotonic() + PATIENCE_S
    while not is_so(state := jobs.state(id)):
        assert time.monotonic() < last, state
        time.sleep(0.05)
    return state


def test_a_search_comes_to_a_plan_that_obeys_the_rules(jobs: Jobs, tutorial: Scenario) -> None:
    id = jobs.submit(Order(scenario=tutorial, seconds=20.0, gap=0.5, title="first", by="Ana", scenario_id=7, version=2))
    state = until(jobs, id, lambda one: one.over)
    assert state.plan
    made = read_plan(state.plan)
    assert (state.status, state.title, state.by, state.scenario_id, state.version) == ("done", "first", "Ana", 7, 2)
    assert state.why == made.why != ""
    assert made.sorties
    assert verify(tutorial, made) == ()
    assert state.points[-1].phase == "done"
    assert (state.value, state.bound) == pytest.approx((made.value, made.bound))


def test_aims_wishes_and_a_plan_to_begin_from_are_handed_over(jobs: Jobs, tutorial: Scenario) -> None:
    first = read_plan(until(jobs, jobs.submit(SHORT), lambda one: one.over).plan or "")
    wish = Forbid(asset=first.sorties[0].asset)
    aims = (Aim(id="deprivation", weight=2.0),)
    order = Order(scenario=tutorial, seconds=20.0, gap=0.5, aims=aims, wishes=(wish,), start=first)
    state = until(jobs, jobs.submit(order), lambda one: one.over)
    made = read_plan(state.plan or "")
    assert [(score.aim, score.weight) for score in made.scores] == [("deprivation", 2.0)]
    assert wish.asset not in {sortie.asset for sortie in made.sorties}
    assert "the plan to begin from" in {point.phase for point in state.points}


def test_searches_wait_for_their_turn_in_the_order_they_were_asked_for(jobs: Jobs) -> None:
    ids = [jobs.submit(order) for order in (ENDLESS, SHORT, SHORT)]
    until(jobs, ids[0], lambda one: one.status is Status.RUNNING)
    assert [jobs.state(id).status for id in ids] == ["running", "queued", "queued"]
    jobs.cancel(ids[1])
    assert jobs.state(ids[1]).status is Status.CANCELLED
    jobs.cancel(ids[0])
    assert until(jobs, ids[2], lambda one: one.over).status is Status.DONE
    assert [state.id for state in jobs.states()] == ids[::-1]


def test_a_cancelled_search_hands_in_its_best_plan(jobs: Jobs, tutorial: Scenario) -> None:
    id = jobs.submit(ENDLESS)
    until(jobs, id, lambda one: one.plan is not None)
    jobs.cancel(id)
    state = until(jobs, id, lambda one: one.over)
    assert state.status is Status.CANCELLED
    assert "Stopped by the user" in state.why
    assert verify(tutorial, read_plan(state.plan or "")) == ()


def test_a_search_that_does_not_stop_is_ended_and_its_last_plan_stays(
    jobs: Jobs, tutorial: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "GRACE_S", -1.0)
    id = jobs.submit(ENDLESS)
    until(jobs, id, lambda one: one.plan is not None)
    jobs.cancel(id)
    state = until(jobs, id, lambda one: one.over)
    assert (state.status, state.why) == ("cancelled", "Cancelled; the best plan so far is kept.")
    assert verify(tutorial, read_plan(state.plan or "")) == ()


def test_a_search_that_dies_has_failed_in_words(jobs: Jobs) -> None:
    id = jobs.submit(ENDLESS)
    until(jobs, id, lambda one: one.plan is not None)
    os.kill(json.loads((jobs.folder / id / "worker.json").read_text())["pid"], signal.SIGKILL)
    state = until(jobs, id, lambda one: one.over)
    assert state.status is Status.FAILED
    assert state.why == "The system ended the search, most often for want of memory; the best plan so far is kept."


def test_a_scenario_that_can_not_be_read_fails_with_its_faults(jobs: Jobs) -> None:
    state = until(jobs, jobs.submit(Order(scenario="nowhere")), lambda one: one.over)
    assert (state.status, state.plan) == ("failed", None)
    assert "neither a file, a folder nor a built-in scenario" in state.why


def test_a_fault_of_the_program_is_told_without_a_traceback(jobs: Jobs) -> None:
    id = jobs.submit(Order(scenario="tutorial", aims=(Aim(id="lives", weight="heavy"),)))  # type: ignore[arg-type]
    state = until(jobs, id, lambda one: one.over)
    assert state.status is Status.FAILED
    assert "Traceback" not in state.why
    assert "fault of its own" in state.why
    assert "Traceback" in (jobs.folder / id / "log.txt").read_text()


def test_another_keeper_finds_a_running_search_and_stops_it(jobs: Jobs) -> None:
    id = jobs.submit(ENDLESS)
    waiting = jobs.submit(SHORT)
    until(jobs, id, lambda one: one.plan is not None)
    jobs.close()
    later = Jobs(jobs.folder)
    try:
        assert later.state(id).status is Status.RUNNING
        assert later.state(waiting).status is Status.QUEUED
        later.cancel(id)
        assert until(later, id, lambda one: one.over).status is Status.CANCELLED
        assert until(later, waiting, lambda one: one.over).status is Status.DONE
    finally:
        emptied(later)


def test_a_process_with_the_same_number_is_not_mistaken_for_the_search(jobs: Jobs) -> None:
    id = jobs.submit(ENDLESS)
    until(jobs, id, lambda one: one.plan is not None)
    jobs.close()
    note = jobs.folder / id / "worker.json"
    true = json.loads(note.read_text())
    note.write_text(json.dumps(true | {"pid": os.getpid()}))
    later = Jobs(jobs.folder)
    try:
        state = until(later, id, lambda one: one.over)
        assert (state.status, state.why) == (
            "failed", "The search ended without a word; its log may say more; the best plan so far is kept.",
        )  # fmt: skip
    finally:
        os.kill(true["pid"], signal.SIGKILL)
        later.close()


@pytest.mark.parametrize("id", ["", "nobody", "../jobs", "20260101-000000-00000000"])
def test_a_search_that_is_not_there_is_told_so(jobs: Jobs, id: str) -> None:
    with pytest.raises(HadrError, match="no search is called"):
        jobs.state(id)


def test_half_written_events_are_left_for_the_next_look(jobs: Jobs) -> None:
    id = jobs.submit(SHORT)
    state = until(jobs, id, lambda one: one.over)
    with (jobs.folder / id / "events.jsonl").open("a") as events:
        events.write('{"elapsed_s": 1.0, "pha')
    assert jobs.state(id).points == state.points
