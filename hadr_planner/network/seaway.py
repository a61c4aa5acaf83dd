"""Ship routes around land: Dijkstra over half-degree blocks, then over the cells near what that found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from .air import Point, great_circle_km
from .window import BLOCK, Window

Step = tuple[int, int]
STEPS: dict[Step, tuple[Step, ...]] = {(0, 1): (), (1, 0): (), (1, 1): ((0, 1), (1, 0)), (1, -1): ((0, -1), (1, 0))}
"""Half of the steps to the eight neighbours, and the cells that a diagonal passes between, of which one must be sea.

Steps are rows down and columns right; the other half are these, walked back.
"""
LEAPS: dict[Step, tuple[Step, ...]] = {
    (1, 2): ((0, 1), (1, 1)),
    (1, -2): ((0, -1), (1, -1)),
    (2, 1): ((1, 0), (1, 1)),
    (2, -1): ((1, 0), (1, -1)),
}
"""Half of a knight's leaps, so that ways in sixteen directions are straight, and the cells passed, both sea."""
Numbers = NDArray[np.int64]
AROUND = np.ones((3, 3), dtype=bool)
NOWHERE = -9999
"""What ``dijkstra`` writes for no node before."""


@dataclass(frozen=True, slots=True)
class Seaways:
    """Shortest ways from every port to every other through the cells of a window.

    Parameters
    ----------
    cells
        Row and column of each node of the graph.
    before
        For each port, the node before each node on the way there.
    ports
        Node of each port.
    """

    window: Window
    cells: Numbers
    before: NDArray[np.int32]
    ports: Numbers

    def joined(self, a: int, b: int) -> bool:
        """Whether there is a way from port ``a`` to port ``b``."""
        return bool(self.ports[a] == self.ports[b] or self.before[a, self.ports[b]] != NOWHERE)

    def way(self, a: int, b: int) -> NDArray[np.float64]:
        """Cell centres (lat, lon) from port ``a`` to port ``b``, both included."""
        return self.window.centres(self.cells[_trace(self.before[a], self.ports[b])])


def seaways(window: Window, ports: Sequence[Point]) -> Seaways:
    """Find the ways between ports, which all lie on sea cells of the window."""
    at = np.array([window.cell(port) for port in ports])
    cells = np.argwhere(_near_coarse_ways(window, at))
    number = np.full(window.sea.shape, -1)
    number[tuple(cells.T)] = np.arange(len(cells))
    ends = number[tuple(at.T)]
    _, before = dijkstra(_cell_graph(window, number), indices=ends, return_predecessors=True)
    return Seaways(window, cells, before, ends)


def _cell_graph(window: Window, number: Numbers) -> csr_array:
    """Join each numbered cell to its neighbours."""
    joints, lengths = [], []
    for down, right in STEPS | LEAPS:
        a, b, linked = _linked(window, number, down, right)
        joints.append(np.column_stack([a[linked], b[linked]]))
        lengths.append(np.broadcast_to(window.step_km(down, right)[: len(a), None], a.shape)[linked])
    return _graph(np.concatenate(joints), np.concatenate(lengths), int(number.max()) + 1)


def _near_coarse_ways(window: Window, at: Numbers) -> NDArray[np.bool_]:
    """Sea cells in the blocks that the ways over pieces of blocks pass or, near land, in those around them."""
    pieces = _pieces(window.sea)
    ports = pieces[tuple(at.T)]
    _, before = dijkstra(_piece_graph(window, pieces), indices=ports, return_predecessors=True)
    passed = np.zeros(int(pieces.max()) + 1, dtype=bool)
    for row in before:
        for port in ports:
            passed[_trace(row, port)] = True
    way = _blocks(passed[pieces] & window.sea).any(axis=(1, 3))
    ashore = ndimage.binary_dilation(~_blocks(window.sea).all(axis=(1, 3)), AROUND)
    near = way | ndimage.binary_dilation(way & ashore, AROUND)
    return np.repeat(np.repeat(near, BLOCK, axis=0), BLOCK, axis=1) & window.sea


def _blocks(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells by row of blocks, row within, column of blocks, column within."""
    rows, columns = cells.shape
    return cells.reshape(rows // BLOCK, BLOCK, columns // BLOCK, BLOCK)


def _pieces(sea: NDArray[np.bool_]) -> Numbers:
    """Number the connected pieces of sea within each block from 0; -1 on land.

    A strip of land laid around each block keeps pieces of neighbouring blocks apart.
    """
    apart = np.pad(_blocks(sea), ((0, 0), (0, 1), (0, 0), (0, 1)))
    labels, _ = ndimage.label(apart.reshape(apart.shape[0] * apart.shape[1], -1))
    return np.asarray(labels.reshape(apart.shape)[:, :BLOCK, :, :BLOCK].reshape(sea.shape) - 1, dtype=np.int64)


def _piece_graph(window: Window, pieces: Numbers) -> csr_array:
    """Join pieces that touch; lengths are those between their centres."""
    rows, columns = window.sea.nonzero()
    number = pieces[rows, columns]
    weights = np.bincount(number)
    centres = window.centres(np.column_stack([np.bincount(number, x) / weights for x in (rows, columns)]))
    joints = []
    for down, right in STEPS:
        a, b, linked = _linked(window, pieces, down, right)
        linked &= a != b
        joints.append(a[linked] * len(weights) + b[linked])
    joined = np.column_stack(np.divmod(np.unique(np.concatenate(joints)), len(weights)))
    return _graph(joined, great_circle_km(*centres[joined[:, 0]].T, *centres[joined[:, 1]].T), len(weights))


def _pairs(window: Window, number: Numbers, down: int, right: int) -> tuple[Numbers, Numbers]:
    """Each cell and its neighbour, as two arrays; the last column meets the first where the window spans the world."""
    rows = len(number) - down
    shifted = np.roll(number, -right, axis=1)
    if right and not window.whole:
        shifted[:, slice(-right, None) if right > 0 else slice(None, -right)] = -1
    return number[:rows], shifted[down : down + rows]


def _linked(window: Window, number: Numbers, down: int, right: int) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Each cell, its neighbour, and whether the step is open: sea at both ends and in what it passes."""
    a, b = _pairs(window, number, down, right)
    passed = (STEPS | LEAPS)[down, right]
    sea = [_pairs(window, window.sea - np.int64(1), *step)[1][: len(a)] >= 0 for step in passed]
    linked = (a >= 0) & (b >= 0)
    if sea:
        linked &= (sea[0] & sea[1]) if (down, right) in LEAPS else (sea[0] | sea[1])
    return a, b, linked


def _graph(joints: Numbers, lengths: NDArray[np.float64], nodes: int) -> csr_array:
    """Graph that can be walked both ways along each joint."""
    a, b = joints.T
    return csr_array(
        (np.concatenate([lengths, lengths]), (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(nodes, nodes)
    )


def _trace(before: NDArray[np.int32], end: int) -> list[int]:
    """Nodes on the way that ends here, first to last; only the end itself where it can't be reached."""
    way = [int(end)]
    while (node := int(before[way[-1]])) != NOWHERE:
        way.append(node)
    return way[::-1]
