"""Prices mended: what engines leave open is closed, and what nothing would pay is not asked.

A bound charges every decision that gains at the prices with as much of it as there could ever be, and goods could be
anywhere, so a small mistake in the price of each stock adds up. Where nothing known comes by, prices are whatever the
engine liked: a stock is dear that can't go anywhere, a lift that nothing would fly on, and every tail seems to earn it.
So prices are looked through from the last period to the first. A good is worth no less earlier than later in the same
place; a lift costs just what it gains the best good on it; and a stock is worth no more than the best use of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hadr_planner.decisions.rows import Carry
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LOOKS = 2
"""Times that each period is looked through: goods may be lifted twice within one."""
COVERED = "hand_over", "service", "stay"
"""Decisions whose gains a row can pay for, in this order: what pays for services makes stays gain."""


@dataclass(frozen=True, slots=True)
class _Period:
    """What stocks of one period may be used for.

    Parameters
    ----------
    users
        Decisions that take from them.
    weights
        Their entries, one line each, in all rows.
    balance
        Of users: the row of the stock they hold on to; -1 for others.
    room
        Of users: the row that gives them room to move; -1 for others.
    user, row, share
        Which user takes from which row, and what part of its slack may be used there for each unit of it.
    """

    users: Ints
    weights: sparse.csr_matrix
    balance: Ints
    room: Ints
    user: Ints
    row: Ints
    share: Floats


class Mender:
    """Knows in which rows the stocks balance, which rows give flows their room, and which could pay for what gains."""

    def __init__(self, program: Program) -> None:
        self.program = program
        balance = self._on_all("stock", self._rows_of("stock", program.exactly))
        carries = np.zeros(len(program.at_most), dtype=bool)
        for k, rows in enumerate(program.x.rows):
            if any(isinstance(term, Carry) for term in rows.sorties):
                carries[program.first[k] : program.first[k + 1]] = True
        room = self._on_all("flow", self._rows_of("flow", carries & ~program.exactly & (program.at_most == 0.0)))
        stocks, periods = balance[balance >= 0], program.x.clock.periods
        period_of = np.full(len(program.at_most), -1, dtype=np.int64)
        period_of[stocks] = np.flatnonzero(balance >= 0) - program.offset["stock"]
        period_of[stocks] %= periods
        self.idle = np.setdiff1d(np.flatnonzero(carries), program.static.nonzero()[0])
        self.periods = [self._period(period_of == period, balance, room) for period in reversed(range(periods))]
        self.payers = {name: self._least_row(name) for name in COVERED}

    def mended(self, prices: Floats) -> Floats:
        """Prices at which no flow and no stock gains, and none is dearer than its best use."""
        better = prices.copy()
        better[self.idle] = 0.0
        for period in self.periods:
            for _ in range(LOOKS):
                self._look(period, better)
        for name in COVERED:
            self._cover(name, better)
        return better

    def _look(self, on: _Period, prices: Floats) -> None:
        held, moved = on.balance >= 0, on.room >= 0
        gain = self._gain(on, prices)
        prices[on.balance[held]] += np.maximum(gain[held], 0.0)
        gain = self._gain(on, prices)
        most = np.full(len(prices), -np.inf)
        np.maximum.at(most, on.room[moved], gain[moved])
        rooms = np.unique(on.room[moved])
        prices[rooms] = np.maximum(prices[rooms] + most[rooms], 0.0)
        slack = np.maximum(-self._gain(on, prices), 0.0)
        least = np.full(len(prices), np.inf)
        np.minimum.at(least, on.row, slack[on.user] * on.share)
        rows = np.unique(on.row)
        prices[rows] -= least[rows]

    def _gain(self, on: _Period, prices: Floats) -> Floats:
        return np.asarray(self.program.reward[on.users] - on.weights @ prices)

    def _cover(self, block: str, prices: Floats) -> None:
        """Raise the price of a row where that costs less than what the decisions in it gain."""
        program = self.program
        mine = slice(program.offset[block], program.offset[block] + len(program.blocks[block]))
        gain = np.maximum(program.reward[mine] - (program.static.T @ prices)[mine], 0.0)
        row = self.payers[block]
        paid = (row >= 0) & (gain > 0.0)
        most, cost = np.zeros(len(prices)), np.zeros(len(prices))
        np.maximum.at(most, row[paid], gain[paid])
        np.add.at(cost, row[paid], (gain * program.upper[mine])[paid])
        rows = np.unique(row[paid])
        cheaper = rows[most[rows] * program.at_most[rows] < cost[rows]]
        prices[cheaper] += most[cheaper]

    # ---- who is where --------------------------------------------------------------------------------------------

    def _period(self, now: Bools, balance: Ints, room: Ints) -> _Period:
        entries = self.program.static[np.flatnonzero(now)].tocoo()
        takes = entries.data > 0.0
        row, column, weight = np.flatnonzero(now)[entries.row[takes]], entries.col[takes], entries.data[takes]
        users, user = np.unique(column, return_inverse=True)
        times = np.bincount(user, minlength=len(users))
        weights = self.program.static.T.tocsr()[users]
        return _Period(users, weights, balance[users], room[users], user, row, 1.0 / (times[user] * weight))

    def _entries(self, block: str, among: Bools) -> tuple[Ints, Ints]:
        """(row, number in the block) where a decision of the block has weight one."""
        program = self.program
        first = program.offset[block]
        weights = program.static[:, first : first + len(program.blocks[block])].tocoo()
        keep = among[weights.row] & (weights.data == 1.0)
        return weights.row[keep], weights.col[keep]

    def _rows_of(self, block: str, among: Bools) -> Ints:
        """First row, of those given, in which each decision of a block has weight one; -1 where there is none."""
        row, number = self._entries(block, among)
        found = np.full(len(self.program.blocks[block]), len(among), dtype=np.int64)
        np.minimum.at(found, number, row)
        return np.where(found < len(among), found, -1)

    def _on_all(self, block: str, rows: Ints) -> Ints:
        """The same for decisions of all blocks."""
        all_ = np.full(self.program.others, -1, dtype=np.int64)
        all_[self.program.offset[block] : self.program.offset[block] + len(rows)] = rows
        return all_

    def _least_row(self, block: str) -> Ints:
        """Of the limits in which each decision of a block has weight one that with the least to pay; -1 for none.

        Limits that flows make room in are left alone: dearer ones would make flows gain.
        """
        program = self.program
        first = program.offset["flow"]
        flows = program.static[:, first : first + len(program.blocks["flow"])]
        helped = np.asarray(flows.minimum(0.0).sum(axis=1)).ravel() < 0.0
        row, number = self._entries(block, ~program.exactly & ~helped & np.isfinite(program.at_most))
        order = np.lexsort((-program.at_most[row], number))
        found = np.full(len(program.blocks[block]), -1, dtype=np.int64)
        found[number[order]] = row[order]
        return found
