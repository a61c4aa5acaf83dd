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
    np.subtract(program.sortie_reward[:, None], paid, out=paid)
    paid[~x.allowed] = -np.inf
    return paid


def bound(program: Program, prices: Floats, best: Floats) -> float:
    """No plan is worth more than this; ``best`` is the worth of every pool's best path."""
    finite = np.isfinite(program.at_most)
    total = float(prices[finite] @ program.at_most[finite])
    left = program.reward - program.static.T @ prices
    total += float(np.maximum(left, 0.0) @ program.upper)
    return total + float(best @ np.array([asset.count for asset in program.x.pools], dtype=float))
