"""A part of the world's sea, cut out so that a search is small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .air import Point, degrees, great_circle_km, unit
from .mask import waters

BLOCK = 10
"""Cells to the side of a block: half a degree."""
MARGIN_DEG = 5.0
SAMPLES = 9
SOUTH_DEG, NORTH_DEG = -78.0, 84.0


@dataclass(frozen=True, slots=True)
class Window:
    """Cells of ``waters()`` from a first row and column on; columns may count on beyond 180 degrees.

    Parameters
    ----------
    sea
        Which cells are sea; whole blocks.
    """

    first_row: int
    first_column: int
    sea: NDArray[np.bool_]

    @property
    def whole(self) -> bool:
        """Whether it spans all longitudes."""
        return bool(self.sea.shape[1] >= 360 * waters().cells_per_degree)

    def cell(self, point: Point) -> tuple[int, int]:
        """Row and column of a point, counted within the window."""
        around = 360 * waters().cells_per_degree
        return (
            int(waters().row(point[0])) - self.first_row,
            (int(waters().column(point[1])) - self.first_column) % around,
        )

    def centres(self, cells: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
        """Latitude and longitude of rows and columns."""
        return _centres(cells + np.array([self.first_row, self.first_column]))

    def step_km(self, down: int, right: int) -> NDArray[np.float64]:
        """Length of a step to a neighbour, by the row that it starts in."""
        rows = np.arange(len(self.sea))
        here = self.centres(np.column_stack([rows, np.zeros_like(rows)]))
        there = self.centres(np.column_stack([rows + down, np.full_like(rows, right)]))
        return great_circle_km(*here.T, *there.T)


def window(points: Sequence[Point], margin_share: float) -> Window:
    """Smallest window that holds the great circles between all points, with a margin that is a share of its side."""
    (south, north), (west, east) = _extent(points)
    margin = max(MARGIN_DEG, margin_share * max(north - south, east - west))
    return _cut(south - margin, north + margin, west - margin, east + margin)


def nearest_sea(point: Point) -> Point | None:
    """The point itself where it lies at sea, else the centre of the nearest sea cell within 1.5 degrees."""
    if waters().at_sea(*point):
        return point
    row, column = int(waters().row(point[0])), int(waters().column(point[1]))
    for reach in (4, 30):
        wide = min(int(reach / max(np.cos(np.radians(point[0])), 0.1)) + 1, 300)
        rows = np.arange(max(row - reach, 0), min(row + reach + 1, len(waters().packed)))
        cells = np.stack(np.meshgrid(rows, np.arange(column - wide, column + wide + 1), indexing="ij"), -1).reshape(
            -1, 2
        )
        centres = _centres(cells[waters().sea(*cells.T)])
        if len(centres):
            return _nearest(point, centres)
    return None


def _nearest(point: Point, centres: NDArray[np.float64]) -> Point:
    lat, lon = centres[np.argmin(great_circle_km(*point, *centres.T))]
    return float(lat), float((lon + 180) % 360 - 180)


def _centres(cells: ArrayLike) -> NDArray[np.float64]:
    return (np.asarray(cells) + 0.5) / waters().cells_per_degree * (-1, 1) + (90, -180)


def _extent(points: Sequence[Point]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Latitudes and longitudes that the great circles between points span; the widest gap of longitudes is left out."""
    at = unit(np.array(points, dtype=float))
    first, second = np.triu_indices(len(at))
    chords = [(1 - share) * at[first] + share * at[second] for share in np.linspace(0, 1, SAMPLES)]
    lats, lons = degrees(np.concatenate(chords)).T
    east = np.unique(np.mod(lons, 360))
    gaps = np.diff(east, append=east[0] + 360)
    widest = int(np.argmax(gaps))
    west = float(east[(widest + 1) % len(east)])
    return (float(lats.min()), float(lats.max())), (west, west + 360 - float(gaps[widest]))


def _cut(south: float, north: float, west: float, east: float) -> Window:
    mask = waters()
    if east - west >= 360:
        west, east = -180.0, 180.0
    top, bottom = int(mask.row(min(north, NORTH_DEG))), int(mask.row(max(south, SOUTH_DEG)))
    left, right = int(mask.column(west)), int(mask.column(east))
    rows = np.arange(top, top + -(-(bottom - top) // BLOCK) * BLOCK)
    columns = np.arange(left, left + min(-(-(right - left) // BLOCK) * BLOCK, 360 * mask.cells_per_degree))
    return Window(top, left, mask.sea(rows[:, None], columns[None, :]))
