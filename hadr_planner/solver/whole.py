"""Branch and cut over the sorties that are known: everything whole at once, where the program is small enough for it.

Hour-by-hour following can't weigh one large ship against another, nor a repair against what only passes once it is
done; branch and cut can. SciPy's HiGHS is asked, since that of OR-Tools writes to the standard output when it mends a
solution.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from hadr_planner.solver import engine
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.engine import Model, Stopped
from hadr_planner.solver.fill import blocks, reached
from hadr_planner.solver.program import Linear, Program

Whole = tuple[Columns, NDArray[np.int64], dict[str, NDArray[np.float64]]]
"""Sorties, how many tails fly each, and all other decisions by block."""


def whole(
    program: Program,
    linear: Linear,
    *,
    seconds: float,
    gap: float,
    nodes: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Whole | None:
    """The best plan made of these sorties, as far as time or the count of nodes allows; None where none was found.

    Parameters
    ----------
    program
        All rows of the book.
    linear
        Those that the known sorties need.
    seconds
        Longest search.
    gap
        Share within which it may end.
    nodes
        Most nodes of the search tree: the same plan on any machine.
    stop
        Asked often; once true, ``Stopped`` is raised.
    """
    options = {"time_limit": seconds, "mip_rel_gap": gap} | ({} if nodes is None else {"node_limit": nodes})
    box: list[OptimizeResult] = []
    model = linear.model(linear.whole)
    worker = threading.Thread(target=lambda: box.append(_solve(model, reached(program, linear), options)), daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(0.05)
        if stop() and worker.is_alive():
            raise Stopped
    if not box or box[0].x is None:
        return None
    counts = np.round(box[0].x[: linear.sorties]).astype(np.int64)
    flown = counts > 0
    return linear.columns.take(flown), counts[flown], blocks(program, linear, box[0].x)


def _solve(model: Model, free: NDArray[np.bool_], options: dict[str, float | int]) -> OptimizeResult:
    upper = np.where(free, model.upper, 0.0)
    low = np.where(model.low <= -engine.INFINITE, -np.inf, model.low)
    high = np.where(model.high >= engine.INFINITE, np.inf, model.high)
    return milp(
        -model.reward,
        integrality=model.whole.astype(np.int64),
        bounds=Bounds(np.minimum(model.lower, upper), upper),
        constraints=LinearConstraint(model.matrix, low, high),
        options=options,
    )
