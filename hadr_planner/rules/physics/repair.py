r"""What is broken or unsurveyed stays shut until the work is done, and opens with the next period.

.. math::  quantity_k\, open_{kp} \le \sum_{p' < p} work_{kp'} \qquad
           \sum_{m\ through\ k\ in\ p} x_{ms} \le M\, open_{kp}

A shut place is shut to aircraft with wings, ships, craft; helicopters and trucks still come. A shut road is shut to trucks.

Not modelled: partial opening, work from both ends at once being faster than from one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.catalogue import NeedKind

CODE = "REPAIR"
TITLE = "Repairs and surveys come first"
SOURCE = "Tonga 2022 (survey before use), Haiyan 2013 and Haiti 2010 (debris, bridges, piers)"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    number = {target: k for k, target in enumerate(x.shut)}
    if not number:
        return
    _work_opens(x, number)
    visits = x.missions.visits
    barred = x.pool_array(lambda a: a.type.mode in (Mode.FIXED_WING, Mode.SHIP, Mode.LANDING_CRAFT))[visits.mission]
    at = np.array([number.get(id, -1) for id in x.network.nodes], dtype=np.int64)[visits.node]
    calls = np.flatnonzero(barred & (at >= 0))
    _through(x, visits.mission[calls], visits.on[calls], np.maximum(visits.off[calls], visits.on[calls] + 1), at[calls])
    for target, k in number.items():
        if target in x.scenario.roads:
            hops = np.flatnonzero(x.hops_over(target))
            moves = x.missions.hops
            _through(x, moves.mission[hops], moves.off[hops], moves.on[hops], np.full(len(hops), k))


def _work_opens(x: Decisions, number: dict[str, int]) -> None:
    """Every repair of a target must be done before a period in which it is open."""
    periods = x.clock.periods
    repairs = [(k, need) for k, need in enumerate(x.needs) if need.kind is NeedKind.REPAIR]
    row = np.arange(len(repairs) * periods).reshape(len(repairs), periods)
    opening = [(row[j], number[need.site] * periods + np.arange(periods), need.quantity) for j, (_, need) in enumerate(repairs)]
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


def _through(x: Decisions, mission: np.ndarray, since: np.ndarray, until: np.ndarray, target: np.ndarray) -> None:
    opening = np.arange(len(x.opening))
    grant = np.eye(x.clock.periods, dtype=bool)[x.opening.period]
    x.only_while(CODE, mission, since, until, target, len(x.shut), {"opening": (x.opening.target, opening, grant)})
