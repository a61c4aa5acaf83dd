"""The few big ones first: ships and craft make whole voyages before anything is fitted around them.

A linear program spreads a ship over many voyages. Each of its tails takes the chain of voyages, and of stays between
them, on which the program put most of its worth; what is left of the others is dropped. Stays count for as much as what
they give room for: a sea base that sailed whenever some voyage is liked a little would take its helicopters away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.follow import follow
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.market import Found
from hadr_planner.solver.paths import arcs_of
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MODES = (Mode.SHIP, Mode.LANDING_CRAFT)
LEAST = 1e-4
"""Smallest share of a voyage that counts."""


def big(program: Program) -> Bools:
    """Pools of ships and craft."""
    return np.array([asset.type.mode in MODES for asset in program.x.pools], dtype=bool)


def voyages(program: Program, found: Found, booked: Sequence[Booking] = ()) -> tuple[Booking, ...]:
    """Whole voyages of ships and craft that obey every row, besides those booked.

    Parameters
    ----------
    program, found
        The program, and what it would do in fractions.
    booked
        Sorties that are flown in any case.
    """
    columns, share = found.linear.columns, found.share
    whole, stays = np.zeros(len(columns)), program.fleet.waiting(columns, share)
    for pool in np.flatnonzero(big(program)).tolist():
        mine = (program.x.missions.pool[columns.mission] == pool) & (share > LEAST)
        if mine.any():
            lines = program.fleet.lines_of(pool)
            whole[mine] += _sailed(program, pool, columns.take(mine), share[mine], found, stays[lines], lines)
    return follow(program, columns, whole, ahead=0, booked=booked)


def _sailed(
    program: Program, pool: int, columns: Columns, share: Floats, found: Found, stays: Floats, lines: list[int]
) -> Floats:
    """How many tails of a pool make each of these voyages, when every tail takes the best way that is left."""
    x, worths = program.x, found.worths
    period = x.leaves[columns.start]
    _, group = np.unique(np.stack([columns.mission, period]), axis=1, return_inverse=True)
    group = group.reshape(-1)
    left = np.bincount(group, weights=share)
    worth = np.maximum(worths[columns.mission, columns.start], 1.0)
    number = {pair: k for k, pair in enumerate(zip(columns.mission.tolist(), columns.start.tolist(), strict=True))}
    whole = np.zeros(len(columns))
    rest = np.zeros((max(len(lines), 1), x.clock.slots + 1))
    for tail in range(x.pools[pool].count):
        gains = np.full(worths.shape, -np.inf)
        gains[columns.mission, columns.start] = np.clip(left[group], LEAST, 1.0) * worth
        if lines:
            rest = np.maximum(found.resting[lines], 0.0) * np.clip(stays - tail, 0.0, 1.0)
        mission, start, arcs = arcs_of(program, pool, gains, rest)
        taken = [number[int(mission[k]), int(start[k])] for k in arcs.route()]
        whole[taken] += 1.0
        np.subtract.at(left, group[taken], 1.0)
    return whole
