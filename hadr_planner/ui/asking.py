"""Questions that take seconds are answered beside the server, each once for each plan, while pages go on."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import IO, Any, cast

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError

from .answering import MOST_PLANS
from .readings import fingerprint

MOST = 2_000
PATIENT = 5
LOST = "The answer was lost because the process that worked on it ended. Ask again."


class Asker:
    """Hands questions to one process and keeps the answers; a nice one lets searches and pages go first."""

    def __init__(self, niceness: int = 0) -> None:
        self._niceness = niceness
        self._line = ThreadPoolExecutor(max_workers=1, thread_name_prefix="asking")
        self._answers: OrderedDict[tuple[str, str, Any], Future[Any]] = OrderedDict()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._sent: list[str] = []

    def ask(self, scenario: Scenario, plan: Plan | None, question: str, what: Any) -> Future[Any]:
        """The answer, now or later; asked again only where the last one was lost or refused."""
        key = (_key(scenario, plan), question, what)
        with self._lock:
            known = self._answers.get(key)
            if known is None or (known.done() and (known.cancelled() or known.exception() is not None)):
                known = self._line.submit(self._answer, scenario, plan, question, what)
                self._answers[key] = known
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)
            return known

    def asked(self, plan: Plan, question: str, what: Any) -> Future[Any] | None:
        """The answer to a question that somebody has asked; unset where nobody has."""
        return self._answers.get((fingerprint(plan), question, what))

    def close(self) -> None:
        """Leave all that is not answered."""
        self._line.shutdown(wait=False, cancel_futures=True)
        if self._process is not None:
            _end(self._process)

    def _answer(self, scenario: Scenario, plan: Plan | None, question: str, what: Any) -> Any:
        process = self._alive()
        key = _key(scenario, plan)
        world = None if key in self._sent else (scenario, plan)
        self._sent = [*(sent for sent in self._sent if sent != key), key][-MOST_PLANS:]
        try:
            asked, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            pickle.dump((key, world, question, what), asked)
            asked.flush()
            found, answer = pickle.load(answers)
        except (EOFError, OSError, pickle.UnpicklingError):
            _end(process)
            raise HadrError(LOST) from None
        if not found:
            raise HadrError(answer)
        return answer

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            _end(self._process)
            self._process = None
        if self._process is None:
            command = [sys.executable, "-m", "hadr_planner.ui.answering", str(self._niceness)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._sent = []
        return self._process


def _key(scenario: Scenario, plan: Plan | None) -> str:
    return f"without plan: {scenario.digest}" if plan is None else fingerprint(plan)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            cast("IO[bytes]", pipe).close()
    process.wait()


@st.cache_resource(show_spinner=False, on_release=lambda asker: asker.close())
def asker() -> Asker:
    """The one asker of this server for questions that may take minutes."""
    return Asker(PATIENT)


@st.cache_resource(show_spinner=False, on_release=lambda asker: asker.close())
def judge() -> Asker:
    """Asks what a plan breaks, apart from the other questions: who edits a plan waits for no reasons."""
    return Asker()


def finished(futures: Sequence[Future[Any]]) -> int:
    """How many are answered, one way or the other."""
    return sum(future.done() for future in futures)


def answer_of(future: Future[Any]) -> tuple[Any, str]:
    """The answer of a finished question, or in words why there is none."""
    if future.cancelled():
        return None, LOST
    error = future.exception()
    if error is None:
        return future.result(), ""
    if isinstance(error, HadrError):
        return None, str(error)
    raise error
