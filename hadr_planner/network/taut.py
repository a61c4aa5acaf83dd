"""Pull a way taut: leave out every point past which there is a clear great circle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .air import Point, along, great_circle_km
from .mask import waters

SAMPLE_KM = 2.5
"""Half a cell, so that hardly a corner of land is cut."""


def clear(a: Point, b: Point) -> bool:
    """Whether a great circle runs over sea all the way."""
    samples = int(great_circle_km(*a, *b) / SAMPLE_KM) + 2
    return bool(waters().at_sea(*along(a, b, np.linspace(0, 1, samples)).T).all())


def taut(way: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shorter of the way pulled from its start and from its end."""
    pulled = (_pulled(way), _pulled(way[::-1])[::-1])
    return min(pulled, key=length_km)


def length_km(way: NDArray[np.float64]) -> float:
    """Sum of the great circles from point to point."""
    return float(great_circle_km(*way[:-1].T, *way[1:].T).sum())


def _pulled(way: NDArray[np.float64]) -> NDArray[np.float64]:
    kept = [0]
    while kept[-1] < len(way) - 1:
        kept.append(_farthest_clear(way, kept[-1]))
    return way[kept]


def _farthest_clear(way: NDArray[np.float64], start: int) -> int:
    """Farthest point seen from ``start``: the last one if it is, else by doubling and halving the stride."""
    last = len(way) - 1
    if clear(way[start], way[last]):
        return last
    near, stride = start + 1, 2
    while start + stride < last and clear(way[start], way[start + stride]):
        near, stride = start + stride, 2 * stride
    far = min(start + stride, last)
    while far - near > 1:
        middle = (near + far) // 2
        if clear(way[start], way[middle]):
            near = middle
        else:
            far = middle
    return near
