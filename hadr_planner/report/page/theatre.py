"""What the page's map draws, as plain data: land, sites, places, routes and the moves of every tail."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import storms
from hadr_planner.report.basemap import Box, basemap
from hadr_planner.report.kpis import Kpis
from hadr_planner.report.measures import items_of_sites
from hadr_planner.report.routes import Frame, Leg, Line, frame, legs, lines
from hadr_planner.report.wording import MODES, cargo, clean

from .markup import short

NAME = 60
ASPECT = 1.9
Key = tuple[Mode, str, str]


def theatre(scenario: Scenario, plan: Plan, kpis: Kpis) -> dict[str, Any]:
    """Everything the map needs, in one frame of longitudes."""
    window, found = frame(scenario), legs(scenario, plan)
    drawn = lines(scenario, found)
    order = {key: i for i, key in enumerate(drawn)}
    nodes = list(scenario.sites) + list(scenario.places)
    index = {node: i for i, node in enumerate(nodes)}
    focus, whole = _boxes(scenario, window, drawn.values())
    return {
        "horizon": scenario.clock.horizon_h,
        "start": scenario.start.isoformat(),
        "edges": scenario.clock.edges_h,
        "modes": {mode.value: name for mode, name in MODES.items()},
        "view": _corners(_view(scenario, window)),
        "whole": _corners(whole),
        "map": basemap(whole, focus),
        "nodes": [_position(scenario, window, node) for node in nodes],
        "sites": _sites(scenario, kpis, index),
        "places": _places(scenario, plan, index),
        "tracks": storms.told(scenario, window),
        "routes": _routes(found, drawn, order, index),
        "tails": _tails(scenario, plan, found, order, index),
    }


def _position(scenario: Scenario, window: Frame, node: str) -> list[float]:
    return [round(scenario.node(node).lat, 4), round(window.lon(scenario.node(node).lon), 4)]


def _view(scenario: Scenario, window: Frame) -> Box:
    return _around([_position(scenario, window, id) for id in scenario.sites or scenario.places]).padded(0.15, 0.15)


def _boxes(scenario: Scenario, window: Frame, drawn: Iterable[Line]) -> tuple[Box, Box]:
    nodes = [_position(scenario, window, id) for id in (*scenario.sites, *scenario.places)]
    view = _view(scenario, window)
    focus = _widened(view).padded(0.25, 0.5)
    corners = [[focus.south, focus.west], [focus.north, focus.east]]
    whole = _around([*nodes, *corners, *([lat, lon] for line in drawn for lat, lon in line)])
    return focus, _widened(whole.padded(0.2, 3.0))


def _around(points: Iterable[list[float]]) -> Box:
    lats, lons = zip(*points, strict=True) if (points := list(points)) else ((0.0,), (0.0,))
    return Box(min(lons), min(lats), max(lons), max(lats))


def _widened(box: Box) -> Box:
    squeeze = math.cos(math.radians((box.south + box.north) / 2))
    width, height = (box.east - box.west) * squeeze, box.north - box.south
    wanted_width, wanted_height = max(width, height * ASPECT), max(height, width / ASPECT)
    dx, dy = (wanted_width - width) / 2 / squeeze, (wanted_height - height) / 2
    return Box(box.west - dx, max(box.south - dy, -85.0), box.east + dx, min(box.north + dy, 85.0))


def _corners(box: Box) -> list[list[float]]:
    return [[round(box.south, 3), round(box.west, 3)], [round(box.north, 3), round(box.east, 3)]]


def _sites(scenario: Scenario, kpis: Kpis, index: dict[str, int]) -> list[dict[str, Any]]:
    items = items_of_sites(scenario, kpis)
    return [
        {
            "at": index[site.site],
            "name": short(site.name, NAME),
            "people": round(site.people),
            "need": round(site.needed_t, 1),
            "first": site.first_aid_h,
            "curve": [round(share, 3) for share in site.curve],
            "items": [list(item) for item in items.get(site.site, ())],
        }
        for site in kpis.sites
    ]


def _places(scenario: Scenario, plan: Plan, index: dict[str, int]) -> list[dict[str, Any]]:
    used = {stop.node for sortie in plan.sorties for stop in sortie.stops} | {act.from_ for act in plan.hand_overs}
    return [
        {"at": index[p.id], "name": short(p.name, NAME), "kind": p.kind.value, "used": p.id in used}
        for p in scenario.places.values()
    ]


def _routes(found: tuple[Leg, ...], drawn: Any, order: dict[Key, int], index: dict[str, int]) -> list[dict[str, Any]]:
    tonnes: defaultdict[int, float] = defaultdict(float)
    flown: defaultdict[int, list[float]] = defaultdict(list)
    for leg in found:
        i = order[leg.mode, leg.from_, leg.to]
        tonnes[i] += leg.tonnes
        flown[i].append(leg.depart_h)
    return [
        {
            "mode": mode.value,
            "from": index[a],
            "to": index[b],
            "tonnes": round(tonnes[i], 1),
            "legs": len(flown[i]),
            "first": min(flown[i]),
            "line": [[round(lat, 3), round(lon, 3)] for lat, lon in drawn[mode, a, b]],
        }
        for (mode, a, b), i in order.items()
    ]


def _tails(
    scenario: Scenario, plan: Plan, found: tuple[Leg, ...], order: dict[Key, int], index: dict[str, int]
) -> list[dict[str, Any]]:
    by_sortie: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in found:
        by_sortie[leg.sortie].append(leg)
    moves: defaultdict[tuple[str, int], list[list[Any]]] = defaultdict(list)
    for sortie in sorted(plan.sorties, key=lambda s: s.start_h):
        moves[sortie.asset, sortie.tail] += _moves(scenario, sortie, by_sortie[sortie.id], order, index)
    return [
        {
            "name": short(f"{scenario.assets[asset].name} #{tail}", NAME),
            "owner": clean(scenario.assets[asset].owner),
            "mode": scenario.assets[asset].type.mode.value,
            "moves": steps,
        }
        for (asset, tail), steps in moves.items()
    ]


def _moves(
    scenario: Scenario, sortie: Sortie, own: list[Leg], order: dict[Key, int], index: dict[str, int]
) -> list[list[Any]]:
    """Steps of a sortie: ``[from_h, until_h, node, route or -1, load in words]``, in order of time."""
    steps: list[list[Any]] = []
    for i, stop in enumerate(sortie.stops):
        steps.append([round(stop.on_block_h, 2), round(stop.off_block_h, 2), index[stop.node], -1, ""])
        if i < len(own):
            leg = own[i]
            route = order[leg.mode, leg.from_, leg.to]
            load = short(cargo(scenario, leg.load), 90)
            steps.append([round(leg.depart_h, 2), round(leg.arrive_h, 2), index[leg.from_], route, load])
    return steps
