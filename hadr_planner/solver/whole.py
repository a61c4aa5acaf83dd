"""Branch and cut over the sorties that are known: everything whole at once, where the program is small enough for it.

Hour-by-hour following can't weigh one large ship against another, nor a repair against what only passes once it is
done; branch and cut can. SciPy's HiGHS is asked, since that of OR-Tools writes to the standard output when it mends a
solution.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from hadr_planner.solver import engine
from hadr_planner.solver.engine import Model, Stopped
from hadr_planner.solver.fill import CORNER, NEARLY, Filled, blocks, reached, same_places
from hadr_planner.solver.pricing import book_prices
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import shrink

Floats = NDArray[np.float64]

SOLVED = 0
"""What SciPy says of a problem that it solved to the end; where nothing need be whole, it gives no bound besides."""
FAINT = 1e-6
"""Less of a decision is nothing."""
TOLERANCE = 1e-5
"""Share by which an engine's bound is widened: it keeps its rows to a millionth."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What branch and cut came to.

    Parameters
    ----------
    filled
        The best plan found; None where none was.
    bound
        No plan made of the sorties given is worth more, as the engine says; a little is added for its tolerances.
    """

    filled: Filled | None
    bound: float


@dataclass(frozen=True, slots=True)
class Settled:
    """What a program comes to with nothing whole, and what its rows cost then."""

    filled: Filled
    prices: Floats


def whole(
    program: Program,
    linear: Linear,
    *,
    seconds: float,
    gap: float,
    nodes: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Whole:
    """The best plan made of these sorties, as far as time or the count of nodes allows.

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
    if not len(small.columns):
        return Whole(None, np.inf)
    options = {"time_limit": seconds, "mip_rel_gap": gap} | ({} if nodes is None else {"node_limit": nodes})
    found = _stoppable(small.model, options, stop)
    if found is None or found.x is None:
        return Whole(None, np.inf)
    values = small.values(np.asarray(found.x))
    counts = np.round(values[: linear.sorties]).astype(np.int64)
    flown = counts > 0
    filled = Filled(linear.columns.take(flown), counts[flown], blocks(program, linear, values))
    proven = found.fun if found.mip_dual_bound is None and found.status == SOLVED else found.mip_dual_bound
    if proven is None:
        return Whole(filled, np.inf)
    most = -float(proven) + float(linear.reward @ small.held)
    return Whole(filled, most + TOLERANCE * max(abs(most), 1.0))


def settled(
    program: Program, linear: Linear, *, seconds: float, stop: Callable[[], bool] = lambda: False
) -> Settled | None:
    """A corner of the program with nothing whole, and its prices; None where the time is too short.

    Parameters
    ----------
    program, linear, seconds, stop
        As for ``whole``.
    """
    small = shrink(linear.model(), reached(program, linear), np.zeros(len(linear.upper)))
    if not len(small.columns):
        return None
    answer = engine.solve(small.model, seconds=seconds, options=CORNER, stop=stop)
    if not answer.found:
        return None
    values, dual = small.values(answer.values), np.zeros(len(linear.low))
    dual[small.rows] = answer.dual
    counts = np.round(values[: linear.sorties]).astype(np.int64)
    filled = Filled(linear.columns, counts, blocks(program, linear, values))
    return Settled(filled, book_prices(program, linear, dual))


def sifted(program: Program, linear: Linear, told: Filled) -> Linear:
    """The same program without posts and openings of which an answer takes nothing; at other posts all hours are left.

    Units that the answer has whole somewhere may come then or not at all.

    What branch and cut proves of it holds for no plan that takes what is left out.
    """
    stay, share = program.x.stay, told.values["stay"]
    certain = share > NEARLY
    open_ = same_places(program, share > FAINT) & (certain | ~np.isin(stay.unit, stay.unit[certain]))
    liked = {"stay": open_, "opening": told.values["opening"] > FAINT}
    idle = np.zeros(len(linear.upper), dtype=bool)
    for name, wished in liked.items():
        first = linear.first_other + program.offset[name]
        idle[first : first + len(wished)] = ~wished
    idle &= linear.whole & (linear.lower == 0.0)
    return replace(linear, upper=np.where(idle, 0.0, linear.upper))


def _stoppable(model: Model, options: dict[str, float | int], stop: Callable[[], bool]) -> OptimizeResult | None:
    box: list[OptimizeResult] = []
    worker = threading.Thread(target=lambda: box.append(_solve(model, options)), daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(0.02)
        if stop() and worker.is_alive():
            raise Stopped
    return box[0] if box else None


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
