"""A tasking on the map: the places it names, the reader's legs, and what else happens where, as GeoJSON features."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hadr_planner.report.shapes import Feature, line_feature, point_feature
from hadr_planner.report.tables import stamp

from .noun import Kind, Spot, Tasking
from .sheets import INFORMATION


def features(tasking: Tasking) -> list[Feature]:
    """Features with ``layer`` ``place``, ``leg`` or ``task``."""
    return [*_places(tasking), *_legs(tasking), *_tasks(tasking)]


def _places(tasking: Tasking) -> Iterator[Feature]:
    for spot in tasking.spots:
        properties = {"layer": "place", "id": spot.node, "name": spot.name, "kind": spot.kind}
        yield point_feature(f"place:{spot.node}", spot.lat, spot.lon, properties)


def _legs(tasking: Tasking) -> Iterator[Feature]:
    for stretch in tasking.stretches:
        properties = {
            "layer": "leg",
            "name": f"{stretch.who}: {stretch.place} - {stretch.to}",
            "sortie": stretch.sortie,
            "who": stretch.who,
            "mode": stretch.mode,
            "from": stretch.place,
            "to": stretch.to,
            "depart_h": stretch.depart_h,
            "arrive_h": stretch.arrive_h,
            "depart": stamp(tasking.when(stretch.depart_h)),
            "arrive": stamp(tasking.when(stretch.arrive_h)),
            "tonnes": stretch.tonnes,
            "load": stretch.load,
        }
        yield line_feature(f"leg:{stretch.sortie}:{stretch.depart_h:g}", stretch.line, properties)


def _tasks(tasking: Tasking) -> Iterator[Feature]:
    """Lines that are no movement, at their place; lines without a place on the map are left out."""
    spots: dict[str, Spot] = {spot.node: spot for spot in tasking.spots}
    for number, task in enumerate(tasking.tasks, 1):
        spot = spots.get(task.node)
        if spot is None or task.kind in (Kind.SORTIE, Kind.DRIVE):
            continue
        properties: dict[str, Any] = {
            "layer": "task",
            "name": f"{task.kind}: {task.what}",
            "line": number,
            "kind": task.kind.value,
            "directive": task.directive.value if task.directive else INFORMATION,
            "ask": task.ask,
            "who": task.who,
            "place": task.place,
            "what": task.what,
            "tonnes": task.tonnes,
            "mode": task.mode,
            "other": task.other,
            "begin": stamp(tasking.when(task.from_h)),
            "end": stamp(tasking.when(task.until_h)),
        }
        yield point_feature(f"task:{number}", spot.lat, spot.lon, properties)
