"""Cutting fixed decisions out of a model, so that the engine sees only what is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.engine import Model

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SLACK = 1e-6


def solve_open(
    model: Model,
    free: Bools,
    values: Floats,
    *,
    seconds: float,
    options: dict[str, Any],
    warm: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Floats, float] | None:
    """Solve for the free decisions, the others held at their values; values and bound of the whole, or None.

    Parameters
    ----------
    model
        The whole.
    free
        Which decisions are open.
    values
        What the others are held at.
    seconds, options, stop
        As for ``engine.solve``.
    warm
        Whether the values of the free decisions are a solution to start from.
    """
    free = free & (model.upper > 0)
    held = np.where(free, 0.0, values)
    columns = model.matrix.tocsc()[:, free]
    shift = model.matrix @ held
    rows = np.diff(columns.tocsr().indptr) > 0
    low, high = model.low[rows] - shift[rows], model.high[rows] - shift[rows]
    equal = model.low[rows] == model.high[rows]
    low = np.where(model.low[rows] <= -engine.INFINITE, -engine.INFINITE * 2, low)
    high = np.where(equal, high, high + SLACK)
    small = Model(
        reward=model.reward[free],
        lower=model.lower[free],
        upper=model.upper[free],
        whole=model.whole[free],
        matrix=columns.tocsr()[rows],
        low=low,
        high=high,
    )
    answer = engine.solve(small, seconds=seconds, options=options, stop=stop, start=values[free] if warm else None)
    if not answer.found:
        return None
    found = held.copy()
    found[free] = answer.values
    return found, answer.bound + float(model.reward @ held)
