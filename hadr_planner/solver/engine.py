"""OR-Tools, spoken to in arrays: linear programs by interior point, mixed-integer programs by branch and cut.

Solves run in a thread of their own, so that the caller's stop is heard at once; what the engine still computes is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python import model_builder_helper as helper
from scipy import sparse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

INTERIOR = "solver=ipm\nrun_crossover=off\nipm_optimality_tolerance=1e-5\nprimal_feasibility_tolerance=1e-5\ndual_feasibility_tolerance=1e-5"


class Stopped(Exception):  # noqa: N818
    """The caller asked to stop while a solve was running."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found.

    Parameters
    ----------
    found
        Whether ``values`` hold a solution.
    dual
        Prices of the rows; empty for mixed-integer programs.
    bound
        Best bound proven by the engine (mixed-integer programs).
    """

    found: bool
    values: Floats
    dual: Floats
    value: float
    bound: float


def linear(reward: Floats, upper: Floats, matrix: sparse.csr_matrix, low: Floats, high: Floats, *,
           seconds: float, options: str = INTERIOR, engine: str = "HIGHS_LP", stop: Callable[[], bool] = lambda: False) -> Answer:
    """Maximise ``reward @ v`` over ``low <= matrix @ v <= high``, ``0 <= v <= upper``."""
    return _solve(engine, options, reward, np.zeros(len(upper)), upper, None, matrix, low, high, seconds, stop)


def mixed(reward: Floats, lower: Floats, upper: Floats, whole: Bools, matrix: sparse.csr_matrix, low: Floats, high: Floats, *,
          seconds: float, gap: float, nodes: int | None = None, options: str = "", stop: Callable[[], bool] = lambda: False) -> Answer:
    """The same with whole numbers; ``nodes`` limits the work instead of the clock."""
    text = f"mip_rel_gap={gap}\nrandom_seed=0\nthreads=1\n{options}"
    if nodes is not None:
        text += f"\nmip_max_nodes={nodes}"
    return _solve("HIGHS", text, reward, lower, upper, whole, matrix, low, high, seconds, stop)


def _solve(engine: str, options: str, reward: Floats, lower: Floats, upper: Floats, whole: Bools | None,
           matrix: sparse.csr_matrix, low: Floats, high: Floats, seconds: float, stop: Callable[[], bool]) -> Answer:
    model = helper.ModelBuilderHelper()
    infinite = 1e29
    low = np.where(low <= -infinite, -np.inf, low)
    high = np.where(high >= infinite, np.inf, high)
    model.fill_model_from_sparse_data(lower, upper, reward, low, high, sparse.csr_matrix(matrix))
    model.set_maximize(True)
    if whole is not None:
        for column in np.flatnonzero(whole).tolist():
            model.set_var_integrality(column, True)
    solver = helper.ModelSolverHelper(engine)
    solver.set_time_limit_in_seconds(max(seconds, 0.05))
    if options:
        solver.set_solver_specific_parameters(options)
    worker = threading.Thread(target=solver.solve, args=(model,), daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(0.05)
        if stop() and worker.is_alive():
            solver.interrupt_solve()
            raise Stopped
    if not solver.has_solution():
        return Answer(False, np.zeros(0), np.zeros(0), -np.inf, np.inf)
    dual = np.asarray(solver.dual_values()) if whole is None else np.zeros(0)
    bound = solver.best_objective_bound() if whole is not None else solver.objective_value()
    return Answer(True, np.asarray(solver.variable_values()), dual, solver.objective_value(), bound)
