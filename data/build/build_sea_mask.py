"""Make ``data/sea_mask.npz`` from the 1 km land mask of PyPI ``global-land-mask`` (MIT; NOAA GLOBE, public domain).

Run with ``pip install global-land-mask`` in place: ``python data/build/build_sea_mask.py``. Two packed
bitmaps come out, rows from 90 N southwards, columns from 180 W eastwards, 1 where there is sea:

* ``fine``, 1/40 degree: sea where at least half of the nine source cells are sea;
* ``ships``, 1/20 degree: the same over 36 source cells, then the passages below opened and the ice
  closed, then everything closed that can't be reached from the open ocean.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from global_land_mask import globe
from numpy.typing import NDArray
from scipy import ndimage

FINE = 3
SHIPS = 6
CELLS_PER_DEGREE = 20
OPEN_OCEAN = (0.0, -30.0)

PASSAGES = {
    "Suez Canal": [(31.35, 32.37), (30.60, 32.32), (30.30, 32.40), (29.90, 32.55)],
    "Panama Canal": [(9.45, -79.95), (9.20, -79.90), (9.10, -79.70), (8.80, -79.45)],
    "Bosporus": [(41.30, 29.15), (41.10, 29.07), (40.95, 28.95)],
    "Dardanelles": [(40.45, 26.75), (40.20, 26.45), (40.00, 26.10)],
    "Kerch Strait": [(45.55, 36.75), (45.30, 36.55), (45.00, 36.45)],
    "Kanmon Strait": [(33.98, 131.10), (33.93, 130.92), (34.02, 130.75)],
    "Oresund": [(56.15, 12.50), (55.75, 12.70), (55.30, 12.75)],
    "Strait of Messina": [(38.35, 15.70), (38.20, 15.60), (38.00, 15.55)],
    "Golden Gate": [(37.78, -122.60), (37.82, -122.45), (37.85, -122.40)],
    "Admiralty Inlet": [(48.20, -122.90), (48.00, -122.60), (47.60, -122.42)],
    "Bisan Seto": [(34.40, 134.20), (34.38, 133.80), (34.25, 133.55), (34.15, 133.05), (34.05, 132.70)],
    "Singapore Strait": [(1.32, 104.10), (1.25, 103.85), (1.15, 103.60)],
}
"""Waterways of ships that are narrower than a cell: points (lat, lon) along them, typed from memory (unverified)."""


ICE_NORTH_OF, ICE_EAST_OF, ICE_WEST_OF = 70.0, 60.0, -60.0
"""The Arctic Ocean off Siberia, Alaska and Canada is no route for relief."""


def shrunk(sea: NDArray[np.bool_], factor: int) -> NDArray[np.bool_]:
    """Sea where at least half of the source cells are."""
    rows, columns = sea.shape
    blocks = sea.reshape(rows // factor, factor, columns // factor, factor)
    return np.asarray(2 * blocks.sum(axis=(1, 3), dtype=np.int16) >= factor * factor)


def cell(lat: float, lon: float) -> tuple[int, int]:
    """Row and column of a point."""
    return int((90 - lat) * CELLS_PER_DEGREE), int((lon + 180) * CELLS_PER_DEGREE)


def open_passages(sea: NDArray[np.bool_]) -> None:
    """Open the cells along each passage, with a step sideways wherever the line leaves a cell by its corner."""
    for points in PASSAGES.values():
        for (lat1, lon1), (lat2, lon2) in pairwise(points):
            before = cell(lat1, lon1)
            for share in np.linspace(0, 1, 400):
                row, column = cell(lat1 + share * (lat2 - lat1), lon1 + share * (lon2 - lon1))
                sea[before[0], column] = sea[row, column] = True
                before = row, column


def close_ice(sea: NDArray[np.bool_]) -> None:
    """Close the Arctic Ocean between the two meridians."""
    last_row, _ = cell(ICE_NORTH_OF, 0)
    sea[:last_row, cell(0, ICE_EAST_OF)[1] :] = False
    sea[:last_row, : cell(0, ICE_WEST_OF)[1]] = False


def ocean(sea: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What can be reached from the open ocean by steps to the four neighbours, around the world."""
    labels, _ = ndimage.label(sea)
    main = labels[cell(*OPEN_OCEAN)]
    wrapped = np.unique(labels[:, -1][(labels[:, 0] == main) & sea[:, -1]])
    return np.isin(labels, np.append(wrapped, main)) & sea


def main() -> None:
    """Write the two bitmaps."""
    source = np.asarray(globe._mask)
    fine, ships = shrunk(source, FINE), shrunk(source, SHIPS)
    open_passages(ships)
    close_ice(ships)
    ships = ocean(ships)
    target = Path(__file__).parents[1] / "sea_mask.npz"
    np.savez_compressed(target, fine=np.packbits(fine, axis=1), ships=np.packbits(ships, axis=1))
    print(f"{target.name}: {target.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
