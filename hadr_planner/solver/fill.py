"""Sorties given, settle everything else at its best: loads, stocks, hand-overs, stays, services, openings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Linear, Program

Floats = NDArray[np.float64]


def fill(program: Program, columns: Columns, counts: NDArray[np.int64], *, seconds: float, gap: float = 1e-3,
         nodes: int | None = None, stop: Callable[[], bool] = lambda: False) -> dict[str, Floats] | None:
    """Values of all other decisions, by block; None if none were found in time."""
    linear = program.linear(columns)
    model = linear.model(linear.whole)
    lower, upper = model.lower.copy(), model.upper.copy()
    lower[: linear.sorties] = upper[: linear.sorties] = counts
    whole = model.whole.copy()
    whole[: linear.sorties] = False
    options: dict[str, object] = {"mip_rel_gap": gap, "random_seed": program.x.scenario.seed}
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    answer = engine.solve(replace(model, lower=lower, upper=upper, whole=whole), seconds=seconds, options=options, stop=stop)
    return blocks(program, linear, answer.values) if answer.found else None


def blocks(program: Program, linear: Linear, values: Floats) -> dict[str, Floats]:
    """Cut a solution into its blocks."""
    others = values[linear.sorties + linear.waits :]
    return {name: others[program.offset[name] : program.offset[name] + len(block)] for name, block in program.blocks.items()}
