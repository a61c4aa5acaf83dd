"""What is past is flown: before an hour nothing begins but what is booked, and nothing is carried but what was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan
from hadr_planner.solver.hand import Booking
from hadr_planner.wishes.calls import flights

HELD = "held"
KEPT = 1e4
"""Reward, in person-days a tonne, for what was carried to be carried still; never counted."""

Carried = tuple[int, int, int, int]
"""Channel, period of leaving, period of coming in, cargo."""


def hold_past(x: Decisions, plan: Plan, booked: Sequence[Booking], since_h: float) -> None:
    """Forbid new sorties before an hour, and other loads than the plan's on what has left by then.

    Parameters
    ----------
    x
        Everything that can be decided.
    plan, booked
        The plan in force, as far as it holds, and its sorties.
    since_h
        Hour of the change.
    """
    x.forbid(np.broadcast_to(x.hour[:-1] < since_h, x.allowed.shape))
    for one in booked:
        x.allowed[one.mission, one.slot] = True
    tonnes: defaultdict[Carried, float] = defaultdict(float)
    for key, amount in _carried(x, plan):
        tonnes[key] += amount
    flow = x.flow
    past = np.asarray(x.clock.edges_h)[flow.out + 1] <= since_h
    keys = zip(*(key[past].tolist() for key in (flow.channel, flow.out, flow.into, flow.item)), strict=True)
    flow.upper[past] = np.minimum(flow.upper[past], [tonnes[key] for key in keys])
    flow.reward[HELD] = np.where(past, KEPT, 0.0)


def _carried(x: Decisions, plan: Plan) -> Iterator[tuple[Carried, float]]:
    """What every sortie of a plan puts down, by the room that it takes."""
    lifts, item = x.missions.lifts, {id: number for number, id in enumerate(x.cargo)}
    for sortie, mission, slot in flights(x, plan.sorties):
        for lift in np.flatnonzero(lifts.mission == mission).tolist():
            out, into = (
                int(of[min(slot + int(at[lift]), len(of) - 1)])
                for of, at in ((x.leaves, lifts.out), (x.arrives, lifts.into))
            )
            end = x.network.nodes[int(lifts.end[lift])]
            for stop in sortie.stops:
                for id, tonnes in stop.unloads.items() if stop.node == end else ():
                    yield (int(x.channels.of[lift]), out, into, item[id]), tonnes
