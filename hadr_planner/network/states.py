"""Whose land an air leg crosses: state polygons made by ``data/build/build_states.py``.

Under way only land is anyone's. Not modelled: territorial waters, and islands too small for a map at 1:50 million.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from hadr_planner.io.home import data_dir

from .air import great_circle_line

STEP_KM = 50.0
COAST_DEG = 0.2
LEAST_CROSSED_DEG = 0.05
"""Shorter crossings are the coarseness of the borders, unless the leg starts or ends there."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """State polygons, one part each, with an index.

    Parameters
    ----------
    states
        ISO 3166 alpha-3 code by part.
    tree
        ``shapely.STRtree`` of the parts.
    """

    states: tuple[str, ...]
    tree: Any


@cache
def atlas() -> Atlas:
    """The states of the world."""
    import shapely

    features = json.loads((data_dir() / "states.geojson").read_text("utf-8"))["features"]
    lands = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    parts, owners = shapely.get_parts(lands, return_index=True)
    shapely.prepare(parts)
    return Atlas(tuple(features[owner]["properties"]["state"] for owner in owners), shapely.STRtree(parts))


@lru_cache(maxsize=20_000)
def state_at(lat: float, lon: float) -> str | None:
    """State on whose land a point lies or, off the coast, whose land is nearest within about 12 nautical miles."""
    import shapely

    point = shapely.Point((lon + 180) % 360 - 180, lat)
    hits = atlas().tree.query_nearest(point, max_distance=COAST_DEG)
    return atlas().states[min(hits)] if len(hits) else None


@lru_cache(maxsize=20_000)
def overflown(lat1: float, lon1: float, lat2: float, lon2: float) -> tuple[str, ...]:
    """States over whose land the great circle leads, in the order met, those of both ends included."""
    import shapely

    met: dict[str, float] = {}
    flown_deg = 0.0
    for piece in pieces(lat1, lon1, lat2, lon2):
        for part in atlas().tree.query(piece, predicate="intersects"):
            crossed = shapely.intersection(piece, atlas().tree.geometries[part])
            if crossed.length >= LEAST_CROSSED_DEG:
                first = flown_deg + min(piece.project(shapely.Point(xy)) for xy in shapely.get_coordinates(crossed))
                state = atlas().states[part]
                met[state] = min(met.get(state, np.inf), first)
        flown_deg += piece.length
    if (start := state_at(lat1, lon1)) is not None:
        met[start] = -1.0
    if (end := state_at(lat2, lon2)) is not None:
        met.setdefault(end, np.inf)
    return tuple(sorted(met, key=met.__getitem__))


def pieces(lat1: float, lon1: float, lat2: float, lon2: float) -> list[Any]:
    """Lay the great circle out as lines of (lon, lat) in degrees, cut where it crosses 180 degrees."""
    import shapely

    points = np.array(great_circle_line((lat1, lon1), (lat2, lon2), STEP_KM))[:, ::-1]
    whole = shapely.LineString(points)
    cut = []
    for west in (-540, -180, 180):
        within = shapely.clip_by_rect(whole, west, -90, west + 360, 90)
        cut += [_shifted(part, -180 - west) for part in shapely.get_parts(within)]
    return cut


def _shifted(line: Any, east: float) -> Any:
    import shapely

    return shapely.transform(line, lambda points: points + np.array([east, 0.0]))
