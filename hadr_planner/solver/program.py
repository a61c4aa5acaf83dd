"""The linear program over a set of sorties and all other decisions."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hadr_planner.decisions import Decisions
from hadr_planner.decisions.rows import Rows, Spell
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.engine import Model
from hadr_planner.solver.tails import Fleet, TailRows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FREE = 1e30
LARGE = 300_000
"""A program with more decisions besides sorties is large: its goods are added up by days."""


@dataclass(frozen=True, slots=True)
class Linear:
    """max reward @ v, low <= matrix @ v <= high, lower <= v <= upper; columns: sorties, waiting, blocks.

    Parameters
    ----------
    live
        Number of the book's row behind each of the first rows; the tails' rows follow.
    """

    reward: Floats
    lower: Floats
    upper: Floats
    whole: Bools
    matrix: sparse.csr_matrix
    low: Floats
    high: Floats
    live: Ints
    tails: TailRows
    columns: Columns
    waits: int

    @property
    def sorties(self) -> int:
        """Number of sortie columns, which come first."""
        return len(self.columns)

    @property
    def first_other(self) -> int:
        """Number of the first column of the blocks."""
        return len(self.columns) + self.waits

    def model(self, whole: Bools | None = None) -> Model:
        """The same for an engine; nothing whole unless said."""
        plain = np.zeros(len(self.upper), dtype=bool)
        return Model(
            reward=self.reward,
            lower=self.lower,
            upper=self.upper,
            whole=plain if whole is None else whole,
            matrix=self.matrix,
            low=self.low,
            high=self.high,
        )


class Program:
    """All rows of the book in one numbering, ready to be cut down to what a set of sorties needs."""

    def __init__(self, x: Decisions) -> None:
        self.x = x
        self.fleet = Fleet(x)
        self.blocks = x.blocks
        names = list(self.blocks)
        sizes = [len(self.blocks[name]) for name in names]
        self.offset = dict(zip(names, np.cumsum([0, *sizes])[:-1].tolist(), strict=True))
        self.others = sum(sizes)
        self.upper = np.concatenate([self.blocks[name].upper for name in names])
        self.reward = np.concatenate([self.blocks[name].worth() for name in names])
        self.whole = np.concatenate([np.full(len(self.blocks[name]), self.blocks[name].whole) for name in names])
        self.large = self.others > LARGE
        self.first = np.cumsum([0, *(len(rows) for rows in x.rows)])
        self.at_most = np.concatenate([rows.at_most for rows in x.rows]) if x.rows else np.zeros(0)
        self.exactly = (
            np.concatenate([np.full(len(rows), rows.exactly) for rows in x.rows]) if x.rows else np.zeros(0, dtype=bool)
        )
        self.rule = (
            np.concatenate([np.full(len(rows), k) for k, rows in enumerate(x.rows)])
            if x.rows
            else np.zeros(0, dtype=np.int64)
        )
        self.lump = self._lump()
        self.static = self._static()
        self.sortie_reward = sum(x.sortie_reward.values(), np.zeros(len(x.missions)))
        self.standing = self._standing()
        self.watched = np.unique(np.array([line for line, _, _, _ in self.standing], dtype=np.int64))
        self.kept, self.bound = np.zeros((2, len(self.at_most)), dtype=bool)
        for k, rows in enumerate(x.rows):
            mine = slice(self.first[k], self.first[k + 1])
            self.kept[mine] = bool(rows.standing or rows.blocks)
            self.bound[mine] = not rows.grants and np.diff(self.static[mine].indptr) > 0

    def with_unit(self, unit: int, node: int, there: bool) -> Program:
        """The same book in which a unit works at a node, or may not; there is nobody at two places."""
        half, stay, first = copy(self), self.blocks["stay"], self.offset["stay"]
        mine, at = stay.unit == unit, stay.node == node
        half.upper = self.upper.copy()
        half.upper[first : first + len(stay)][mine & (at != there)] = 0.0
        if there:
            half.exactly = self.exactly.copy()
            half.exactly[self._once(first + np.flatnonzero(mine))] = True
        return half

    def _once(self, columns: Ints) -> Ints:
        """The row that says of just these decisions, and of no sorties, that one of them may be taken."""
        weight = np.asarray(self.static[:, columns].sum(axis=1)).ravel()
        alone = (weight == len(columns)) & (self.static.getnnz(axis=1) == len(columns)) & (self.at_most == 1.0)
        plain = [k for k, rows in enumerate(self.x.rows) if not (rows.sorties or rows.standing)]
        return np.flatnonzero(alone & np.isin(self.rule, plain))[:1]

    def _lump(self) -> Ints:
        """Number of the lump of every row: the same for rows that a coarse program adds up."""
        number, parts = 0, []
        for rows in self.x.rows:
            lump = rows.lump if self.large or rows.grants or not rows.blocks else None
            mine = np.arange(len(rows)) if lump is None else lump
            parts.append(number + mine)
            number += int(mine.max(initial=-1)) + 1
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def _static(self) -> sparse.csr_matrix:
        """Entries of all decisions other than sorties."""
        parts = [sparse.hstack([self._part(rows, name) for name in self.blocks], format="csr") for rows in self.x.rows]
        shape = (0, self.others)
        return sparse.vstack(parts, format="csr") if parts else sparse.csr_matrix(shape)

    def _part(self, rows: Rows, name: str) -> sparse.csr_matrix:
        found = rows.blocks.get(name)
        return found if found is not None else sparse.csr_matrix((len(rows), len(self.blocks[name])))

    def _standing(self) -> list[tuple[int, Ints, Ints, Floats]]:
        """(line, slots, rows, amounts) of everything that resting tails weigh."""
        found = []
        for k, rows in enumerate(self.x.rows):
            for term in rows.standing:
                line = self.fleet.number.get((term.pool, term.node))
                if line is not None:
                    found.append((line, term.slot, self.first[k] + term.row, term.amount))
        return found

    def entries(self, columns: Columns) -> tuple[Ints, Ints, Floats]:
        """(row of the book, column, amount) of sorties."""
        at, of, weigh = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
        for k, rows in enumerate(self.x.rows):
            for term in rows.sorties:
                row, column, amount = term.entries(columns.mission, columns.start)
                at.append(row + self.first[k])
                of.append(column)
                weigh.append(amount)
        return np.concatenate(at), np.concatenate(of), np.concatenate(weigh)

    def rooms_of(self, columns: Columns) -> Ints:
        """Rooms in which these sorties can carry anything."""
        x = self.x
        carry = x.carry(np.arange(len(x.rooms)), np.ones(len(x.missions.lifts.mission)))
        row, _, _ = carry.entries(columns.mission, columns.start)
        return np.unique(row)

    def linear(self, columns: Columns) -> Linear:
        """Cut the book down to what these sorties and the other decisions touch."""
        row, column, amount = self.entries(columns)
        tails = self.fleet.rows(columns, self.watched)
        waits = len(tails.key)
        weigh_row, weigh_wait, weigh = self._weights(tails)
        live = self._live(columns, row)
        number = np.full(len(self.at_most), -1, dtype=np.int64)
        number[live] = np.arange(len(live))
        n, m = len(columns), len(live)
        keep, hold = number[row] >= 0, number[weigh_row] >= 0
        book = sparse.hstack(
            [
                sparse.csr_matrix((amount[keep], (number[row[keep]], column[keep])), shape=(m, n)),
                sparse.csr_matrix((weigh[hold], (number[weigh_row[hold]], weigh_wait[hold])), shape=(m, waits)),
                self.static[live],
            ],
            format="csr",
        )
        matrix = sparse.vstack([book, self._conservation(columns, tails)], format="csr")
        limit = self.at_most[live]
        high = np.concatenate([limit, tails.start])
        low = np.concatenate([np.where(self.exactly[live], limit, -FREE), tails.start])
        count = np.array([asset.count for asset in self.x.pools], dtype=float)
        upper = np.concatenate([count[self.x.missions.pool[columns.mission]], tails.tails, self.upper])
        reward = np.concatenate([self.sortie_reward[columns.mission], np.zeros(waits), self.reward])
        whole = np.concatenate([np.ones(n, dtype=bool), np.zeros(waits, dtype=bool), self.whole])
        return Linear(reward, np.zeros(len(upper)), upper, whole, matrix, low, high, live, tails, columns, waits)

    def _live(self, columns: Columns, row: Ints) -> Ints:
        """Rows that can bind: those with other decisions, and those at which some spell of a sortie begins."""
        used = np.zeros(len(self.at_most), dtype=bool)
        used[row] = True
        begins = np.zeros(len(self.at_most), dtype=bool)
        for k, rows in enumerate(self.x.rows):
            for term in rows.sorties:
                if isinstance(term, Spell):
                    begins[term.begins(columns.mission, columns.start) + self.first[k]] = True
        finite = np.isfinite(self.at_most)
        return np.flatnonzero(finite & (self.bound | (used & (begins | self.kept))))

    def _weights(self, tails: TailRows) -> tuple[Ints, Ints, Floats]:
        """What waiting tails weigh on rows of the book; a watched line has an event at slot 0."""
        wide = self.x.clock.slots + 1
        rows, waits, amounts = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
        for line, slot, row, amount in self.standing:
            event = np.searchsorted(tails.key, line * wide + slot, side="right") - 1
            rows.append(row)
            waits.append(event)
            amounts.append(amount)
        return np.concatenate(rows), np.concatenate(waits), np.concatenate(amounts)

    def _conservation(self, columns: Columns, tails: TailRows) -> sparse.csr_matrix:
        """Leaving + waiting on - arriving - waited = tails that enter."""
        waits, n = len(tails.key), len(columns)
        out, back = np.flatnonzero(tails.leave >= 0), np.flatnonzero(tails.arrive >= 0)
        every, later = np.arange(waits), np.flatnonzero(tails.follows)
        row = np.concatenate([tails.leave[out], tails.arrive[back], every, later])
        column = np.concatenate([out, back, n + every, n + later - 1])
        amount = np.concatenate([np.ones(len(out)), -np.ones(len(back)), np.ones(waits), -np.ones(len(later))])
        return sparse.csr_matrix((amount, (row, column)), shape=(waits, n + waits + self.others))
