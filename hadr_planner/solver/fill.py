"""Sorties given, settle everything else at its best: loads, stocks, hand-overs, stays, services, openings.

Where units are liked is asked of a linear program, unless it is known; each is then brought whole on the lifts that are
flown (``bring``), held there with a bonus, and the rest is solved around that. Units that even so are not brought in
full are given up, and what they would have taken goes to others.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver import engine
from hadr_planner.solver.bring import LIKED, brought
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.opened import granted, openings, waiting
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import SLACK, solve_open

Floats = NDArray[np.float64]

MOSTLY = 0.95
"""Share of what is wished for at a post that must be there before a unit is."""
TWICE = 2.0
"""Times what the last answer took that must be left for another."""
FAINT = 1e-3
"""Less of a stay is not wished for."""
NEARLY = 0.999
"""Least fraction of a stay that counts as all of it."""
BONUS = 1e5
"""Reward, in person-days, for a stay or an opening that is held to; never counted."""
CORNER = {"solver": "ipm", "run_crossover": "on", "kkt_tolerance": 1e-3}
"""A corner, found from the inside: a tenth of the time of the simplex method, and loads that are not smeared out."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Where units stay, if anywhere: one stay each; and what is open because they work.

    Parameters
    ----------
    stays
        Which stays are taken.
    opens
        Which openings there are.
    """

    stays: NDArray[np.bool_]
    opens: NDArray[np.bool_]


def posts(program: Program, share: Floats) -> Posts:
    """Give every unit one stay: where its kind is wished for most, when nearly all of the wish is there.

    Parameters
    ----------
    program
        All rows of the book.
    share
        How much of each stay fractions take.
    """
    stay = program.blocks["stay"]
    types = [unit.type.id for unit in program.x.scenario.units.values()]
    open_ = np.flatnonzero(share > FAINT)
    left: defaultdict[tuple[int, str], float] = defaultdict(float)
    for j in open_.tolist():
        left[int(stay.node[j]), types[stay.unit[j]]] += float(share[j])
    total = np.bincount(stay.unit[open_], weights=share[open_], minlength=len(types))
    chosen = np.zeros(len(stay), dtype=bool)
    for unit in np.argsort(-total, kind="stable").tolist():
        if total[unit] < LIKED:
            break
        mine = open_[stay.unit[open_] == unit]
        at = {node: float(share[mine[stay.node[mine] == node]].sum()) for node in np.unique(stay.node[mine]).tolist()}
        node = max(at, key=lambda node: (round(min(left[node, types[unit]], 1.0), 2), at[node]))
        left[node, types[unit]] -= 1.0
        here = mine[stay.node[mine] == node]
        here = here[np.argsort(stay.arrival[here], kind="stable")]
        reached = np.cumsum(share[here])
        chosen[here[np.searchsorted(reached, MOSTLY * reached[-1])]] = True
    return held_at(program, chosen)


def held_at(program: Program, chosen: NDArray[np.bool_]) -> Posts:
    """These stays and no others, and what their work opens."""
    return Posts(chosen, openings(program, chosen.astype(float)) > 0)


def at_posts(program: Program, linear: Linear, held: Posts) -> Linear:
    """The same program with units held to their posts, with a bonus, so that what they take is brought in full."""
    upper, reward = linear.upper.copy(), linear.reward.copy()
    for name, open_ in (("stay", held.stays), ("opening", held.opens)):
        first = linear.first_other + program.offset[name]
        mine = slice(first, first + len(open_))
        upper[mine] = np.where(open_, upper[mine], 0.0)
        reward[mine] += np.where(open_, BONUS, 0.0)
    return replace(linear, upper=upper, reward=reward)


def likeliest(program: Program, share: Floats) -> NDArray[np.bool_]:
    """Of every unit that gets a post, the stay there of which fractions take most."""
    stay = program.blocks["stay"]
    here = same_places(program, posts(program, share).stays)
    chosen = np.zeros(len(stay), dtype=bool)
    for unit in np.unique(stay.unit[here]).tolist():
        mine = np.flatnonzero(here & (stay.unit == unit))
        chosen[mine[np.argmax(share[mine])]] = True
    return chosen


def same_places(program: Program, stays: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All stays of the same units at the same places as these."""
    stay = program.blocks["stay"]
    at = stay.unit * len(program.x.nodes) + stay.node
    return np.isin(at, at[stays])


def only_at(program: Program, linear: Linear, stays: NDArray[np.bool_]) -> Linear:
    """The same program in which units may only take these stays."""
    upper = linear.upper.copy()
    first = linear.first_other + program.offset["stay"]
    upper[first : first + len(stays)] *= stays
    return replace(linear, upper=upper)


def fill(
    program: Program,
    columns: Columns,
    counts: NDArray[np.int64],
    *,
    seconds: float,
    stop: Callable[[], bool] = lambda: False,
    liked: Floats | None = None,
) -> Filled | None:
    """Everything but sorties at its best; None if nothing was found in time.

    Parameters
    ----------
    program, columns, counts
        The program, and how many tails fly each sortie.
    seconds, stop
        As for ``engine.solve``.
    liked
        How much each stay is wished for, as a fraction, where that is known already.
    """
    until = time.monotonic() + seconds
    settling = _Filling(program, columns, counts, seconds, stop)
    if not len(program.blocks["stay"]):
        return settling.best(None, CORNER)
    if liked is None:
        sketch = settling.best(None, engine.INTERIOR)
        if sketch is None:
            return None
        liked = sketch.values["stay"]
    chosen = brought(program, columns, counts, liked)
    settling = _Filling(program, *passable(program, columns, counts, chosen), seconds, stop)
    while True:
        begun = time.monotonic()
        found = settling.best(held_at(program, chosen), CORNER)
        if found is None or not (chosen & (found.values["stay"] < NEARLY)).any():
            return found
        if until - time.monotonic() < TWICE * (time.monotonic() - begun):
            return found
        chosen &= found.values["stay"] >= NEARLY


@dataclass(frozen=True, slots=True)
class Filled:
    """Sorties that can be flown, how many tails fly each, and all other decisions by block."""

    columns: Columns
    counts: NDArray[np.int64]
    values: dict[str, Floats]


class _Filling:
    """The program around sorties that are given."""

    def __init__(
        self,
        program: Program,
        columns: Columns,
        counts: NDArray[np.int64],
        seconds: float,
        stop: Callable[[], bool],
    ) -> None:
        self.program, self.columns, self.counts, self.seconds, self.stop = program, columns, counts, seconds, stop
        self.linear = program.linear(columns)
        self.flown = np.zeros(len(self.linear.upper))
        self.flown[: self.linear.sorties] = counts
        self.free = reached(program, self.linear)
        self.free[: self.linear.sorties] = False

    def best(self, held: Posts | None, options: dict[str, Any]) -> Filled | None:
        """All else at its best, units held to their posts."""
        asked = at_posts(self.program, self.linear, held) if held else self.linear
        found = solve_open(asked.model(), self.free, self.flown, seconds=self.seconds, options=options, stop=self.stop)
        return Filled(self.columns, self.counts, blocks(self.program, self.linear, found[0])) if found else None


def passable(
    program: Program, columns: Columns, counts: NDArray[np.int64], stays: NDArray[np.bool_]
) -> tuple[Columns, NDArray[np.int64]]:
    """Sorties without those that go through what units at these stays don't open."""
    room = program.at_most + granted(program, stays.astype(float))
    waits = waiting(program)
    row, column, amount = program.entries(columns)
    used = np.bincount(row, weights=amount * counts[column], minlength=len(room))
    barred = waits & (used > room + SLACK)
    keep = np.ones(len(columns), dtype=bool)
    keep[column[barred[row] & (amount > 0)]] = False
    return columns.take(keep), counts[keep]


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
