"""A small still map of a scenario, for the card that stands for it."""

from __future__ import annotations

import functools
import html
import math
from collections.abc import Iterable

from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.basemap import Box, basemap

from .offmap.stage import Point, corners, ground

WIDE, TALL = 320, 180
SEA, LAND, COAST, PEOPLE, PLACE = "#d5e5ee", "#f5f2ea", "#b6b09d", "#c85a33", "#17324d"
LEAST_PX, MOST_PX = 1.8, 9.0


def svg(scenario: Scenario) -> str:
    """SVG of the disaster area: land, places, and sites as large as the people in them."""
    base = ground(scenario)
    (south, west), (north, east) = corners(base.at[id] for id in scenario.sites or scenario.places)
    view = _widened(Box(west, south, east, north))
    most = max((site.affected or site.population for site in scenario.sites.values()), default=1.0) or 1.0
    spots = [_square(view, base.at[place]) for place in scenario.places]
    sites = sorted(scenario.sites.values(), key=lambda site: -(site.affected or site.population))
    dots = [_disc(view, base.at[site.id], (site.affected or site.population) / most) for site in sites]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" role="img">'
        f"<title>{html.escape(f'Map of {scenario.title}')}</title>"
        f'<rect width="{WIDE}" height="{TALL}" fill="{SEA}"/>'
        f'<path d="{_land(view)}" fill="{LAND}" stroke="{COAST}" stroke-width="0.7" fill-rule="evenodd"/>'
        f"{''.join(spots)}{''.join(dots)}</svg>"
    )


def _widened(box: Box) -> Box:
    """The box, grown to the card's shape."""
    squeeze = math.cos(math.radians((box.south + box.north) / 2))
    width, height = (box.east - box.west) * squeeze, box.north - box.south
    dx = (max(width, height * WIDE / TALL) - width) / 2 / squeeze
    dy = (max(height, width * TALL / WIDE) - height) / 2
    return Box(box.west - dx, max(box.south - dy, -85.0), box.east + dx, min(box.north + dy, 85.0))


@functools.lru_cache(maxsize=32)
def _land(view: Box) -> str:
    nothing = Box(view.west, view.south, view.west, view.south)
    polygons = basemap(view, view if view.east - view.west < 20 else nothing)["land"]["coordinates"]
    return "".join(_path(view, ring) for polygon in polygons for ring in polygon)


def _path(view: Box, ring: Iterable[Point]) -> str:
    spots = dict.fromkeys("{:.1f} {:.1f}".format(*_spot(view, lat, lon)) for lon, lat in ring)
    return f"M{'L'.join(spots)}Z" if len(spots) > 2 else ""


def _spot(view: Box, lat: float, lon: float) -> tuple[float, float]:
    x = (lon - view.west) / (view.east - view.west) * WIDE
    return x, (view.north - lat) / (view.north - view.south) * TALL


def _disc(view: Box, at: Point, share: float) -> str:
    x, y = _spot(view, *at)
    radius = max(LEAST_PX, MOST_PX * math.sqrt(share))
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{PEOPLE}" fill-opacity="0.75" stroke="#fff"/>'


def _square(view: Box, at: Point) -> str:
    x, y = _spot(view, *at)
    return f'<rect x="{x - 2:.1f}" y="{y - 2:.1f}" width="4" height="4" rx="1" fill="{PLACE}"/>'
