"""Measure one case in this process, and write what came of it: ``python -m benchmarks.measure CASE RESULT``."""

from __future__ import annotations

import json
import resource
import sys
import time
from math import isfinite
from pathlib import Path
from typing import Any

from benchmarks.case import Case, scenario
from hadr_planner import goals
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.judge import verify
from hadr_planner.solver.event import Event

Result = dict[str, Any]


def measure(case: Case) -> Result:
    """What the case comes to; a failure is said, not raised."""
    try:
        if case.suite == "replan":
            return _replan(case)
        return _teams(case) if case.instance.startswith("call:") else _plan(case)
    except Exception as error:  # a failure is a row of the table
        return {"failure": f"{type(error).__name__}: {error}"}


def _plan(case: Case) -> Result:
    from benchmarks.rivals import WAYS

    posed = scenario(case.instance)
    events: list[Event] = []
    begun = time.monotonic()
    plan = WAYS[case.way](posed, case.seconds, case.repeat, events.append)
    seconds = time.monotonic() - begun
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    first = next((event for event in events if event.plan is not None), None)
    breaches = [*judged(posed, plan), *(judged(posed, first.plan) if first and first.plan else [])]
    return {
        "seconds": seconds, "peak_mib": peak_mib, "value": goals.value(posed, plan), "bound": _number(plan.bound),
        "first_s": first.elapsed_s if first else seconds, "first_value": first.value if first else plan.value,
        "bound_s": next((event.elapsed_s for event in events if isfinite(event.bound)), None),
        "breaches": breaches, "sorties": len(plan.sorties), "stays": len(plan.stays),
        "course": [
            [event.elapsed_s, _number(event.value), _number(event.bound)] for event in events if event.phase != "done"
        ],
    }


def judged(posed: Scenario, plan: Plan) -> list[str]:
    """Codes of the rules that a plan breaks."""
    return sorted({breach.rule for breach in verify(posed, plan)})


def _teams(case: Case) -> Result:
    from benchmarks.rescue import rescue
    from hadr_planner.incidents import dispatch

    kind, _, share = case.instance.removeprefix("call:").partition("+")
    incidents, teams = (int(number) for number in kind.split("x"))
    begun = time.monotonic()
    rota = dispatch(rescue(incidents, teams, case.repeat, shared=float(share or 0)), seconds=case.seconds)
    return {
        "seconds": time.monotonic() - begun, "harm": rota.harm, "bound": rota.bound, "practice": rota.practice_harm,
        "gap": rota.gap, "proven": rota.proven,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **rota.work,
    }


def _replan(case: Case) -> Result:
    from benchmarks.replanning import replanned

    found = replanned(scenario(case.instance), case.seconds, case.repeat)
    return {"changes": found, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def counting_s() -> float:
    """Seconds in which Python adds up four million numbers here and now: how fast the machine is at this hour."""
    begun, total = time.perf_counter(), 0
    for number in range(4_000_000):
        total += number
    return time.perf_counter() - begun


def _number(amount: float) -> float | None:
    return amount if isfinite(amount) else None


def main() -> None:
    """Read a case, write its result at once and whole."""
    case, target = Case(**json.loads(sys.argv[1])), Path(sys.argv[2])
    told = {"case": case.told(), "counting_s": counting_s(), "result": measure(case)}
    target.write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()
