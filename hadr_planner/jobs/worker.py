"""One search in a process of its own: ``python -m hadr_planner.jobs.worker FOLDER/spec.json``.

Reads the order beside the spec, appends every step to the events file, writes each better plan whole or not at all, and
at the end says how it went. Asked to stop, it hands in its best plan.
"""

from __future__ import annotations

import json
import signal
import sys
import time
import traceback
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from hadr_planner.errors import HadrError
from hadr_planner.jobs.state import EVENTS, PLAN, Status, write_end

if TYPE_CHECKING:
    from hadr_planner.domain.plan import Plan
    from hadr_planner.solver.event import Event


def main(spec: Path) -> int:
    """Search, and say how it ended; the exit code is 0 if it came to its end."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: asked.append(number))
    folder, begun = spec.parent, time.monotonic()
    try:
        made = _search(folder, asked)
    except HadrError as error:
        return _fail(folder, str(error), begun)
    except MemoryError:
        return _fail(folder, "The search ran out of memory.", begun)
    except Exception as error:  # the last chance to say why; the log keeps the rest
        traceback.print_exc()
        why = f"The search met a fault of its own ({type(error).__name__}); its log has the details."
        return _fail(folder, why, begun)
    status = Status.CANCELLED if asked else Status.DONE
    write_end(folder, status, made.why, time.monotonic() - begun)
    return 0


def _search(folder: Path, asked: list[int]) -> Plan:
    from hadr_planner.domain.scenario import Scenario
    from hadr_planner.io import write_plan
    from hadr_planner.jobs.order import read_order
    from hadr_planner.solver import solve

    order = read_order(folder)
    assert isinstance(order.scenario, Scenario)
    with (folder / EVENTS).open("a", encoding="utf-8") as events:

        def watch(event: Event) -> None:
            if event.plan is not None:
                write_plan(_so_far(event.plan, event), folder / PLAN)
            events.write(_line(event))
            events.flush()

        made = solve(
            order.scenario,
            seconds=order.seconds,
            gap=order.gap,
            seed=order.seed,
            aims=order.aims,
            wishes=order.wishes,
            start=order.start,
            watch=watch,
            stop=lambda: bool(asked),
        )
    write_plan(made, folder / PLAN)
    return made


def _so_far(plan: Plan, event: Event) -> Plan:
    """A plan on the way, with the bound known by then."""
    if plan.why or not plan.value <= event.bound < float("inf"):
        return plan
    return replace(plan, bound=event.bound, why=f"The best plan after {event.elapsed_s:.0f} s of the search.")


def _line(event: Event) -> str:
    said = {
        "elapsed_s": round(event.elapsed_s, 3),
        "phase": event.phase,
        "value": event.value if isfinite(event.value) else None,
        "bound": event.bound if isfinite(event.bound) else None,
    }
    return f"{json.dumps(said, ensure_ascii=False)}\n"


def _fail(folder: Path, why: str, begun: float) -> int:
    write_end(folder, Status.FAILED, why, time.monotonic() - begun)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
