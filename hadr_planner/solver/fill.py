"""Sorties given, settle everything else at its best: loads, stocks, hand-overs, stays, services, openings."""

from __future__ import annotations

from collections.abc import Callable
import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import solve_open

Floats = NDArray[np.float64]


def fill(program: Program, columns: Columns, counts: NDArray[np.int64], *, seconds: float, gap: float = 1e-3,
         nodes: int | None = None, stop: Callable[[], bool] = lambda: False) -> dict[str, Floats] | None:
    """Values of all other decisions, by block; None if none were found in time."""
    linear = program.linear(columns)
    values = np.zeros(len(linear.upper))
    values[: linear.sorties] = counts
    free = np.ones(len(values), dtype=bool)
    free[: linear.sorties] = False
    options: dict[str, object] = {"relative_gap_tolerance": gap, "random_seed": program.x.scenario.seed}
    if nodes is not None:
        options["node_limit"] = nodes
    model = linear.model(linear.whole)
    found = solve_open(model, free & _reached(program, linear), values, seconds=seconds, options=options, stop=stop)
    return blocks(program, linear, found[0]) if found else None


def _reached(program: Program, linear: Linear) -> NDArray[np.bool_]:
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
    return {name: others[program.offset[name] : program.offset[name] + len(block)] for name, block in program.blocks.items()}
