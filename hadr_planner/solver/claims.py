r"""What sorties claim of the tails of their pool within a watch and within a spell, where hours are added up.

No tail is under way longer than a watch is long, nor makes more sorties in a spell than follow one another in it. A
spell is a run of slots in which some sortie of the pool may be under way: a day, for those that rest by night.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hadr_planner.solver.program import Linear, Program

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PACKS = 6
"""Most sorties of a spell that are counted one after another."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Rows ``matrix @ v <= tails`` over the columns of a linear program, with a number for each of them."""

    matrix: sparse.csr_matrix
    tails: Floats
    key: Ints


class Claims:
    """Claims of the sorties of a linear program."""

    def __init__(self, program: Program, linear: Linear) -> None:
        self.program, self.wide = program, len(linear.upper)
        fleet, columns = program.fleet, linear.columns
        since, until = fleet.leave_slot(columns), fleet.free_slot(columns)
        self.columns = np.flatnonzero(until > since)
        self.since, self.until = since[self.columns], until[self.columns]
        self.pool = program.x.missions.pool[columns.mission[self.columns]]

    def hours(self) -> Claimed:
        """Share that each sortie takes of every watch, of those of its slots in which its pool may be under way."""
        x = self.program.x
        edge = np.append(np.searchsorted(x.watch, np.arange(int(x.watch[-1]) + 1)), x.clock.slots)
        first, last = x.watch[self.since], x.watch[self.until - 1]
        count = last - first + 1
        sortie = np.repeat(np.arange(len(count)), count)
        watch = np.repeat(first, count) + np.arange(len(sortie)) - np.repeat(np.cumsum(count) - count, count)
        share = np.minimum(self.until[sortie], edge[watch + 1]) - np.maximum(self.since[sortie], edge[watch])
        watches = len(edge) - 1
        usable = np.add.reduceat(self._busy.astype(float), edge[:-1], axis=1)
        key = self.pool[sortie] * watches + watch
        return self._rows(key, sortie, share / usable.ravel()[key], watches)

    def packed(self) -> Claimed:
        """What each sortie claims of a spell by ``packing``, wherever that is more than its share of the hours."""
        slots = self.program.x.clock.slots + 1
        begins, ends = (np.argwhere(np.diff(np.pad(self._busy, ((0, 0), (1, 1))), axis=1) == step) for step in (1, -1))
        starts = begins[:, 0] * slots + begins[:, 1]
        spell = np.searchsorted(starts, self.pool * slots + self.since, side="right") - 1
        share = (self.until - self.since) / (ends - begins)[spell, 1]
        keys, sorties, weights = [], [], []
        for k in range(1, PACKS + 1):
            weight = packing(share, k)
            binds = np.flatnonzero(np.isin(spell, spell[weight > share]) & (weight > 0.0))
            keys.append((begins[spell[binds], 0] * slots + begins[spell[binds], 1]) * PACKS + k - 1)
            sorties.append(binds)
            weights.append(weight[binds])
        return self._rows(np.concatenate(keys), np.concatenate(sorties), np.concatenate(weights), slots * PACKS)

    @cached_property
    def _busy(self) -> NDArray[np.int8]:
        return self.program.fleet.busy.astype(np.int8)

    def _rows(self, key: Ints, sortie: Ints, weight: Floats, of_pool: int) -> Claimed:
        keys, row = np.unique(key, return_inverse=True)
        matrix = sparse.csr_matrix((weight, (row, self.columns[sortie])), shape=(len(keys), self.wide))
        tails = np.array([asset.count for asset in self.program.x.pools], dtype=float)
        return Claimed(matrix, tails[keys // of_pool], keys)


def packing(share: Floats, k: int) -> Floats:
    r"""Dual feasible function: shares of a whole that add up to one at most do so after it, too.

    :math:`f_k(y) = \lfloor (k + 1) y \rfloor / k`, or y itself where (k + 1) y is whole (Fekete and Schepers 2001): of
    five hours in twelve, f_2 is 1/2, so that a tail makes two such sorties in a day, not 2.4.
    """
    times = (k + 1) * share
    whole = np.abs(times - np.round(times)) < 1e-9
    return np.asarray(np.where(whole, share, np.floor(times) / k))
