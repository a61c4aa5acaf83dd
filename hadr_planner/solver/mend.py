"""Prices mended, so that goods gain nothing by lying or by moving: what first-order methods leave open is closed.

A bound charges every decision that gains at the prices with as much of it as there could ever be; goods could be
anywhere, so a small mistake in the price of each stock adds up. It is mended where that costs least: a good is worth no
less earlier than later in the same place, and a lift costs at least what it gains the best good on it. Then only tails
gain, and they are few.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions.rows import Carry
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Mender:
    """Knows in which rows the stocks balance, and which rows give flows their room."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.balance = self._rows_of("stock", program.exactly)
        room = np.zeros(len(program.at_most), dtype=bool)
        for k, rows in enumerate(program.x.rows):
            if any(isinstance(term, Carry) for term in rows.sorties):
                room[program.first[k] : program.first[k + 1]] = True
        self.room = self._rows_of("flow", room & ~program.exactly & (program.at_most == 0.0))

    def _rows_of(self, block: str, among: NDArray[np.bool_]) -> Ints:
        """First row, of those given, in which each decision of a block has weight one; -1 where there is none."""
        program = self.program
        first = program.offset[block]
        weights = program.static[:, first : first + len(program.blocks[block])].tocoo()
        keep = among[weights.row] & (weights.data == 1.0)
        found = np.full(len(program.blocks[block]), len(among), dtype=np.int64)
        np.minimum.at(found, weights.col[keep], weights.row[keep])
        return np.where(found < len(among), found, -1)

    def mended(self, prices: Floats) -> Floats:
        """Prices at which no flow and no stock gains, raised as little as needed."""
        better = prices.copy()
        periods = self.program.x.clock.periods
        gain = self._gain("stock", better).reshape(-1, periods)
        rise = np.zeros((len(gain), periods + 1))
        for period in range(periods - 1, -1, -1):
            rise[:, period] = np.maximum(gain[:, period] + rise[:, period + 1], 0.0)
        known = self.balance >= 0
        np.add.at(better, self.balance[known], rise[:, :-1].ravel()[known])
        gain = self._gain("flow", better)
        held = (self.room >= 0) & (gain > 0.0)
        lift = np.zeros(len(better))
        np.maximum.at(lift, self.room[held], gain[held])
        return better + lift

    def _gain(self, block: str, prices: Floats) -> Floats:
        """Reward less prices of every decision of a block."""
        program = self.program
        mine = slice(program.offset[block], program.offset[block] + len(program.blocks[block]))
        return np.asarray(program.reward[mine] - (program.static.T @ prices)[mine])
