"""Sorties given, settle everything else at its best: loads, stocks, hand-overs, stays, services, openings.

A linear program first, with stays and openings as fractions; then each unit is held to the stay that the fractions like
best, with a bonus for being there whole, and the rest is solved again around that; units that even so are not brought
in full are given up, and what they would have taken goes to others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import solve_open

Floats = NDArray[np.float64]

LIKED = 0.3
"""Least fraction of a stay that is held to."""
NEARLY = 0.95
"""Least fraction of a stay, roughly solved, that counts as all of it."""
BONUS = 1e5
"""Reward, in person-days, for a stay that is held to; never counted."""
CORNER = {"solver": "ipm", "run_crossover": "on", "kkt_tolerance": 1e-3}
"""A corner, found from the inside: a tenth of the time of the simplex method, and loads that are not smeared out."""
SKETCH = {engine.FIRST_ORDER: 1e-3}
"""Good enough to tell which units come: a third of the time."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Where units stay, if anywhere: one stay each.

    Parameters
    ----------
    open
        Which stays are open.
    bonus
        Reward on top for each, so that what it takes is brought in full.
    """

    open: NDArray[np.bool_]
    bonus: Floats


def posts(program: Program, share: Floats, least: float = LIKED) -> Posts:
    """Give every unit the stay that it has the greatest share of, if that is at least ``least``."""
    stay = program.blocks["stay"]
    chosen = np.zeros(len(stay), dtype=bool)
    for unit in np.unique(stay.unit).tolist():
        mine = np.flatnonzero(stay.unit == unit)
        best = mine[np.argmax(share[mine])]
        chosen[best] = share[best] >= least
    return Posts(chosen, np.where(chosen, BONUS, 0.0))


def posted(program: Program, linear: Linear, held: Posts) -> Linear:
    """The same program with units held to their posts."""
    first = linear.first_other + program.offset["stay"]
    mine = slice(first, first + len(held.open))
    upper, reward = linear.upper.copy(), linear.reward.copy()
    upper[mine] = np.where(held.open, upper[mine], 0.0)
    reward[mine] += held.bonus
    return replace(linear, upper=upper, reward=reward)


def fill(
    program: Program,
    columns: Columns,
    counts: NDArray[np.int64],
    *,
    seconds: float,
    stop: Callable[[], bool] = lambda: False,
    held: Posts | None = None,
) -> dict[str, Floats] | None:
    """Values of all other decisions, by block; None if none were found in time.

    Parameters
    ----------
    program, columns, counts
        The program, and how many tails fly each sortie.
    seconds, stop
        As for ``engine.solve``.
    held
        Posts of units, where they are known already.
    """
    linear = program.linear(columns)
    values = np.zeros(len(linear.upper))
    values[: linear.sorties] = counts
    free = reached(program, linear)
    free[: linear.sorties] = False

    def best(held: Posts | None, options: dict[str, Any]) -> dict[str, Floats] | None:
        asked = posted(program, linear, held) if held else linear
        found = solve_open(asked.model(), free, values, seconds=seconds, options=options, stop=stop)
        return blocks(program, linear, found[0]) if found else None

    if not len(program.blocks["stay"]):
        return best(None, CORNER)
    there = None if held is None else arriving(program, held)
    for least in (LIKED, NEARLY):
        sketch = best(there, SKETCH)
        if sketch is None:
            return None
        there = posts(program, sketch["stay"], least)
    return best(there, CORNER)


def arriving(program: Program, held: Posts) -> Posts:
    """The same posts, whenever the unit comes there."""
    stay = program.blocks["stay"]
    post = stay.unit * (int(stay.node.max(initial=0)) + 1) + stay.node
    chosen = np.isin(post, post[held.open])
    return Posts(chosen, np.where(chosen, BONUS, 0.0))


def reached(program: Program, linear: Linear) -> NDArray[np.bool_]:
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
    return {
        name: others[program.offset[name] : program.offset[name] + len(block)] for name, block in program.blocks.items()
    }
