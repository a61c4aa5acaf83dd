"""Points on real ground: inland, and on coasts that ships reach."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hadr_planner.network.mask import shores, waters

Point = tuple[float, float]
BOX = (9.3, 12.6, 123.3, 125.7)
"""South, north, west, east: islands with mountains between them and the sea all round."""
SHORE_DEG = 0.03
ROADSTEAD_DEG = 0.12


class Terrain:
    """Draws points that lie at least some way from those drawn before."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.taken: list[Point] = []

    def inland(self, apart_deg: float = 0.05) -> Point:
        """A point on land."""
        return next(p for p in self._land(apart_deg))

    def coast(self, apart_deg: float = 0.05) -> Point:
        """A point on land beside water that ships reach."""
        return next(p for p in self._land(apart_deg) if _beside_water(p))

    def roadstead(self) -> Point:
        """A point at sea, off a coast."""
        while True:
            lat, lon = self.coast()
            for d_lat, d_lon in _around(ROADSTEAD_DEG):
                if bool(waters().at_sea(lat + d_lat, lon + d_lon)):
                    return round(lat + d_lat, 4), round(lon + d_lon, 4)

    def _land(self, apart_deg: float) -> Iterator[Point]:
        south, north, west, east = BOX
        while True:
            lat, lon = round(float(self.rng.uniform(south, north)), 4), round(float(self.rng.uniform(west, east)), 4)
            near = any(abs(lat - a) + abs(lon - b) < apart_deg for a, b in self.taken)
            if not near and not bool(shores().at_sea(lat, lon)):
                self.taken.append((lat, lon))
                yield lat, lon
                self.taken.pop()


def _beside_water(point: Point) -> bool:
    lat, lon = point
    wet = [bool(shores().at_sea(lat + a, lon + b)) for a, b in _around(SHORE_DEG)]
    deep = [bool(waters().at_sea(lat + a, lon + b)) for a, b in _around(ROADSTEAD_DEG)]
    return any(wet) and any(deep)


def _around(deg: float) -> list[Point]:
    angles = np.arange(8) * np.pi / 4
    return [(float(deg * np.sin(angle)), float(deg * np.cos(angle))) for angle in angles]
