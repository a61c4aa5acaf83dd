"""The process beside the server that answers what takes seconds: pickles in, pickles out, until its input ends."""

from __future__ import annotations

import os
import pickle
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain import why_idle, why_not, why_unmet
from hadr_planner.judge import verify
from hadr_planner.limit import limit
from hadr_planner.smells import smells

MOST_PLANS = 4
QUESTIONS: Mapping[str, Callable[[Scenario, Any, Any], Any]] = {
    "move": why_not,
    "need": why_unmet,
    "asset": why_idle,
    "limit": lambda scenario, _, __: limit(scenario),
    "breaches": lambda scenario, plan, _: tuple(verify(scenario, plan)),
    "smells": lambda scenario, *_: smells(scenario),
    "film": lambda scenario, plan, _: _film(scenario, plan),
}


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer one question after the other; each names its plan, if any, which comes with the first about it."""
    known: OrderedDict[str, tuple[Scenario, Plan | None]] = OrderedDict()
    while True:
        try:
            key, world, question, what = pickle.load(asked)
        except (EOFError, pickle.UnpicklingError):
            return
        if world is not None:
            known[key] = world
        known.move_to_end(key)
        try:
            answers.write(pickle.dumps(_answer(*known[key], question, what)))
            answers.flush()
        except BrokenPipeError:
            os._exit(0)
        if len(known) > MOST_PLANS:
            known.popitem(last=False)


def _answer(scenario: Scenario, plan: Plan | None, question: str, what: Any) -> tuple[bool, Any]:
    """Whether there is an answer, and what it is, else why not."""
    try:
        return True, QUESTIONS[question](scenario, plan, what)
    except HadrError as error:
        return False, str(error)


def _film(scenario: Scenario, plan: Plan) -> str:
    """What the map's player shows; only those who ask for films wait for what drawing takes to load."""
    from hadr_planner.ui.offmap.film import reel

    return reel(scenario, plan)


def main(niceness: int) -> None:
    """Serve over standard input and output; whatever else is printed goes to standard error."""
    os.nice(niceness)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(int(sys.argv[1]))
