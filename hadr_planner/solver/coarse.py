r"""The linear program with rows added up that are alike but for the hour: a relaxation, smaller and with calmer prices.

Calls need not wait for each other within a watch, nor goods within a day where the program is large. Where the fine
program prices each hour of each place by itself, and wildly where nothing known comes by, one price here stands for all
rows of a lump; and since that is a price of every row of it, what it proves (``pricing``) holds for the fine program.

Tails are counted whenever a watch ends. A sortie that comes and goes within one would not be seen there, so what
claims tails within a watch and within a spell is counted besides (``claims``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hadr_planner.solver.claims import Claims
from hadr_planner.solver.engine import Model
from hadr_planner.solver.program import FREE, Linear, Program

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TAILS, HOURS, PACKED, WAITS, OTHERS = 1 << 40, 1 << 41, 1 << 42, 1 << 43, 1 << 44
"""Where the numbers of each kind of row and column begin."""
SUMS, DIGITS = 2, 9
"""Columns of which so many random sums agree to so many digits are the same column. One sum is too few: of 150,000
columns, some ten pairs agree in it by chance."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a program did and paid, by the numbers of its columns and rows, ascending."""

    columns: Ints
    values: Floats
    rows: Ints
    prices: Floats


class Coarse:
    """A linear program with its alike rows added up, and equal columns merged; what a spell packs is counted if asked.

    Attributes
    ----------
    model
        What an engine solves.
    rows, columns
        A number for each of its rows, and for each column before equal ones were merged: the same in every program
        made from the same book.
    """

    def __init__(self, program: Program, linear: Linear, packed: bool = True) -> None:
        self.program, self.linear = program, linear
        self.watch = np.append(program.x.watch, int(program.x.watch[-1]) + 1)
        self.lumps, self.of_live = np.unique(program.lump[linear.live], return_inverse=True)
        book, low, high, of_tails = self._added()
        claims = Claims(program, linear)
        added = [(claims.hours(), HOURS), *([(claims.packed(), PACKED)] if packed else [])]
        self.rows = np.concatenate([self.lumps, of_tails + TAILS, *(claimed.key + base for claimed, base in added)])
        self.columns = self._numbers()
        matrix = sparse.vstack([book, *(claimed.matrix for claimed, _ in added)], format="csc")
        matrix.data[np.abs(matrix.data) < 1e-9] = 0.0
        matrix.eliminate_zeros()
        self.first, self.member = _merged(matrix, linear.reward)
        chosen = matrix[:, self.first].tocsr()
        lower, upper = (
            np.bincount(self.member, weights=bound, minlength=len(self.first)).astype(float)
            for bound in (linear.lower, linear.upper)
        )
        self.model = Model(
            reward=linear.reward[self.first],
            lower=lower,
            upper=upper,
            whole=np.zeros(len(self.first), dtype=bool),
            matrix=chosen,
            low=np.concatenate([low, *(np.full(len(claimed.key), -FREE) for claimed, _ in added)]),
            high=np.concatenate([high, *(claimed.tails for claimed, _ in added)]),
        )

    def prices(self, dual: Floats) -> Floats:
        """Price of every row of the book: that of its lump, signed right."""
        of_lump = np.zeros(int(self.program.lump.max(initial=-1)) + 1)
        of_lump[self.lumps] = dual[: len(self.lumps)]
        prices = of_lump[self.program.lump]
        return np.where(self.program.exactly, prices, np.maximum(prices, 0.0))

    def values(self, found: Floats) -> Floats:
        """Values of the linear program's columns: what equal columns do is put on the first of them."""
        values = np.zeros(len(self.linear.upper))
        values[self.first] = found
        return values

    def guess(self, before: Guess) -> tuple[Floats, Floats]:
        """Values and prices of what this program has in common with one solved before; zero elsewhere."""
        values = _looked_up(before.columns, before.values, self.columns)
        start = np.bincount(self.member, weights=values, minlength=len(self.first)).astype(float)
        return start, _looked_up(before.rows, before.prices, self.rows)

    def told(self, found: Floats, dual: Floats, onward: Floats | None = None) -> Guess:
        """What a later program may begin from; tails are priced at no more than what they could still do.

        A price of tails where none can come is whatever the engine liked, and would be earned by the first sortie that
        leads there. ``onward`` is the worth of the best way on from every (line, slot).
        """
        if onward is not None:
            dual = dual.copy()
            tails = np.flatnonzero((self.rows >= TAILS) & (self.rows < HOURS))
            line, watch = np.divmod(self.rows[tails] - TAILS, int(self.watch[-1]) + 2)
            dual[tails] = np.clip(dual[tails], 0.0, onward[line, np.searchsorted(self.watch, watch)])
        order = np.argsort(self.columns[self.first])
        rows = np.argsort(self.rows)
        return Guess(self.columns[self.first][order], found[order], self.rows[rows], dual[rows])

    def _numbers(self) -> Ints:
        linear = self.linear
        others = np.arange(len(linear.upper) - linear.first_other) + OTHERS
        return np.concatenate([linear.columns.code(self.program.x.clock.slots), linear.tails.key + WAITS, others])

    def _added(self) -> tuple[sparse.csr_matrix, Floats, Floats, Ints]:
        """Rows of the book by lump, and of tails by watch."""
        linear, slots = self.linear, self.program.x.clock.slots
        line, slot = np.divmod(linear.tails.key, slots + 1)
        keys, of_tails = np.unique(line * (int(self.watch[-1]) + 2) + self.watch[slot], return_inverse=True)
        of = np.concatenate([self.of_live, len(self.lumps) + of_tails])
        add = sparse.csr_matrix((np.ones(len(of)), (of, np.arange(len(of)))))
        exact = linear.low > -FREE
        low = np.where(add @ ~exact > 0, -FREE, add @ np.where(exact, linear.low, 0.0))
        return add @ linear.matrix, low, add @ linear.high, keys


def _looked_up(numbers: Ints, known: Floats, asked: Ints) -> Floats:
    """Known figures of the numbers asked for; zero for others."""
    if not len(numbers):
        return np.zeros(len(asked))
    at = np.minimum(np.searchsorted(numbers, asked), len(numbers) - 1)
    return np.where(numbers[at] == asked, known[at], 0.0)


def _merged(matrix: sparse.csc_matrix, reward: Floats) -> tuple[Ints, Ints]:
    """First of every set of equal columns, and the set of each column."""
    weights = np.random.default_rng(0).random((matrix.shape[0], SUMS))
    sums = np.round(matrix.T @ weights, DIGITS).T
    _, first, member = np.unique(np.stack([*sums, reward]), axis=1, return_index=True, return_inverse=True)
    return first, member.reshape(-1)
