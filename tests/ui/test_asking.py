"""Answers from the process beside the server."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import replace

import pytest

from hadr_planner import load, verify
from hadr_planner.domain.plan import Plan
from hadr_planner.errors import HadrError
from hadr_planner.explain import why_unmet
from hadr_planner.ui import asking
from hadr_planner.ui.asking import LOST, Asker, answer_of

TUTORIAL = load("tutorial")


@pytest.fixture
def asker() -> Iterator[Asker]:
    made = Asker()
    yield made
    made.close()


def test_an_answer_is_what_the_question_says_here(asker: Asker, made: Plan) -> None:
    need = next(iter(TUTORIAL.needs))
    assert asker.ask(TUTORIAL, made, "need", need).result() == why_unmet(TUTORIAL, made, need)


def test_a_question_is_answered_once_for_each_plan(asker: Asker, made: Plan) -> None:
    first = asker.ask(TUTORIAL, made, "breaches", None)
    assert asker.ask(TUTORIAL, replace(made), "breaches", None) is first
    less = replace(made, sorties=made.sorties[1:])
    assert asker.ask(TUTORIAL, less, "breaches", None) is not first
    assert asker.ask(TUTORIAL, less, "breaches", None).result() == tuple(verify(TUTORIAL, less))


def test_more_plans_than_are_kept_are_answered_all_the_same(asker: Asker, made: Plan) -> None:
    plans = [replace(made, sorties=made.sorties[n:]) for n in range(6)] * 2
    found = [asker._line.submit(asker._answer, TUTORIAL, plan, "breaches", None).result() for plan in plans]
    assert found[:6] == found[6:]


def test_what_cannot_be_asked_is_told_in_words(asker: Asker, made: Plan) -> None:
    future = asker.ask(TUTORIAL, made, "need", "nowhere")
    with pytest.raises(HadrError, match="no need"):
        future.result()
    assert "no need" in answer_of(future)[1]


def test_a_process_that_died_is_begun_anew(asker: Asker, made: Plan) -> None:
    asker.ask(TUTORIAL, made, "breaches", None).result()
    assert asker._process is not None
    asker._process.kill()
    asker._process.wait()
    need = next(iter(TUTORIAL.needs))
    assert asker.ask(TUTORIAL, made, "need", need).result() == why_unmet(TUTORIAL, made, need)


def test_an_answer_that_was_lost_is_told_and_may_be_asked_again(
    asker: Asker, made: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(asking.sys, "executable", "/bin/false")
        assert answer_of(_waited(asker.ask(TUTORIAL, made, "breaches", None))) == (None, LOST)
    assert answer_of(_waited(asker.ask(TUTORIAL, made, "breaches", None))) == (tuple(verify(TUTORIAL, made)), "")


def _waited(future: Future[object]) -> Future[object]:
    wait([future], timeout=60)
    return future


def test_a_server_that_went_away_mid_question_leaves_no_traceback() -> None:
    command = [sys.executable, "-m", "hadr_planner.ui.answering", "0"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        pickle.dump(("tutorial", (TUTORIAL, None), "smells", None), process.stdin)
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
