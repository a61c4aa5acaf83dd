"""Coast and borders of the theatre, from the archive in ``data/basemap`` (Natural Earth, public domain).

Near the sites the map is drawn from the 10m data, in cells of ten degrees; around it from the
coarser 50m data. Borders are Natural Earth's de-facto lines and take no side.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.geometry import box

from hadr_planner.io.home import data_dir

CELL_DEG = 10
WIDEST_FINE_DEG = 30.0
READ_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Box:
    """Corners of a map in degrees; ``east`` may pass 180."""

    west: float
    south: float
    east: float
    north: float

    def padded(self, share: float, least_deg: float) -> Box:
        """A larger box, clipped at the poles."""
        dx = max((self.east - self.west) * share, least_deg)
        dy = max((self.north - self.south) * share, least_deg)
        return Box(self.west - dx, max(self.south - dy, -85.0), self.east + dx, min(self.north + dy, 85.0))

    @property
    def shape(self) -> Any:
        """The box as a polygon."""
        return box(self.west, self.south, self.east, self.north)


def basemap(theatre: Box, focus: Box) -> dict[str, Any]:
    """GeoJSON of land and borders: fine inside ``focus``, coarse in the rest of ``theatre``.

    Returns
    -------
    Mapping with ``land`` (MultiPolygon) and ``borders`` (MultiLineString), longitudes continuous
    in the boxes' frame.
    """
    if max(focus.east - focus.west, focus.north - focus.south) > WIDEST_FINE_DEG:
        focus = Box(focus.west, focus.south, focus.west, focus.south)
    rest = theatre.shape.difference(focus.shape)
    parts = [(page, rest) for page in _coarse(theatre)]
    parts += [(page, focus.shape) for page in _fine(focus)]
    soil = [shape for page, area in parts for shape in _clipped(page.land, area)]
    strokes = [shape for page, area in parts for shape in _clipped(page.borders, area)]
    joined = shapely.union_all(strokes)
    merged = shapely.line_merge(joined) if joined.geom_type == "MultiLineString" else joined
    return {
        "land": _geojson("MultiPolygon", _parts(shapely.union_all(soil), "Polygon")),
        "borders": _geojson("MultiLineString", _parts(merged, "LineString")),
    }


@dataclass(frozen=True, slots=True)
class _Page:
    land: list[Any]
    borders: list[Any]


def _coarse(theatre: Box) -> Iterator[_Page]:
    for turn in range(math.floor((theatre.west + 180) / 360), math.floor((theatre.east + 180) / 360) + 1):
        yield _shifted(_read("50m.json"), 360.0 * turn)


def _fine(focus: Box) -> Iterator[_Page]:
    names = _names()
    for column in range(math.floor(focus.west / CELL_DEG), math.ceil(focus.east / CELL_DEG)):
        for row in range(math.floor(focus.south / CELL_DEG), math.ceil(focus.north / CELL_DEG)):
            west = (column * CELL_DEG + 180) % 360 - 180
            name = f"10m/{west}_{row * CELL_DEG}.json"
            if name in names:
                yield _shifted(_read(name), float(column * CELL_DEG - west))


@cache
def _names() -> frozenset[str]:
    with zipfile.ZipFile(_archive()) as archive:
        return frozenset(archive.namelist())


@lru_cache(maxsize=READ_AT_ONCE)
def _read(name: str) -> _Page:
    with zipfile.ZipFile(_archive()) as archive:
        page = json.loads(archive.read(name))
    land = [shapely.Polygon(shell, holes) for shell, *holes in page["land"]]
    return _Page(land, [shapely.LineString(line) for line in page["borders"]])


def _archive() -> Path:
    return data_dir() / "basemap" / "natural_earth.zip"


def _shifted(page: _Page, degrees: float) -> _Page:
    if not degrees:
        return page
    return _Page([translate(s, degrees) for s in page.land], [translate(s, degrees) for s in page.borders])


def _clipped(shapes: list[Any], area: Any) -> list[Any]:
    if area.is_empty:
        return []
    near = [shapes[i] for i in shapely.STRtree(shapes).query(area)]
    return [shapely.make_valid(shape).intersection(area) for shape in near]


def _parts(geometry: Any, kind: str) -> list[Any]:
    if geometry.geom_type == kind:
        return [] if geometry.is_empty else [geometry]
    return [part for child in getattr(geometry, "geoms", ()) for part in _parts(child, kind)]


def _geojson(kind: str, parts: list[Any]) -> dict[str, Any]:
    return {"type": kind, "coordinates": [_coordinates(part) for part in parts]}


def _coordinates(part: Any) -> list[Any]:
    if part.geom_type == "Polygon":
        return [_points(ring) for ring in (part.exterior, *part.interiors)]
    return _points(part)


def _points(line: Any) -> list[Any]:
    return [[round(x, 3), round(y, 3)] for x, y in line.coords]
