"""The few big ones first: ships and craft make whole voyages before anything is fitted around them.

A linear program spreads a ship over many voyages. Each of its tails takes the chain of voyages on which the program
put most of its worth; what is left of the others is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.follow import follow
from hadr_planner.solver.hand import Booking
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


def voyages(
    program: Program, columns: Columns, share: Floats, worths: Floats, booked: Sequence[Booking] = ()
) -> tuple[Booking, ...]:
    """Whole voyages of ships and craft that obey every row, besides those booked.

    Parameters
    ----------
    program, columns, share
        The program, its sorties, and how many tails fly each of them, in fractions.
    worths
        What each (mission, slot) is worth, tails apart.
    booked
        Sorties that are flown in any case.
    """
    whole = np.zeros(len(columns))
    for pool in np.flatnonzero(big(program)).tolist():
        mine = np.flatnonzero((program.x.missions.pool[columns.mission] == pool) & (share > LEAST))
        if len(mine):
            _sail(program, pool, columns, mine, share, worths, whole)
    return follow(program, columns, whole, ahead=0, booked=booked)


def _sail(
    program: Program, pool: int, columns: Columns, mine: NDArray[np.int64], share: Floats, worths: Floats, whole: Floats
) -> None:
    """Add the voyages of every tail of a pool to ``whole``."""
    x = program.x
    period = x.leaves[columns.start[mine]]
    _, group = np.unique(np.stack([columns.mission[mine], period]), axis=1, return_inverse=True)
    group = group.reshape(-1)
    left = np.bincount(group, weights=share[mine])
    pairs = zip(columns.mission[mine].tolist(), columns.start[mine].tolist(), strict=True)
    number = {pair: k for k, pair in enumerate(pairs)}
    lines = 1 if program.fleet.embarked(pool) else len(x.stands[pool])
    rest = np.zeros((lines, x.clock.slots + 1))
    for _ in range(x.pools[pool].count):
        gains = np.full(worths.shape, -np.inf)
        worth = np.maximum(worths[columns.mission[mine], columns.start[mine]], 1.0)
        gains[columns.mission[mine], columns.start[mine]] = np.clip(left[group], LEAST, 1.0) * worth
        mission, start, arcs = arcs_of(program, pool, gains, rest)
        taken = [number[int(mission[k]), int(start[k])] for k in arcs.route()]
        whole[mine[taken]] += 1.0
        np.subtract.at(left, group[taken], 1.0)
