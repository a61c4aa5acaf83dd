"""Which air legs lead through an area on the map."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .states import pieces

LEAST_CROSSED_DEG = 1e-4
"""Shorter crossings, some ten metres, only touch the edge."""


def crosses(area: Mapping[str, Any], lat1: float, lon1: float, lat2: float, lon2: float) -> bool:
    """Whether the great circle between two points leads through an area (GeoJSON geometry, WGS 84)."""
    return _crosses(json.dumps(area), lat1, lon1, lat2, lon2)


@lru_cache(maxsize=50_000)
def _crosses(area: str, lat1: float, lon1: float, lat2: float, lon2: float) -> bool:
    shape = _shape(area)
    return any(piece.intersection(shape).length > LEAST_CROSSED_DEG for piece in pieces(lat1, lon1, lat2, lon2))


@lru_cache(maxsize=500)
def _shape(area: str) -> Any:
    import shapely

    return shapely.make_valid(shapely.from_geojson(area))
