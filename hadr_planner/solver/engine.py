"""OR-Tools MathOpt with HiGHS and PDLP, spoken to in arrays: linear programs by interior point or first-order steps.

Solves run in a thread of their own, so that the caller's stop is heard at once; PDLP ends with it, and what HiGHS still
computes is dropped.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2
from ortools.math_opt.core.python import solver as core
from ortools.util.python import solve_interrupter
from pybind11_abseil.status import StatusNotOk
from scipy import sparse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

INFINITE = 1e29
GENERAL = ("relative_gap_tolerance", "node_limit", "random_seed")
"""Options that MathOpt sets itself, over what HiGHS is told."""
FIRST_ORDER = "eps"
"""Option that asks for PDLP, a first-order method, to this relative accuracy, in place of HiGHS."""
INTERIOR = {"solver": "ipm", "run_crossover": "off", "kkt_tolerance": 1e-3}
"""Interior point without crossover: central prices, and no simplex clean-up; worth within a tenth of the tolerance."""
CLOSE = INTERIOR | {"kkt_tolerance": 1e-1}
"""The same, worth within a hundredth."""
ROUGH = {FIRST_ORDER: 1e-2}
"""First-order, for prices that are wrong anyway because sorties are still missing; a tenth of the time."""
LESS_ROUGH, NEAR = {FIRST_ORDER: 3e-3}, {FIRST_ORDER: 1e-3}
"""The same more exactly: quick where it begins from an answer to nearly the same program."""
STEPS = "steps"
"""Option that limits a first-order method to this many steps."""
NEARBY = {FIRST_ORDER: 1e-6, STEPS: 256}
"""A few first-order steps from an answer that is nearly right, to take in what is new: a fifteenth of the time."""


PARTING_S = 5.0
"""How long the program waits, as it ends, for engines that were given up: one that comes back while Python is being
taken down aborts it."""
_under_way: list[threading.Thread] = []


@atexit.register
def _part() -> None:
    until = time.monotonic() + PARTING_S
    for worker in _under_way:
        worker.join(max(until - time.monotonic(), 0.0))


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
        Prices of the rows, at least zero for rows at most a limit; empty for mixed-integer programs.
    bound
        Best bound that the engine proved.
    """

    found: bool
    values: Floats
    dual: Floats
    value: float
    bound: float


NOTHING = Answer(False, np.zeros(0), np.zeros(0), -np.inf, np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """max reward @ v over low <= matrix @ v <= high, lower <= v <= upper, some of v whole."""

    reward: Floats
    lower: Floats
    upper: Floats
    whole: Bools
    matrix: sparse.csr_matrix
    low: Floats
    high: Floats


def solve(
    model: Model,
    *,
    seconds: float,
    options: dict[str, Any],
    stop: Callable[[], bool] = lambda: False,
    start: Floats | None = None,
    prices: Floats | None = None,
    threads: int = 1,
) -> Answer:
    """Maximise; always said as minimising the negative, since HiGHS mistakes the signs of prices when maximising.

    Where HiGHS gives up on the options (interior point at times ends in neither an answer nor a refusal), it is asked
    to leave the program as it is, and then in its own way, which takes several times as long; where it gives up on
    that, nothing is found.

    Parameters
    ----------
    model, options
        What to solve, and what to tell HiGHS.
    seconds
        Time to spend on it.
    stop
        Asked often; once true, the solve is given up.
    start, prices
        Values and prices of rows to start from, for mixed-integer programs and first-order methods.
    threads
        Of first-order methods; HiGHS has one.

    Raises
    ------
    Stopped
        If ``stop`` turned true before the engine was done.
    """
    until = time.monotonic() + seconds
    for chosen in _chosen(options):
        kind = parameters_pb2.SOLVER_TYPE_PDLP if FIRST_ORDER in chosen else parameters_pb2.SOLVER_TYPE_HIGHS
        parameters = _parameters(until - time.monotonic(), chosen, threads)
        result = _attempt(kind, _request(model), parameters, _hints(start, prices), stop)
        if result is not None:
            return _answer(model, result)
    return NOTHING


def _chosen(options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The options; where they ask for interior point, the same on the program as it is; and HiGHS's own way."""
    yield options
    if options.get("solver") == "ipm":
        yield options | {"presolve": "off"}
    yield {name: value for name, value in options.items() if name in GENERAL}


def _parameters(seconds: float, options: dict[str, Any], threads: int) -> Any:
    parameters = parameters_pb2.SolveParametersProto()
    parameters.time_limit.FromNanoseconds(int(max(seconds, 0.05) * 1e9))
    if FIRST_ORDER in options:
        accuracy = parameters.pdlp.termination_criteria.simple_optimality_criteria
        accuracy.eps_optimal_relative = accuracy.eps_optimal_absolute = options[FIRST_ORDER]
        parameters.pdlp.num_threads = threads
        if STEPS in options:
            parameters.pdlp.termination_criteria.iteration_limit = options[STEPS]
        return parameters
    for name, value in options.items():
        if name in GENERAL:
            setattr(parameters, name, value)
            continue
        kind = {str: "string", float: "double", int: "int", bool: "bool"}[type(value)]
        getattr(parameters.highs, f"{kind}_options")[name] = value
    return parameters


def _hints(start: Floats | None, prices: Floats | None) -> Any:
    hints = model_parameters_pb2.ModelSolveParametersProto()
    if start is not None:
        hint = hints.solution_hints.add()
        hint.variable_values.ids.extend(range(len(start)))
        hint.variable_values.values.extend(start)
        if prices is not None:
            hint.dual_values.ids.extend(range(len(prices)))
            hint.dual_values.values.extend(-prices)
    return hints


def _attempt(kind: Any, request: Any, parameters: Any, hints: Any, stop: Callable[[], bool]) -> Any:
    """What the engine says; nothing where it gives up."""
    box: list[Any] = []
    halt = solve_interrupter.SolveInterrupter()
    heeds = kind == parameters_pb2.SOLVER_TYPE_PDLP
    bell = halt.pybind_interrupter if heeds else None
    worker = threading.Thread(target=_run, args=(kind, request, parameters, hints, bell, box), daemon=True)
    worker.start()
    _under_way[:] = [one for one in _under_way if one.is_alive()] + [worker]
    while worker.is_alive():
        worker.join(0.05)
        if stop() and worker.is_alive():
            if heeds:
                halt.interrupt()
                worker.join()
            raise Stopped
    if isinstance(box[0], StatusNotOk):
        return None
    if isinstance(box[0], Exception):
        raise box[0]
    return box[0]


def _run(kind: Any, request: Any, parameters: Any, hints: Any, bell: Any, box: list[Any]) -> None:
    try:
        box.append(
            core.solve(
                request,
                kind,
                parameters_pb2.SolverInitializerProto(),
                parameters,
                hints,
                None,
                callback_pb2.CallbackRegistrationProto(),
                None,
                bell,
            )
        )
    except Exception as error:  # handed to the caller's thread, which raises it
        box.append(error)


def _request(model: Model) -> Any:
    request = model_pb2.ModelProto()
    columns, rows = len(model.upper), len(model.low)
    request.variables.ids.extend(range(columns))
    request.variables.lower_bounds.extend(model.lower)
    request.variables.upper_bounds.extend(model.upper)
    request.variables.integers.extend(model.whole.tolist())
    priced = np.flatnonzero(model.reward)
    request.objective.linear_coefficients.ids.extend(priced)
    request.objective.linear_coefficients.values.extend(-model.reward[priced])
    request.linear_constraints.ids.extend(range(rows))
    request.linear_constraints.lower_bounds.extend(np.where(model.low <= -INFINITE, -np.inf, model.low))
    request.linear_constraints.upper_bounds.extend(np.where(model.high >= INFINITE, np.inf, model.high))
    matrix = model.matrix.copy()
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    entries = matrix.tocoo()
    request.linear_constraint_matrix.row_ids.extend(entries.row)
    request.linear_constraint_matrix.column_ids.extend(entries.col)
    request.linear_constraint_matrix.coefficients.extend(entries.data)
    return request


def _answer(model: Model, result: Any) -> Answer:
    if not result.solutions or not result.solutions[0].HasField("primal_solution"):
        return NOTHING
    best = result.solutions[0]
    values = np.array(best.primal_solution.variable_values.values)
    dual = -np.array(best.dual_solution.dual_values.values) if best.HasField("dual_solution") else np.zeros(0)
    return Answer(True, values, dual, float(model.reward @ values), -result.termination.objective_bounds.dual_bound)
