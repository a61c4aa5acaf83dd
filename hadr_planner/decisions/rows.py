"""Rows of inequalities, as rules write them: arrays over every sortie that could start at every slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NO_ROW = -1
AT_ONCE = 1_000_000
"""Prices that are worked out at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Sorties weigh on a row during a spell of slots.

    A sortie of mission ``mission[k]`` that starts at slot ``s`` adds ``amount[k]`` to row
    ``row[line[k], t]`` for every slot ``t`` in ``[s + since[k], s + until[k])``.

    Parameters
    ----------
    row
        Row number by (line, slot); ``NO_ROW`` where nothing is limited.
    """

    mission: Ints
    since: Ints
    until: Ints
    line: Ints
    amount: Floats
    row: Ints

    def entries(self, mission: Ints, start: Ints) -> tuple[Ints, Ints, Floats]:
        """(row, column, amount) of the sorties given, columns numbered in their order."""
        order, first, count = _lookup(self.mission, mission)
        column = np.repeat(np.arange(len(mission)), count)
        term = order[_ranges(first, count)]
        length = self.until[term] - self.since[term]
        column, term_of, step = np.repeat(column, length), np.repeat(term, length), _steps(length)
        slot = np.minimum(start[column] + self.since[term_of] + step, self.row.shape[1] - 1)
        row = self.row[self.line[term_of], slot]
        found = row != NO_ROW
        return row[found], column[found], self.amount[term_of][found]

    def begins(self, mission: Ints, start: Ints) -> Ints:
        """Rows at which a spell of one of these sorties begins."""
        order, first, count = _lookup(self.mission, mission)
        term = order[_ranges(first, count)]
        slot = np.repeat(start, count) + self.since[term]
        live = (slot < self.row.shape[1]) & (self.until[term] > self.since[term])
        row: Ints = self.row[self.line[term[live]], slot[live]]
        return np.asarray(row[row != NO_ROW])

    def price(self, dual: Floats, cost: Floats) -> None:
        """Add to ``cost[mission, start]`` what the sorties pay at these row prices."""
        slots = cost.shape[1]
        paid = np.where(self.row == NO_ROW, 0.0, dual[self.row])
        if not paid.any():
            return
        sums = np.zeros((paid.shape[0], paid.shape[1] + 1))
        np.cumsum(paid, axis=1, out=sums[:, 1:])
        live = np.flatnonzero(sums[self.line, -1] != 0) if (paid >= 0).all() else np.arange(len(self.mission))
        start = np.arange(slots)
        for chunk in np.array_split(live, len(live) * slots // AT_ONCE + 1):
            kinds, of_kind = _kinds(self.line[chunk], self.since[chunk], self.until[chunk])
            line, since, until = (known[chunk[kinds], None] for known in (self.line, self.since, self.until))
            high = np.minimum(start + until, sums.shape[1] - 1)
            low = np.minimum(start + since, sums.shape[1] - 1)
            _add(cost, self.mission[chunk], self.amount[chunk], of_kind, sums[line, high] - sums[line, low])


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """Sorties give room on a row chosen by the periods of pick-up and drop.

    A sortie adds ``amount[k]`` to row ``row[line[k], leaves[s + out[k]], arrives[s + into[k]]]``.

    Parameters
    ----------
    leaves, arrives
        Period by slot, for goods that leave and goods that arrive.
    """

    mission: Ints
    out: Ints
    into: Ints
    line: Ints
    amount: Floats
    row: Ints
    leaves: Ints
    arrives: Ints

    def _rows(self, term: Ints, start: Ints) -> Ints:
        out = np.minimum(start + self.out[term], len(self.leaves) - 1)
        into = np.minimum(start + self.into[term], len(self.arrives) - 1)
        return np.asarray(self.row[self.line[term], self.leaves[out], self.arrives[into]])

    def entries(self, mission: Ints, start: Ints) -> tuple[Ints, Ints, Floats]:
        """(row, column, amount) of the sorties given, columns numbered in their order."""
        order, first, count = _lookup(self.mission, mission)
        column = np.repeat(np.arange(len(mission)), count)
        term = order[_ranges(first, count)]
        row = self._rows(term, start[column])
        found = row != NO_ROW
        return row[found], column[found], self.amount[term][found]

    def price(self, dual: Floats, cost: Floats) -> None:
        """Add to ``cost[mission, start]`` what the sorties pay at these row prices."""
        slot, periods = np.arange(cost.shape[1]), self.row.shape[1]
        paid = np.append(dual, 0.0)[self.row].ravel()
        leaves = self.leaves[np.minimum(slot + _steps_to(self.out)[:, None], len(self.leaves) - 1)] * periods
        arrives = self.arrives[np.minimum(slot + _steps_to(self.into)[:, None], len(self.arrives) - 1)]
        everyone = np.arange(len(self.mission))
        for chunk in np.array_split(everyone, len(everyone) * len(slot) // AT_ONCE + 1):
            kinds, of_kind = _kinds(self.line[chunk], self.out[chunk], self.into[chunk])
            one = chunk[kinds]
            at = leaves[self.out[one]] + arrives[self.into[one]] + self.line[one, None] * periods**2
            _add(cost, self.mission[chunk], self.amount[chunk], of_kind, paid[at])


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Tails of a pool that rest at a node weigh on rows: ``amount`` on ``row[k]`` at slot ``slot[k]``."""

    pool: int
    node: int
    slot: Ints
    row: Ints
    amount: Floats


@dataclass(slots=True, kw_only=True)
class Rows:
    """A family of rows of one rule: sorties, resting tails and other decisions add up to at most a limit.

    Parameters
    ----------
    rule
        Code of the rule that wrote it.
    at_most
        Limit of each row.
    exactly
        Whether the rows are equalities.
    sorties
        What sorties add.
    blocks
        What other decisions add: block name to a matrix (rows, columns of the block).
    standing
        What resting tails add.
    lump
        Rows with the same number differ only by the hour: a coarser program may add them up. None where none do.
    grants
        Whether other decisions only give sorties room: where none goes, the rows can't bind.
    """

    rule: str
    at_most: Floats
    exactly: bool = False
    sorties: Sequence[Spell | Carry] = ()
    blocks: dict[str, sparse.csr_matrix] = field(default_factory=dict)
    standing: Sequence[Standing] = ()
    lump: Ints | None = None
    grants: bool = False

    def __len__(self) -> int:
        return len(self.at_most)


def alike(*keys: Ints) -> Ints:
    """Number of every combination of keys, the same for equal ones."""
    code = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys if len(code) else ():
        code = code * (int(key.max()) - int(key.min()) + 1) + (key - key.min())
    return np.asarray(np.unique(code, return_inverse=True)[1], dtype=np.int64)


def _kinds(*keys: Ints) -> tuple[Ints, Ints]:
    """First of every combination of keys, and which combination each is."""
    _, first, of = np.unique(alike(*keys), return_index=True, return_inverse=True)
    return first, of


def _add(cost: Floats, mission: Ints, amount: Floats, kind: Ints, paid: Floats) -> None:
    """Add to what missions cost by slot ``amount`` times what each of their kinds pays."""
    missions, row = np.unique(mission, return_inverse=True)
    weights = sparse.csr_matrix((amount, (row, kind)), shape=(len(missions), len(paid)))
    cost[missions] += weights @ paid


def _lookup(terms: Ints, mission: Ints) -> tuple[Ints, Ints, Ints]:
    """For each mission: where its terms are in the order that sorts them."""
    order = np.argsort(terms, kind="stable")
    sorted_terms = terms[order]
    first = np.searchsorted(sorted_terms, mission, side="left")
    return order, first, np.searchsorted(sorted_terms, mission, side="right") - first


def _steps(length: Ints) -> Ints:
    """0..n-1 for every n, one after another."""
    ends = np.cumsum(length)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - length, length)


def _steps_to(most: Ints) -> Ints:
    """0 up to the greatest."""
    return np.arange(int(most.max(initial=0)) + 1)


def _ranges(first: Ints, count: Ints) -> Ints:
    """first..first+count-1 for every pair, one after another."""
    return np.repeat(first, count) + _steps(count)
