"""The frame of a map: where it looks, and what every scene on it shares."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.routes import Frame, frame

from .call import Call

LEAST_DEG = 0.15
MARGIN = 0.12
Point = list[float]


class Stage(Call):
    """Prepares a map: its panes, its theme, what it looks at first, and its scale. Comes before all else."""

    function = "stage"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a scenario's nodes lie, in one frame of longitudes that its theatre doesn't cut.

    Parameters
    ----------
    at
        ``[lat, lon]`` by site, place, and asset that carries others.
    """

    window: Frame
    at: dict[str, Point]

    @property
    def whole(self) -> list[Point]:
        """Corners of all that the scenario knows."""
        return corners(self.at.values())


def ground(scenario: Scenario) -> Ground:
    """Place every site, every place and every carrier of a scenario."""
    window = frame(scenario)
    nodes = (scenario.node(id) for id in (*scenario.sites, *scenario.places))
    at = {node.id: _at(window, node.lat, node.lon) for node in nodes}
    for asset in scenario.assets.values():
        seen, base = {asset.id}, asset.base
        while base in scenario.assets and base not in seen:
            seen.add(base)
            base = scenario.assets[base].base
        if base in at:
            at.setdefault(asset.id, at[base])
    return Ground(window, at)


def stage(scenario: Scenario) -> Stage:
    """Stage of a scenario's maps; looks at its sites, or at all there is where it has none."""
    found = ground(scenario)
    view = corners(found.at[id] for id in scenario.sites) if scenario.sites else found.whole
    return Stage({"title": f"Map: {scenario.title}", "view": view, "whole": found.whole})


def corners(points: Iterable[Point]) -> list[Point]:
    """South-west and north-east corner around points, with a margin; a world view where there are none."""
    known = list(points)
    if not known:
        return [[-55.0, -170.0], [70.0, 170.0]]
    (south, north), (west, east) = ((min(values), max(values)) for values in zip(*known, strict=True))
    dy, dx = (max((high - low) * MARGIN, LEAST_DEG) for low, high in ((south, north), (west, east)))
    return [[round(max(south - dy, -85), 3), round(west - dx, 3)], [round(min(north + dy, 85), 3), round(east + dx, 3)]]


def zoom(box: list[Point]) -> int:
    """Zoom at which a box about fills a map; the browser fits it exactly."""
    (south, west), (north, east) = box
    return max(2, min(11, int(math.log2(360 / max(east - west, (north - south) * 1.5, 0.05))) + 1))


def _at(window: Frame, lat: float, lon: float) -> Point:
    return [round(lat, 4), round(window.lon(lon), 4)]


def turned(window: Frame, geometry: Any) -> list[Any]:
    """Polygons of a GeoJSON geometry as nested ``[lat, lon]``, each ring continuous inside the frame."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[_ring(window, ring) for ring in polygon] for polygon in polygons]


def _ring(window: Frame, ring: list[list[float]]) -> list[Point]:
    whole = window.line(tuple((lat, lon) for lon, lat, *_ in ring))
    return [[round(lat, 4), round(lon, 4)] for lat, lon in whole]
