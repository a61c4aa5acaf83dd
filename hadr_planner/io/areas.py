"""Polygons on the map, from GeoJSON or GeoPackage."""

from __future__ import annotations

import json
import math
import re
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..domain.scenario import Area
from .csv_sheet import decoded
from .json_text import parse_json
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .rows import slug
from .sheet import unclean

KINDS = ("no_fly", "restricted", "search", "admin", "storm")
POINTS = 200_000


def read_geojson(file: str, content: bytes, ledger: Ledger) -> dict[str, Area]:
    """Areas of a GeoJSON feature collection whose features have ``id``, ``name`` and ``kind``."""
    text = decoded(file, content, ledger)
    if text is None:
        return {}
    found = parse_json(file, text, ledger)
    if found is None:
        return {}
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        ledger.add(file, "wanted a GeoJSON FeatureCollection")
        return {}
    return areas_of(file, features, ledger)


def read_geopackage(file: str, content: bytes, ledger: Ledger) -> dict[str, Area]:
    """Areas of the first layer of a GeoPackage, in WGS 84."""
    import geopandas

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        path = Path(folder) / "areas.gpkg"
        path.write_bytes(content)
        try:
            warnings.simplefilter("ignore")
            frame = geopandas.read_file(path)
            frame = frame.to_crs(4326) if frame.crs is not None else frame
            found = json.loads(frame.to_json())
        except Exception as error:
            ledger.add(file, f"can't be read as GeoPackage: {shown(error, 120)}")
            return {}
    return areas_of(file, found["features"], ledger)


def areas_of(file: str, features: Sequence[Any], ledger: Ledger) -> dict[str, Area]:
    """Areas of GeoJSON features, by id; a feature is named by its number in messages."""
    areas: dict[str, Area] = {}
    for number, feature in enumerate(features, start=1):
        area = _area(file, number, feature, ledger)
        if area and area.id in areas:
            ledger.add(file, f"feature {number}: id {area.id!r} comes twice")
        elif area:
            areas[area.id] = area
    return areas


def geometry_fault(geometry: Any) -> str | None:
    """What is wrong with a Polygon or MultiPolygon, or ``None``."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "wanted a Polygon or MultiPolygon"
    polygons = _polygons(geometry)
    if not isinstance(polygons, list) or not polygons:
        return "has no polygon"
    points = 0
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            return "has a polygon without rings"
        for ring in polygon:
            if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
                return "has a ring that is not closed, or of fewer than four points"
            points += len(ring)
            for point in ring:
                if not _on_earth(point):
                    return f"has the point {shown(point)}; wanted [longitude, latitude] in degrees"
    return f"has {points:,} points; at most {POINTS:,} are read" if points > POINTS else None


def settled(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """The same geometry in one way of writing: two coordinates a point, one polygon as Polygon."""
    polygons = [
        [[[float(point[0]), float(point[1])] for point in ring] for ring in polygon] for polygon in _polygons(geometry)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _area(file: str, number: int, feature: Any, ledger: Ledger) -> Area | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        ledger.add(file, f"feature {number}: wanted properties id, name, kind")
        return None
    texts = {key: str(properties.get(key) or "").strip() for key in ("id", "name", "kind")}
    id = texts["id"] or slug(texts["name"]) or f"areas_{number}"
    wrong = next(filter(None, map(unclean, texts.values())), None) or geometry_fault(feature.get("geometry"))
    if not re.fullmatch(r"[a-z0-9_]{1,60}", id):
        wrong = f"id {shown(id)}: wanted small letters, digits and '_' only"
    elif texts["kind"] not in KINDS:
        kind = texts["kind"]
        wrong = f"kind: wanted one of {', '.join(KINDS)}, got {shown(kind)}{did_you_mean(kind, KINDS)}"
    if wrong:
        ledger.add(file, f"feature {number}: {wrong}")
        return None
    return Area(id=id, name=texts["name"] or id, kind=texts["kind"], geometry=settled(feature["geometry"]))


def _polygons(geometry: Mapping[str, Any]) -> Any:
    found = geometry.get("coordinates")
    return [found] if geometry["type"] == "Polygon" else found


def _on_earth(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) in (2, 3)
        and all(isinstance(c, int | float) and not isinstance(c, bool) and math.isfinite(c) for c in point)
        and abs(point[0]) <= 180
        and abs(point[1]) <= 90
    )
