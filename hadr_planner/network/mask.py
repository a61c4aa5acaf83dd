"""Where there is sea: two packed bitmaps of the world, made by ``data/build/build_sea_mask.py``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hadr_planner.io.home import data_dir

Cells = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mask:
    """One bit per cell, 1 for sea; rows from 90 N southwards, columns from 180 W eastwards.

    Parameters
    ----------
    packed
        Eight columns to a byte.
    """

    packed: NDArray[np.uint8]

    @property
    def cells_per_degree(self) -> int:
        """Cells to a degree of latitude and longitude."""
        return len(self.packed) // 180

    def row(self, lat: ArrayLike) -> Cells:
        """Row in which a latitude lies."""
        rows = np.floor((90 - np.asarray(lat)) * self.cells_per_degree)
        return np.asarray(np.clip(rows, 0, len(self.packed) - 1), dtype=np.int64)

    def column(self, lon: ArrayLike) -> Cells:
        """Column in which a longitude lies, counted on beyond 180 degrees."""
        return np.asarray(np.floor((np.asarray(lon) + 180) * self.cells_per_degree), dtype=np.int64)

    def sea(self, row: Cells, column: Cells) -> NDArray[np.bool_]:
        """Whether cells are sea; columns wrap around the world."""
        byte, bit = np.divmod(np.mod(column, 8 * self.packed.shape[1]), 8)
        return np.asarray((self.packed[row, byte] >> (7 - bit) & 1) == 1)

    def at_sea(self, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.bool_]:
        """Whether points lie at sea."""
        return self.sea(self.row(lat), self.column(lon))


@cache
def shores() -> Mask:
    """Sea at 1/40 degree, for what lies on land."""
    return _read("fine")


@cache
def waters() -> Mask:
    """Sea that ships reach from the open ocean, at 1/20 degree, with canals and narrows opened."""
    return _read("ships")


def _read(name: str) -> Mask:
    with np.load(data_dir() / "sea_mask.npz") as maps:
        return Mask(maps[name])
