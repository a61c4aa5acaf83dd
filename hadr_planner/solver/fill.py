"""Sorties given, settle everything else at its best: loads, stocks, hand-overs, stays, services, openings.

A linear program first, with stays and openings as fractions; then each unit is held to the stay that the fractions like
best, with a bonus for being there whole, and the rest is solved once more around that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns
from hadr_planner.solver.engine import Model
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import solve_open

Floats = NDArray[np.float64]

LIKED = 0.3
"""Least fraction of a stay that is held to."""
BONUS = 1e5
"""Reward, in person-days, for a stay that is held to; taken out again before anything is counted."""
CORNER = {"solver": "ipm", "run_crossover": "on", "kkt_tolerance": 1e-3}
"""A corner, found from the inside: a tenth of the time of the simplex method, and loads that are not smeared out."""


def fill(
    program: Program,
    columns: Columns,
    counts: NDArray[np.int64],
    *,
    seconds: float,
    stop: Callable[[], bool] = lambda: False,
) -> dict[str, Floats] | None:
    """Values of all other decisions, by block; None if none were found in time."""
    linear = program.linear(columns)
    values = np.zeros(len(linear.upper))
    values[: linear.sorties] = counts
    free = reached(program, linear)
    free[: linear.sorties] = False
    model = linear.model()
    found = solve_open(model, free, values, seconds=seconds, options=CORNER, stop=stop)
    if found is None:
        return None
    held = _hold(program, linear, model, found[0])
    again = solve_open(held, free, values, seconds=seconds, options=CORNER, stop=stop) if held else found
    return blocks(program, linear, (again or found)[0])


def _hold(program: Program, linear: Linear, model: Model, values: Floats) -> Model | None:
    """The same model with one stay open for each unit; None where no unit stays anywhere."""
    stay = program.blocks["stay"]
    if not len(stay):
        return None
    first = linear.sorties + linear.waits + program.offset["stay"]
    share = values[first : first + len(stay)]
    upper, reward = model.upper.copy(), model.reward.copy()
    upper[first : first + len(stay)] = 0.0
    for unit in np.unique(stay.unit):
        mine = np.flatnonzero(stay.unit == unit)
        best = mine[np.argmax(share[mine])]
        if share[best] >= LIKED:
            upper[first + best] = 1.0
            reward[first + best] += BONUS
    return replace(model, upper=upper, reward=reward)


def reached(program: Program, linear: Linear) -> NDArray[np.bool_]:
    """All decisions but flows for which no sortie gives room."""
    x = program.x
    room = np.zeros(len(x.rooms), dtype=bool)
    mark = np.ones(len(linear.upper), dtype=bool)
    first = linear.sorties + linear.waits + program.offset["flow"]
    room[program.rooms_of(linear.columns)] = True
    mark[first : first + len(x.flow)] = room[x.flow.room]
    return mark


def blocks(program: Program, linear: Linear, values: Floats) -> dict[str, Floats]:
    """Cut a solution into its blocks."""
    others = values[linear.sorties + linear.waits :]
    return {
        name: others[program.offset[name] : program.offset[name] + len(block)] for name, block in program.blocks.items()
    }
