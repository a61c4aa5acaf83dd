"""Great circles: how far, and along which points."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088
TINY = 1e-9

Point = tuple[float, float]
Line = tuple[Point, ...]


def great_circle_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> NDArray[np.float64]:
    r"""Shortest distance over a sphere of mean Earth radius, elementwise.

    .. math:: d = 2R \arcsin \sqrt{\sin^2\frac{\Delta\varphi}{2}
              + \cos\varphi_1 \cos\varphi_2 \sin^2\frac{\Delta\lambda}{2}}

    Within 0.6 % of the distance over the ellipsoid.
    """
    north1, east1, north2, east2 = (np.radians(np.asarray(x, dtype=float)) for x in (lat1, lon1, lat2, lon2))
    chord = np.sin((north2 - north1) / 2) ** 2 + np.cos(north1) * np.cos(north2) * np.sin((east2 - east1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))


def along(a: Point, b: Point, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of the great circle from ``a`` (share 0) to ``b`` (share 1), as rows of lat and lon.

    Opposite points have no single great circle; one of them is then taken.
    """
    start, end = unit(np.array([a, b], dtype=float))
    angle = np.arccos(np.clip(start @ end, -1, 1))
    side = end - (start @ end) * start
    size = np.linalg.norm(side)
    side = side / size if size > TINY else _square_to(start)
    return degrees(np.outer(np.cos(shares * angle), start) + np.outer(np.sin(shares * angle), side))


def great_circle_line(a: Point, b: Point, step_km: float = 100.0) -> Line:
    """Points (lat, lon) along a great circle, both ends included.

    Longitudes run on across 180 degrees (from 178 to 184, say), starting at that of ``a``.
    """
    steps = max(int(np.ceil(great_circle_km(*a, *b) / step_km)), 1)
    points = along(a, b, np.linspace(0, 1, steps + 1))
    points[0], points[-1] = a, b
    return unwrapped(points)


def unwrapped(points: ArrayLike) -> Line:
    """The same points with longitudes that never jump by more than 180 degrees; the first lies in [-180, 180)."""
    rows = np.array(points, dtype=float)
    rows[0, 1] = (rows[0, 1] + 180) % 360 - 180
    rows[:, 1] = np.unwrap(rows[:, 1], period=360)
    return tuple((float(lat), float(lon)) for lat, lon in rows)


def unit(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of lat and lon as rows of unit vectors."""
    lat, lon = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def degrees(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of vectors, of any length, as rows of lat and lon."""
    x, y, z = vectors.T
    return np.column_stack([np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))])


def _square_to(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    across = np.cross(vector, np.eye(3)[np.argmin(np.abs(vector))])
    return np.asarray(across / np.linalg.norm(across))
