"""Models cut down before an engine sees them: what is fixed, what can't be more than nothing, and rows that never bind.

Engines do the same and more, but take seconds for it on a large book; here whole arrays are looked at at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hadr_planner.solver import engine
from hadr_planner.solver.engine import Model

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

SLACK = 1e-6
"""What held decisions may exceed a limit by, through rounding."""
LOOKS = 30
"""Most often that a model is looked through; each look may fix what the one before made plain."""
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Small:
    """What is left of a model.

    Parameters
    ----------
    model
        The open columns and the rows that can bind; held columns are moved to the limits.
    columns, rows
        Their numbers in the whole.
    held
        Values of all columns, zero for open ones.
    """

    model: Model
    columns: Ints
    rows: Ints
    held: Floats

    def values(self, found: Floats) -> Floats:
        """Values of all columns, given those of the open ones."""
        values = self.held.copy()
        values[self.columns] = found
        return values


def shrink(model: Model, free: Bools, values: Floats) -> Small:
    """Cut out what is not free, and what follows from that.

    Parameters
    ----------
    model
        The whole.
    free
        Which decisions are open; those that can't be above zero are closed all the same.
    values
        What the others are held at.
    """
    open_ = free & (model.upper > model.lower)
    held = np.where(open_, 0.0, np.where(free, model.lower, values))
    shift = model.matrix @ held
    equal = model.low == model.high
    low = np.where(model.low <= -engine.INFINITE, -np.inf, model.low - shift)
    high = np.where(model.high >= engine.INFINITE, np.inf, _left(model.high, shift, equal))
    columns, rows = _what_matters(model, np.flatnonzero(open_), low, high)
    small = Model(
        reward=model.reward[columns],
        lower=model.lower[columns],
        upper=model.upper[columns],
        whole=model.whole[columns],
        matrix=model.matrix.tocsc()[:, columns].tocsr()[rows],
        low=np.where(np.isinf(low[rows]), -engine.INFINITE * 2, low[rows]),
        high=np.where(np.isinf(high[rows]), engine.INFINITE * 2, high[rows]),
    )
    return Small(small, columns, rows, held)


def _left(high: Floats, shift: Floats, equal: Bools) -> Floats:
    """What is left of limits: nothing of those used up but for rounding, so that what they rule out is seen."""
    left = high - shift
    return np.where(~equal & (shift != 0.0) & (np.abs(left) < SLACK), 0.0, left)


def _what_matters(model: Model, columns: Ints, low: Floats, high: Floats) -> tuple[Ints, Ints]:
    """Columns that can do anything, and rows that can bind them."""
    matrix = model.matrix.tocsc()[:, columns].tocsr()
    rows = np.flatnonzero(np.diff(matrix.indptr) > 0)
    matrix = matrix[rows]
    for _ in range(LOOKS):
        least, most = _activity(matrix, model.lower[columns], model.upper[columns])
        slack = (most <= high[rows] + NEAR) & (least >= low[rows] - NEAR)
        idle = _forced(matrix, least, most, low[rows], high[rows]) & (model.lower[columns] == 0.0)
        kept = matrix[~slack]
        idle |= _useless(kept, low[rows[~slack]], model.reward[columns]) & (model.lower[columns] == 0.0)
        if not idle.any() and not slack.any():
            break
        columns, rows = columns[~idle], rows[~slack]
        matrix = kept.tocsc()[:, ~idle].tocsr()
    return columns, rows


def _activity(matrix: sparse.csr_matrix, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Least and most that each row can add up to."""
    up, down = matrix.copy(), matrix.copy()
    up.data, down.data = np.maximum(matrix.data, 0.0), np.minimum(matrix.data, 0.0)
    return up @ lower + down @ upper, up @ upper + down @ lower


def _forced(matrix: sparse.csr_matrix, least: Floats, most: Floats, low: Floats, high: Floats) -> Bools:
    """Columns, at zero at least, that rows already at their limit leave no room to be more."""
    at_high = (least >= high - NEAR) & (least == 0.0)
    at_low = (most <= low + NEAR) & (most == 0.0)
    row = np.repeat(np.arange(len(least)), np.diff(matrix.indptr))
    up, down = matrix.data > 0, matrix.data < 0
    stuck = (at_high[row] & up) | (at_low[row] & down)
    found = np.zeros(matrix.shape[1], dtype=bool)
    found[matrix.indices[stuck]] = True
    return found


def _useless(matrix: sparse.csr_matrix, low: Floats, reward: Floats) -> Bools:
    """Columns that gain nothing, by themselves or by making room in a row."""
    ranged = np.isfinite(low)
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    helps = np.zeros(matrix.shape[1], dtype=bool)
    helps[matrix.indices[(ranged[row] & (matrix.data != 0)) | (matrix.data < 0)]] = True
    return ~helps & (reward <= 0)


def solve_open(
    model: Model,
    free: Bools,
    values: Floats,
    *,
    seconds: float,
    options: dict[str, Any],
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Floats, float] | None:
    """Solve for the free decisions, the others held at their values; values and bound of the whole, or None.

    Parameters
    ----------
    model, free, values
        As for ``shrink``.
    seconds, options, stop
        As for ``engine.solve``.
    """
    small = shrink(model, free, values)
    held = float(model.reward @ small.held)
    if not len(small.columns):
        return small.held, held
    answer = engine.solve(small.model, seconds=seconds, options=options, stop=stop)
    return (small.values(answer.values), answer.bound + held) if answer.found else None
