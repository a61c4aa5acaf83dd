r"""What every sortie would be worth at given prices, and what that proves.

For any prices :math:`\pi` of the rows, at least zero on inequalities and of any sign on equalities, no plan is worth
more than

.. math::
    \pi b + \sum_j \max(0, r_j - \pi B_j)\, u_j + \sum_{pools} tails \cdot \text{best path}(c - \pi A, -\pi S)

over all decisions j other than sorties, with a longest path over (stand, slot) for the tails of each pool; resting
tails pay for their rows :math:`S` too. The bound holds whatever solver the prices come from, and whether or not they
are optimal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Linear, Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def book_prices(program: Program, linear: Linear, dual: Floats) -> Floats:
    """Prices of every row of the book, signed right: rows that the program left out cost nothing."""
    prices = np.zeros(len(program.at_most))
    prices[linear.live] = dual[: len(linear.live)]
    return np.where(program.exactly, prices, np.maximum(prices, 0.0))


def worth(program: Program, prices: Floats) -> Floats:
    """Reward less prices of every (mission, slot), tails apart."""
    x = program.x
    paid = np.zeros(x.allowed.shape)
    for k, rows in enumerate(x.rows):
        mine = prices[program.first[k] : program.first[k + 1]]
        if mine.any():
            for term in rows.sorties:
                term.price(mine, paid)
    return np.where(x.allowed, program.sortie_reward[:, None] - paid, -np.inf)


def bound(program: Program, prices: Floats, worths: Floats) -> float:
    """No plan is worth more than this."""
    finite = np.isfinite(program.at_most)
    total = float(prices[finite] @ program.at_most[finite])
    left = program.reward - program.static.T @ prices
    total += float(np.maximum(left, 0.0) @ program.upper)
    return total + float(sum(_pools(program, prices, worths)))


def _pools(program: Program, prices: Floats, worths: Floats) -> list[float]:
    """Worth of the best use of every pool's tails."""
    resting = _resting(program, prices)
    return [asset.count * _best_path(program, pool, worths, resting) for pool, asset in enumerate(program.x.pools)]


def _resting(program: Program, prices: Floats) -> Floats:
    """What a resting tail is worth by (line, slot)."""
    gain = np.zeros((len(program.fleet.lines), program.x.clock.slots + 1))
    for line, slot, row, amount in program.standing:
        np.add.at(gain[line], slot, -amount * prices[row])
    return gain


def _best_path(program: Program, pool: int, worths: Floats, resting: Floats) -> float:
    """Best sequence of sorties and rests of one tail, from its home stand to the horizon."""
    x, fleet = program.x, program.fleet
    missions = np.flatnonzero(x.missions.pool == pool)
    rows, starts = np.nonzero(worths[missions] > (0.0 if _single(program, pool) else -np.inf))
    columns = Columns(missions[rows], starts)
    if fleet.embarked(pool):
        lines, leaves, enters = 1, np.zeros(len(columns), dtype=np.int64), np.zeros(len(columns), dtype=np.int64)
        rest, home = np.zeros((1, x.clock.slots + 1)), 0
    else:
        mine = [k for k, (p, _) in enumerate(fleet.lines) if p == pool]
        lines, low = len(mine), mine[0] if mine else 0
        leaves, enters = fleet.leaves_line[columns.mission] - low, fleet.enters_line[columns.mission] - low
        rest, home = resting[low : low + lines], 0
    if not lines:
        return 0.0
    return _longest(
        x.clock.slots,
        lines,
        home,
        fleet.leave_slot(columns),
        fleet.free_slot(columns),
        leaves,
        enters,
        worths[columns.mission, columns.start],
        rest,
    )


def _single(program: Program, pool: int) -> bool:
    """Whether the pool has one stand: then a sortie of no worth is never part of a best path."""
    return program.fleet.embarked(pool) or len(program.x.stands[pool]) == 1


def _longest(
    slots: int,
    lines: int,
    home: int,
    leave: Ints,
    free: Ints,
    source: Ints,
    target: Ints,
    gain: Floats,
    rest: Floats,
) -> float:
    order = np.argsort(leave, kind="stable")
    leave, free, source, target, gain = leave[order], free[order], source[order], target[order], gain[order]
    begin = np.searchsorted(leave, np.arange(slots + 1))
    best = np.zeros((slots + 1, lines))
    for slot in range(slots - 1, -1, -1):
        best[slot] = best[slot + 1] + rest[:, slot]
        low, high = begin[slot], begin[slot + 1]
        if low < high:
            np.maximum.at(best[slot], source[low:high], gain[low:high] + best[free[low:high], target[low:high]])
    return float(best[0, home])
