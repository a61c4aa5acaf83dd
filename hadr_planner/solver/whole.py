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
from hadr_planner.solver.engine import Model, Stopped
from hadr_planner.solver.fill import Filled, blocks, reached
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import shrink


def whole(
    program: Program,
    linear: Linear,
    *,
    seconds: float,
    gap: float,
    nodes: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Filled | None:
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
    small = shrink(linear.model(linear.whole), reached(program, linear), np.zeros(len(linear.upper)))
    found = best_whole(small.model, seconds=seconds, gap=gap, nodes=nodes, stop=stop)
    if found is None:
        return None
    values = small.values(found)
    counts = np.round(values[: linear.sorties]).astype(np.int64)
    flown = counts > 0
    return Filled(linear.columns.take(flown), counts[flown], blocks(program, linear, values))


def best_whole(
    model: Model,
    *,
    seconds: float,
    gap: float,
    nodes: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> NDArray[np.float64] | None:
    """The best values found, whole where they must be; None where none were found.

    Parameters
    ----------
    model
        What to solve.
    seconds, gap, nodes, stop
        As for ``whole``.
    """
    options = {"time_limit": seconds, "mip_rel_gap": gap} | ({} if nodes is None else {"node_limit": nodes})
    box: list[OptimizeResult] = []
    worker = threading.Thread(target=lambda: box.append(_solve(model, options)), daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(0.02)
        if stop() and worker.is_alive():
            raise Stopped
    return None if not box or box[0].x is None else np.asarray(box[0].x)


def _solve(model: Model, options: dict[str, float | int]) -> OptimizeResult:
    low = np.where(model.low <= -engine.INFINITE, -np.inf, model.low)
    high = np.where(model.high >= engine.INFINITE, np.inf, model.high)
    return milp(
        -model.reward,
        integrality=model.whole.astype(np.int64),
        bounds=Bounds(model.lower, model.upper),
        constraints=LinearConstraint(model.matrix, low, high),
        options=options,
    )
