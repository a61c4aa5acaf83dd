"""Pull ways taut: leave out every point past which there is a clear great circle."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from .air import EARTH_RADIUS_KM, TINY, degrees, great_circle_km, unit
from .mask import waters

SAMPLE_KM = 2.5
"""Half a cell, so that hardly a corner of land is cut."""
COARSE = 8
"""Lines are first looked along with strides so much longer, which finds most land for little work."""
DOTS = 48
"""Points along a way, about so many."""

Way = NDArray[np.float64]
Look = tuple[int, int]


def taut(ways: Sequence[Way]) -> list[Way]:
    """Each way (rows of lat and lon) pulled taut from its start, then from its end between dots on what that left."""
    once = _pulled(ways)
    bent = [number for number, way in enumerate(once) if len(way) > 2]
    back = _pulled([_dotted(once[number])[::-1] for number in bent])
    twice = {number: way[::-1] for number, way in zip(bent, back, strict=True)}
    return [twice.get(number, way) for number, way in enumerate(once)]


def length_km(way: Way) -> float:
    """Sum of the great circles from point to point."""
    return float(great_circle_km(*way[:-1].T, *way[1:].T).sum())


def clear(starts: Way, ends: Way) -> NDArray[np.bool_]:
    """Whether great circles run over sea all the way, row by row; rows are unit vectors."""
    angles = np.arccos(np.clip((starts * ends).sum(axis=1), -1, 1))
    steps = angles * EARTH_RADIUS_KM / SAMPLE_KM
    over = _over_sea(starts, ends, angles, (steps / COARSE).astype(int) + 1)
    over[over] = _over_sea(starts[over], ends[over], angles[over], steps[over].astype(int) + 1)
    return over


def _over_sea(starts: Way, ends: Way, angles: NDArray[np.float64], steps: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Look at points in even strides along each great circle, ends included."""
    if not len(steps):
        return np.zeros(0, dtype=bool)
    counts = steps + 1
    firsts = np.cumsum(counts) - counts
    row = np.repeat(np.arange(len(steps)), counts)
    sides = ends - starts * np.cos(angles)[:, None]
    sides /= np.maximum(np.linalg.norm(sides, axis=1), TINY)[:, None]
    turned = ((np.arange(len(row)) - firsts[row]) * (angles / steps)[row])[:, None]
    points = starts[row] * np.cos(turned) + sides[row] * np.sin(turned)
    return np.asarray(np.logical_and.reduceat(waters().at_sea(*degrees(points).T), firsts))


def _dotted(way: Way) -> Way:
    """The same way, with points in between."""
    corners = unit(way)
    bends = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    counts = np.ceil(bends / bends.sum() * DOTS).astype(int)
    leg = np.repeat(np.arange(len(counts)), counts)
    shares = (np.arange(len(leg)) - (np.cumsum(counts) - counts)[leg]) / counts[leg]
    dots = degrees(corners[leg] + shares[:, None] * (corners[leg + 1] - corners[leg]))
    return np.vstack([dots, way[-1:]])


def _pulled(ways: Sequence[Way]) -> list[Way]:
    """Pull all ways from their starts, side by side: a round looks along one line of each that isn't done."""
    if not ways:
        return []
    points = unit(np.vstack(ways))
    firsts = np.cumsum([0, *(len(way) for way in ways[:-1])])
    pulls = [_pull(len(way)) for way in ways]
    looks = {number: next(pull) for number, pull in enumerate(pulls)}
    kept: dict[int, list[int]] = {}
    while looks:
        lines = firsts[list(looks)][:, None] + np.array(list(looks.values()))
        answers = zip(list(looks), clear(points[lines[:, 0]], points[lines[:, 1]]).tolist(), strict=True)
        looks = {}
        for number, answer in answers:
            try:
                looks[number] = pulls[number].send(answer)
            except StopIteration as done:
                kept[number] = done.value
    return [way[kept[number]] for number, way in enumerate(ways)]


def _pull(points: int) -> Generator[Look, bool, list[int]]:
    """Ask which lines between points are clear, and return the points to keep."""
    kept = [0]
    while kept[-1] < points - 1:
        kept.append((yield from _farthest(kept[-1], points - 1)))
    return kept


def _farthest(start: int, last: int) -> Generator[Look, bool, int]:
    """Farthest point seen from ``start``: the last one if it is, else by doubling and halving the stride."""
    if (yield start, last):
        return last
    near, stride = start + 1, 2
    while start + stride < last and (yield start, start + stride):
        near, stride = start + stride, 2 * stride
    far = min(start + stride, last)
    while far - near > 1:
        middle = (near + far) // 2
        if (yield start, middle):
            near = middle
        else:
            far = middle
    return near
