"""Which sorties to price in next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Linear, Program

Floats = NDArray[np.float64]


def reduced(program: Program, linear: Linear, dual: Floats, worths: Floats) -> Floats:
    """Worth of every (mission, slot) less what its tail would otherwise do."""
    x, fleet = program.x, program.fleet
    tail = fleet.potentials(linear.tails, dual[len(linear.live) :])
    slots = x.clock.slots
    slot = np.arange(slots)
    found = worths.copy()
    own = np.flatnonzero(fleet.leaves_line >= 0)
    free = np.minimum(slot + (x.missions.slots + x.rest)[own, None], slots)
    leave = slot - x.lead[own]
    found[own] += tail[fleet.enters_line[own][:, None], free] - tail[fleet.leaves_line[own][:, None], leave]
    return found


def best(program: Program, gain: Floats, least: float, most: int) -> Columns:
    """The best slot of every mission in every period, the best few missions of every pool and period."""
    x = program.x
    periods, slots = x.clock.periods, x.clock.slots
    first = np.searchsorted(x.leaves, np.arange(periods))
    peak = np.maximum.reduceat(gain, first, axis=1)
    mission, period = np.nonzero(peak > least)
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
