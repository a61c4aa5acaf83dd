"""Plan again after a change, near the plan in force: what still holds stays, what is free is filled, loads are settled.

Sorties of the plan in force that still obey every rule are booked for the tails that fly them; what lost its tail, its
place or its goods is dropped (``salvage``). The staff's eye then sends tails that stand idle, around what is booked,
and a linear program settles anew what is carried and handed over from then on; as long as that gains, idle tails fly
what its prices pay for. Nothing that still holds is moved, so the plan costs few changed orders; a search that may
change everything finds more, and proves a bound: ``solve(..., start=plan)``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules import RULES
from hadr_planner.solver import begun
from hadr_planner.solver.around import all_held
from hadr_planner.solver.assemble import assemble
from hadr_planner.solver.columns import counted
from hadr_planner.solver.event import Event
from hadr_planner.solver.fill import fill
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.idle import busier
from hadr_planner.solver.past import hold_past
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.whole import settled
from hadr_planner.wishes.calls import flights

LITTLE = 1e-3
"""Share by which the plan must gain for idle tails to look once more what pays."""
WHY = "Planned again near the plan in force; no bound was sought."


def replan(
    scenario: Scenario,
    plan: Plan,
    *,
    since_h: float = 0.0,
    seconds: float = 30.0,
    watch: Callable[[Event], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """The plan in force made to fit a scenario that has changed, with few changes; it obeys every rule.

    Parameters
    ----------
    scenario
        Things as they now are.
    plan
        The plan in force, made when they were otherwise.
    since_h
        Hour before which nothing new begins.
    seconds
        Longest time for settling loads, from the call on; without an answer by then, the staff's own loads stay.
    watch, stop
        As ``solve`` takes them.
    """
    begins = time.monotonic()
    best: Plan | None = None
    for phase, found in _plans(scenario, plan, since_h, begins + seconds, stop or (lambda: False)):
        better = best is None or found.value > best.value
        if better and not any(True for rule in RULES for _ in rule.check(scenario, found)):
            best = replace(found, why=WHY)
        if watch and best:
            shown = best if better else None
            elapsed_s = time.monotonic() - begins
            watch(Event(elapsed_s=elapsed_s, phase=phase, value=best.value, bound=np.inf, plan=shown))
    assert best is not None
    return best


def _plans(
    scenario: Scenario, plan: Plan, since_h: float, until: float, stop: Callable[[], bool]
) -> Iterator[tuple[str, Plan]]:
    kept = begun.again(scenario, plan)
    yield "what still holds", kept
    if stop():
        return
    x = decide(scenario)
    booked = bookings(x, kept)
    hold_past(x, kept, booked, since_h)
    program = Program(x)
    sent, worth = counted(Greedy(program, booked).run().flown, x.clock.slots), -np.inf
    phase, liked = "loads settled", None
    while (left_s := until - time.monotonic()) > 0 and not stop():
        filled = fill(program, *sent, seconds=left_s, stop=stop, liked=liked)
        if filled is None:
            return
        found = assemble(program, filled.columns, filled.counts, filled.values)
        yield phase, found
        if found.value < worth * (1 + LITTLE):
            return
        told = settled(program, all_held(program, *sent), seconds=until - time.monotonic(), stop=stop)
        if told is None:
            return
        worth, phase = found.value, "idle tails sent where it pays"
        sent, liked = busier(program, told.filled, told.prices), told.filled.values["stay"]


def bookings(x: Decisions, plan: Plan) -> tuple[Booking, ...]:
    """The sorties of a plan that obeys every rule, for the tails that fly them."""
    number = {id: pool for pool, id in enumerate(x.missions.pools)}
    return tuple(
        Booking(mission, slot, number[sortie.asset], sortie.tail - 1)
        for sortie, mission, slot in flights(x, plan.sorties)
    )
