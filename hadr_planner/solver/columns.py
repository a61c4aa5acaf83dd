"""The sorties that a linear program knows of: pairs of mission and start slot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Distinct (mission, start) pairs, in order.

    Parameters
    ----------
    mission, start
        One entry each.
    """

    mission: Ints
    start: Ints

    def __len__(self) -> int:
        return len(self.mission)

    def code(self, slots: int) -> Ints:
        """One number for each pair."""
        return self.mission * slots + self.start

    def take(self, keep: NDArray[np.bool_]) -> Columns:
        """Some of them."""
        return Columns(self.mission[keep], self.start[keep])


def from_codes(codes: Ints, slots: int) -> Columns:
    """Columns with these numbers, sorted, each once."""
    codes = np.unique(codes)
    return Columns(codes // slots, codes % slots)


def union(slots: int, *parts: Columns) -> Columns:
    """All of them, each once."""
    return from_codes(np.concatenate([part.code(slots) for part in parts]), slots)


def counted(flown: Columns, slots: int) -> tuple[Columns, Ints]:
    """Distinct columns and how many tails fly each."""
    codes, counts = np.unique(flown.code(slots), return_counts=True)
    return from_codes(codes, slots), counts
