"""GeoJSON features: points, and lines that are cut where they cross 180 degrees."""

from __future__ import annotations

import itertools
from typing import Any

from .routes import Line

Feature = dict[str, Any]


def point_feature(id: str, lat: float, lon: float, properties: dict[str, Any]) -> Feature:
    """A point; its longitude may pass 180."""
    position = _position((lat, lon), _turn(lon))
    return {
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": position},
        "properties": properties,
    }


def line_feature(id: str, line: Line, properties: dict[str, Any]) -> Feature:
    """A line, in parts where it crosses 180 degrees."""
    parts = cut(line if len(line) > 1 else line * 2)
    single = len(parts) == 1
    kind, coordinates = ("LineString", parts[0]) if single else ("MultiLineString", parts)
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def cut(line: Line) -> list[list[list[float]]]:
    """Cut a continuous line where it crosses 180 degrees; longitudes end up between -180 and 180."""
    parts: list[list[list[float]]] = []
    turn = _turn(line[0][1])
    part = [_position(line[0], turn)]
    for (lat1, lon1), (lat2, lon2) in itertools.pairwise(line):
        while (ahead := _turn(lon2)) != turn:
            step = 1 if ahead > turn else -1
            edge = 360 * turn + 180 * step
            share = (edge - lon1) / (lon2 - lon1)
            lat = lat1 + share * (lat2 - lat1)
            part.append(_position((lat, edge), turn))
            parts.append(part)
            turn += step
            part = [_position((lat, edge), turn)]
        part.append(_position((lat2, lon2), turn))
    return [*parts, part]


def _turn(lon: float) -> int:
    return int((lon + 180) // 360)


def _position(point: tuple[float, float], turn: int) -> list[float]:
    return [round(point[1] - 360 * turn, 6), round(point[0], 6)]
