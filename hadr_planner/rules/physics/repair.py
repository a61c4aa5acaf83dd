r"""What is broken or unsurveyed stays shut until the work is done, and opens with the next period.

.. math::  quantity_k\, open_{kp} \le \sum_{p' < p} work_{kp'} \qquad
           \sum_{m\ through\ k\ in\ slot\ s} x_{ms} \le spots_k\, open_{kp}

with the spots or berths there, or all tails that could come where those are not known.

A shut place is shut to aircraft with wings, ships and craft; helicopters and trucks still come. A shut road is shut to
trucks, and to units that drive, whose way there leads over it and nowhere else in the time taken.

Not modelled: partial opening, work from both ends at once being faster than from one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode, NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network, network
from hadr_planner.replay import hour, opens_h, usable_ways
from hadr_planner.rules.spots import called_only_while

if TYPE_CHECKING:
    from hadr_planner.decisions import Bools, Decisions, Ints

CODE = "REPAIR"
TITLE = "Repairs and surveys come first"
SOURCE = "Tonga 2022 (survey before use), Haiyan 2013 and Haiti 2010 (debris, bridges, piers)"
LIFTED_BY = ""

STOPPED = (Mode.FIXED_WING, Mode.SHIP, Mode.LANDING_CRAFT)
"""What calls at no place that is shut."""


def impose(x: Decisions) -> None:
    number = {target: k for k, target in enumerate(x.shut)}
    if not number:
        return
    _work_opens(x, number)
    barred = x.pool_array(lambda a: a.type.mode in STOPPED)[x.missions.visits.mission]
    places = np.array([x.network.index.get(target, -1) for target in x.shut], dtype=np.int64)
    grants = _grants(x)
    called_only_while(x, CODE, barred, places, grants)
    endless = np.full(len(x.shut), np.inf)
    for target, k in number.items():
        if target in x.scenario.roads:
            hops = np.flatnonzero(x.hops_over(target))
            moves = x.missions.hops
            over = np.full(len(hops), k)
            x.only_while(CODE, moves.mission[hops], moves.off[hops], moves.on[hops], over, endless, grants)


def _work_opens(x: Decisions, number: dict[str, int]) -> None:
    """Every repair of a target must be done before a period in which it is open."""
    periods = x.clock.periods
    repairs = [(k, need) for k, need in enumerate(x.needs) if need.kind is NeedKind.REPAIR]
    row = np.arange(len(repairs) * periods).reshape(len(repairs), periods)
    every = np.arange(periods)
    opening = [(row[j], number[need.site] * periods + every, need.quantity) for j, (_, need) in enumerate(repairs)]
    rows, columns = np.concatenate([r for r, _, _ in opening]), np.concatenate([c for _, c, _ in opening])
    amounts = np.concatenate([np.full(periods, quantity) for _, _, quantity in opening])
    line = np.full(len(x.needs), -1)
    line[[k for k, _ in repairs]] = np.arange(len(repairs))
    work = np.flatnonzero(line[x.service.need] >= 0) if len(x.service) else x.service.need
    later = [(row[line[x.service.need[j]], x.service.period[j] + 1 :], j) for j in work]
    done_rows = np.concatenate([r for r, _ in later]) if later else np.zeros(0, dtype=np.int64)
    done = np.concatenate([np.full(len(r), j) for r, j in later]) if later else np.zeros(0, dtype=np.int64)
    terms = {"opening": (rows, columns, amounts), "service": (done_rows, done, -np.ones(len(done)))}
    x.limit(CODE, np.zeros(row.size), terms)


def _grants(x: Decisions) -> dict[str, tuple[Ints, Ints, Bools]]:
    """What opens each target, and in which period."""
    grant = np.eye(x.clock.periods, dtype=bool)[x.opening.period]
    return {"opening": (x.opening.target, np.arange(len(x.opening)), grant)}


End = tuple[str, float]
"""Node, and hour of leaving or reaching it."""


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    opens = opens_h(scenario, plan)
    if not opens:
        return
    over = partial(_over, network(scenario), opens)
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        if type.mode is Mode.TRUCK:
            for a, b in pairwise(sortie.stops):
                ends = (a.node, a.off_block_h), (b.node, b.on_block_h)
                yield from over(sortie.id, type.weight_t, *ends)
        elif type.mode is not Mode.HELICOPTER:
            yield from _calls(opens, sortie)
    for drive in plan.drives:
        yield from over(drive.unit, 0.0, (drive.from_, drive.start_h), (drive.to, drive.end_h))


def _calls(opens: Mapping[str, float], sortie: Sortie) -> Iterator[Breach]:
    for stop in sortie.stops:
        if stop.node in opens and stop.on_block_h < opens[stop.node] - EPSILON_H:
            yield _breach(opens, stop.node, sortie.id, stop.on_block_h, f"{sortie.id} calls at {stop.node}")


def _over(
    roads: Network, opens: Mapping[str, float], by: str, weight_t: float, start: End, end: End
) -> Iterator[Breach]:
    """A drive that could have gone only over roads shut when it began; where no road would do at all, ROAD says so."""
    (from_, off_h), (to, on_h) = start, end
    ways = usable_ways(roads, weight_t, from_, to, off_h, on_h)
    shut = [next((road for road in leg.via if road in opens and off_h < opens[road] - EPSILON_H), "") for leg in ways]
    if shut and all(shut):
        yield _breach(opens, shut[0], by, off_h, f"{by} drives from {from_} to {to}")


def _breach(opens: Mapping[str, float], target: str, by: str, at_h: float, doing: str) -> Breach:
    opening = f"opens at {hour(opens[target])}" if opens[target] < FOREVER_H else "stays shut in this plan"
    return Breach(
        rule=CODE, at=target, by=by, excess=min(opens[target], FOREVER_H) - at_h, unit="h",
        because=f"{doing} at {hour(at_h)}; {target} waits for work and {opening}.",
    )
