"""Which sorties to price in next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns, union
from hadr_planner.solver.paths import Paths
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]

NEAR = 0.5
"""Sorties are worth a look when the best path through them is worth this share of their pool's best."""
ALL, MOST, LEAST = 24_000, 12, 2
"""Sorties that enter at once at the utmost, and of those most and least for each pool and period."""
ROUGHLY = 3
"""At rough prices so many times fewer enter."""
ROOM, FAINT = 10_000, 1e-6
"""Sorties that enter at once at prices that are nearly right, and the share of the bound that is no gain."""
OUTSIZED, TIMES = 0.004, 6
"""A pool whose best path claims this share of the bound more than its known sorties do gets so many times as many."""


def best(program: Program, paths: Paths, bound: float, rough: bool = False) -> Columns:
    """Sorties on good paths that were not seen so far; of pools that hold the bound up, many.

    At ``rough`` prices fewer enter: most of them would be of no use, and the next program is solved exactly.
    """
    most = min(max(ALL // max(len(program.x.pools) * program.x.clock.periods, 1), LEAST), MOST)
    most = max(most // ROUGHLY, 1) if rough else most
    pool = program.x.missions.pool
    tails = np.array([asset.count for asset in program.x.pools], dtype=float)
    gain = paths.through - NEAR * paths.best[pool][:, None]
    gain[paths.best[pool] <= 0.0] = -np.inf
    holds = (paths.best - paths.known) * tails > OUTSIZED * bound
    few = _top(program, gain, most)
    if not holds.any():
        return few
    many = _top(program, np.where(holds[pool][:, None], gain, -np.inf), TIMES * most)
    return union(program.x.clock.slots, few, many)


def better(program: Program, paths: Paths, columns: Columns, bound: float) -> Columns:
    """Sorties not known yet on paths better than any known; where they are many, those that gain most."""
    pool = program.x.missions.pool
    gain = paths.through - paths.known[pool][:, None]
    gain[columns.mission, columns.start] = 0.0
    mission, start = np.nonzero(gain > 0.0)
    tails = np.array([asset.count for asset in program.x.pools], dtype=float)
    in_all = gain[mission, start] * tails[pool[mission]]
    order = np.argsort(-in_all, kind="stable")[: min(int((in_all > FAINT * bound).sum()), ROOM)]
    return Columns(mission[order], start[order])


def _top(program: Program, gain: Floats, most: int) -> Columns:
    """The best slot of every mission in every period, the best few missions of every pool and period."""
    x = program.x
    periods, slots = x.clock.periods, x.clock.slots
    first = np.searchsorted(x.leaves, np.arange(periods))
    peak = np.maximum.reduceat(gain, first, axis=1)
    mission, period = np.nonzero(peak > 0.0)
    key = x.missions.pool[mission] * periods + period
    order = np.lexsort((-peak[mission, period], key))
    key = key[order]
    chosen = order[np.arange(len(key)) - np.searchsorted(key, key) < most]
    mission, period = mission[chosen], period[chosen]
    ends = np.append(first[1:], slots)
    start = np.array(
        [
            first[p] + int(np.argmax(gain[m, first[p] : ends[p]]))
            for m, p in zip(mission.tolist(), period.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    return Columns(mission, start)
