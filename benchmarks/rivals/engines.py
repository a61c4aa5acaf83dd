"""HiGHS, SCIP and CP-SAT through OR-Tools, told the same arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

NAMES = {"HIGHS": "highs", "GSCIP": "scip", "CP_SAT": "sat"}
HUGE = 1e6
"""Upper bound of what has none, for an engine of whole numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mip:
    """max reward @ v over low <= matrix @ v <= high, 0 <= v <= upper, some of v whole."""

    reward: np.ndarray
    upper: np.ndarray
    whole: np.ndarray
    matrix: sparse.csr_matrix
    low: np.ndarray
    high: np.ndarray


def solved(engine: str, mip: Mip, seconds: float) -> np.ndarray | None:
    """The best values found in the time; None where there were none."""
    from ortools.linear_solver.python import model_builder_helper as builder

    model: Any = builder.ModelBuilderHelper()
    model.fill_model_from_sparse_data(
        np.zeros(len(mip.upper)), np.minimum(mip.upper, HUGE), mip.reward, mip.low, mip.high, mip.matrix.tocsr()
    )
    for k in np.flatnonzero(mip.whole).tolist():
        model.set_var_integrality(k, True)
    model.set_maximize(True)
    solver = builder.ModelSolverHelper(NAMES[engine])
    solver.set_time_limit_in_seconds(max(seconds, 1.0))
    solver.solve(model)
    return np.array(solver.variable_values()) if solver.has_solution() else None
