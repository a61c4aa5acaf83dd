"""Sea routes between points: lengths and lines around land."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from .air import Line, Point, great_circle_line, unwrapped
from .seaway import Seaways, seaways
from .taut import length_km, taut
from .window import nearest_sea, window

MARGIN_SHARES = (0.25, 1.0, np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaRoutes:
    """Routes between points, found together.

    Parameters
    ----------
    km
        Length by pair; infinite where there is no way.
    turns
        By pair (lower index first), the points where a route bends, ends included.
    """

    km: NDArray[np.float64]
    turns: Mapping[tuple[int, int], Line]


@lru_cache(maxsize=64)
def sea_routes(points: tuple[Point, ...]) -> SeaRoutes:
    """Shortest routes between all points.

    A point on land is first joined to the nearest sea cell, and that gap counts; two points joined to the same cell
    are as far apart as the great circle says.
    """
    berths = {index: berth for index, point in enumerate(points) if (berth := nearest_sea(point)) is not None}
    km = np.full((len(points), len(points)), np.inf)
    np.fill_diagonal(km, 0.0)
    if len(berths) < 2:
        return SeaRoutes(km=km, turns={})
    ways = _ways(tuple(berths.values()))
    pairs = [pair for pair in combinations(enumerate(berths), 2) if ways.joined(pair[0][0], pair[1][0])]
    pulled = taut([np.vstack([berths[a], ways.way(i, j)[1:-1], berths[b]]) for (i, a), (j, b) in pairs])
    turns = {}
    for ((_, a), (_, b)), way in zip(pairs, pulled, strict=True):
        afloat = way.tolist() if berths[a] != berths[b] else []
        turns[a, b] = _joined([points[a]], afloat, [points[b]])
        km[a, b] = km[b, a] = length_km(np.array(turns[a, b]))
    return SeaRoutes(km=km, turns=turns)


def sea_km(a: Point, b: Point) -> float:
    """Length of the sea route; infinite where there is none."""
    return float(sea_routes((a, b)).km[0, 1])


def drawn(turns: Line, step_km: float = 100.0) -> Line:
    """Points (lat, lon) along the great circles between turns; longitudes run on across 180 degrees."""
    legs = [great_circle_line(a, b, step_km)[:-1] for a, b in pairwise(turns)]
    return unwrapped([*chain.from_iterable(legs), turns[-1]]) if turns else ()


def _ways(berths: Sequence[Point]) -> Seaways:
    """Ways within the smallest window in which all berths are joined; the widest is the world."""
    for margin_share in MARGIN_SHARES:
        ways = seaways(window(berths, margin_share), berths)
        if all(ways.joined(0, berth) for berth in range(len(berths))):
            break
    return ways


def _joined(*parts: Sequence[Sequence[float]]) -> Line:
    """One line of all parts, without points that follow themselves."""
    points = [(lat, lon) for part in parts for lat, lon in part]
    return tuple(point for index, point in enumerate(points) if index == 0 or point != points[index - 1])
