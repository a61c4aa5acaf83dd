"""A still map as SVG, drawn without any script, so that it prints: land, legs, and places with their names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hadr_planner.report.basemap import Box, basemap
from hadr_planner.report.taskings.noun import Spot, Stretch, Tasking

from .markup import Markup, join, short, tag

WIDTH = 960
NARROWEST, TALLEST = 320, 560
LEAST_DEG = 0.35
SIGN = 6.1
LINE = 13
NAME = 26
MOST_NAMES = 60
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Sheet:
    box: Box
    scale: float
    squeeze: float

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixels from the upper left corner."""
        x = (lon - self.box.west) * self.squeeze * self.scale
        return round(x, 1), round((self.box.north - lat) * self.scale, 1)

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return round((self.box.north - self.box.south) * self.scale)


def chart_map(tasking: Tasking) -> Markup:
    """Map of a tasking's own legs and places; empty where it has no place."""
    points = [(spot.lat, spot.lon) for spot in tasking.spots]
    points += [point for stretch in tasking.stretches for point in stretch.line]
    if not points:
        return Markup("")
    sheet = _sheet(points)
    ground = basemap(sheet.box, sheet.box)
    land = "".join(_path(sheet, polygon, closed=True) for polygon in ground["land"]["coordinates"])
    borders = _path(sheet, ground["borders"]["coordinates"], closed=False)
    return tag(
        "svg",
        tag("rect", width=WIDTH, height=sheet.height, class_="sea"),
        tag("path", d=land, class_="land"),
        tag("path", d=borders, class_="border"),
        *_legs(sheet, tasking.stretches),
        *_spots(sheet, tasking.spots),
        viewBox=f"0 0 {WIDTH} {sheet.height:g}",
        class_="map",
        role="img",
        aria_label="Map of the legs and places of this tasking",
    )


def _sheet(points: Sequence[tuple[float, float]]) -> _Sheet:
    lats, lons = zip(*points, strict=True)
    box = Box(min(lons), min(lats), max(lons), max(lats)).padded(0.12, LEAST_DEG)
    squeeze = math.cos(math.radians((box.south + box.north) / 2))
    tall, wide = box.north - box.south, (box.east - box.west) * squeeze
    missing = max(wide * NARROWEST / WIDTH - tall, 0.0) / 2
    box = Box(box.west, max(box.south - missing, -85.0), box.east, min(box.north + missing, 85.0))
    tall = box.north - box.south
    spare = max(tall * WIDTH / TALLEST - wide, 0.0) / 2 / squeeze
    box = Box(box.west - spare, box.south, box.east + spare, box.north)
    return _Sheet(box, WIDTH / ((box.east - box.west) * squeeze), squeeze)


def _path(sheet: _Sheet, rings: Iterable[Iterable[Any]], *, closed: bool) -> str:
    parts = []
    for ring in rings:
        points = dict.fromkeys(sheet.xy(lat, lon) for lon, lat in ring)
        if len(points) > 1:
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("Z" if closed else ""))
    return "".join(parts)


def _legs(sheet: _Sheet, stretches: Sequence[Stretch]) -> list[Markup]:
    heaviest: dict[tuple[str, tuple[tuple[float, float], ...]], float] = {}
    for stretch in stretches:
        key = stretch.mode, stretch.line
        heaviest[key] = heaviest.get(key, 0.0) + stretch.tonnes
    most = max([50.0, *heaviest.values()])
    drawn = []
    for (mode, line), tonnes in sorted(heaviest.items(), key=lambda entry: entry[1]):
        d = "M" + "L".join(f"{x:g} {y:g}" for x, y in (sheet.xy(lat, lon) for lat, lon in line))
        width = f"{1.2 + 3.8 * math.sqrt(tonnes / most):.1f}"
        drawn.append(tag("path", d=d, class_=f"leg {mode}", stroke_width=width))
    return drawn


def _spots(sheet: _Sheet, spots: Sequence[Spot]) -> list[Markup]:
    """Dots for all, names for those that find room."""
    at = [(spot, *sheet.xy(spot.lat, spot.lon)) for spot in spots]
    taken: list[Rectangle] = [(x - 5, y - 5, x + 5, y + 5) for _, x, y in at]
    dots = [tag("circle", cx=x, cy=y, r=4.5, class_="site" if spot.kind == "site" else "place") for spot, x, y in at]
    names = []
    for spot, x, y in at[:MOST_NAMES]:
        words = short(spot.name, NAME)
        wide = len(words) * SIGN
        for left, top in ((x + 7, y - 7), (x - 7 - wide, y - 7), (x - wide / 2, y - 20), (x - wide / 2, y + 7)):
            box = (left, top, left + wide, top + LINE)
            inside = box[0] > 0 and box[1] > 0 and box[2] < WIDTH and box[3] < sheet.height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                names.append(tag("text", words, x=round(left, 1), y=round(top + 10.5, 1)))
                break
    return [*dots, join(*names)]


def _meet(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
