"""A plan as plain data for the player: legs, calls and how the need is met, in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate
from math import ceil, floor
from typing import Any

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import Place
from hadr_planner.domain.plan import Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import storms
from hadr_planner.report.kpis import Kpis
from hadr_planner.report.kpis import kpis as measure
from hadr_planner.report.kpis.capacity import VESSELS, peak
from hadr_planner.report.measures import items_of_sites
from hadr_planner.report.routes import Leg, legs, lines
from hadr_planner.report.wording import MODES, cargo, owner_title

from .emblem import emblem
from .safe import Packed, js_json
from .situation import facts, kind_words
from .stage import ground

Key = tuple[Mode, str, str]
LONGEST_LOAD = 90


def reel(scenario: Scenario, plan: Plan) -> Packed:
    """A plan's film, packed for the browser."""
    return js_json(film(scenario, plan, measure(scenario, plan)))


def film(scenario: Scenario, plan: Plan, kpis: Kpis) -> dict[str, Any]:
    """Everything that the player needs to show a plan at any hour."""
    base, found = ground(scenario), legs(scenario, plan)
    drawn = lines(scenario, found)
    nodes = {id: i for i, id in enumerate(base.at)}
    sorties = {sortie.id: i for i, sortie in enumerate(plan.sorties)}
    assets = {id: i for i, id in enumerate(dict.fromkeys(sortie.asset for sortie in plan.sorties))}
    loads: dict[str, int] = {}
    return {
        "horizon": scenario.clock.horizon_h,
        "start": scenario.start.isoformat(),
        "edges": list(scenario.clock.edges_h),
        "busy": _busy(scenario, found),
        "modes": {mode.value: name for mode, name in MODES.items()},
        "nodes": list(base.at.values()),
        "sites": _sites(scenario, kpis, nodes),
        "places": _places(scenario, plan, nodes),
        "tracks": storms.told(scenario, base.window),
        "routes": _routes(found, drawn, nodes, sorties),
        "tails": _tails(scenario, plan, found, nodes, sorties, assets, loads, {key: i for i, key in enumerate(drawn)}),
        "assets": [_asset(scenario, id) for id in assets],
        "sorties": [[one.id, assets[one.asset], one.tail, round(one.start_h, 2)] for one in plan.sorties],
        "loads": list(loads),
        "owners": sorted({sortie.owner for sortie in plan.sorties}),
        "named": {sortie.owner: owner_title(scenario, sortie.owner) for sortie in plan.sorties},
    }


def emblems(scenario: Scenario, plan: Plan) -> set[str]:
    """Names of all symbols in a plan's film."""
    used = {sortie.asset for sortie in plan.sorties}
    return {emblem(scenario.assets[id]) for id in used} | {place.kind.value for place in scenario.places.values()}


def _asset(scenario: Scenario, id: str) -> dict[str, str]:
    asset = scenario.assets[id]
    return {
        "id": id,
        "name": asset.name,
        "owner": asset.owner,
        "base": asset.base if asset.base in scenario.assets else "",
        "mode": asset.type.mode.value,
        "symbol": emblem(asset),
    }


def _busy(scenario: Scenario, found: tuple[Leg, ...]) -> list[int]:
    """Legs under way in each hour."""
    steps = [0] * (round(scenario.clock.horizon_h) + 1)
    last = len(steps) - 1
    for leg in found:
        steps[min(floor(leg.depart_h), last)] += 1
        steps[min(ceil(leg.arrive_h), last)] -= 1
    return [*accumulate(steps[:-1])]


def _sites(scenario: Scenario, kpis: Kpis, nodes: Mapping[str, int]) -> list[dict[str, Any]]:
    items = items_of_sites(scenario, kpis)
    return [
        {
            "id": site.site,
            "node": nodes[site.site],
            "name": site.name,
            "people": round(site.people),
            "first": site.first_aid_h,
            "curve": [round(share, 3) for share in site.curve],
            "due": [round(share, 3) for share in site.due],
            "rows": [list(item) for item in items.get(site.site, ())],
        }
        for site in kpis.sites
    ]


def _places(scenario: Scenario, plan: Plan, nodes: Mapping[str, int]) -> list[dict[str, Any]]:
    calls: defaultdict[tuple[str, str], list[Stop]] = defaultdict(list)
    for sortie in plan.sorties:
        for stop in sortie.stops:
            calls[stop.node, _room(scenario, sortie)].append(stop)
    reached = {node for node, _ in calls}
    return [
        {
            "id": place.id,
            "node": nodes[place.id],
            "name": place.name,
            "kind": place.kind.value,
            "what": kind_words(place),
            "rows": facts(place),
            "used": place.id in reached,
            "serves": nodes.get(place.serves, -1),
            "uses": [_use(place, room, calls[place.id, room]) for room in ROOMS if (place.id, room) in calls],
        }
        for place in scenario.places.values()
    ]


ROOMS = ("aircraft on the ramp", "helicopters on the ramp", "vessels at berth")


def _room(scenario: Scenario, sortie: Sortie) -> str:
    mode = scenario.assets[sortie.asset].type.mode
    if mode in VESSELS:
        return ROOMS[2]
    return ROOMS[1] if mode is Mode.HELICOPTER else ROOMS[0] if mode is Mode.FIXED_WING else ""


def _use(place: Place, room: str, stops: list[Stop]) -> dict[str, Any]:
    spots = {ROOMS[0]: _both(place), ROOMS[1]: place.spots_heli, ROOMS[2]: place.berths}
    return {
        "name": room,
        "room": spots[room],
        "peak": peak(stops),
        "on": sorted(round(stop.on_block_h, 2) for stop in stops),
        "off": sorted(round(stop.off_block_h, 2) for stop in stops),
    }


def _both(place: Place) -> int | None:
    return None if place.spots_wide is None or place.spots_narrow is None else place.spots_wide + place.spots_narrow


def _routes(
    found: tuple[Leg, ...], drawn: Mapping[Key, Any], nodes: Mapping[str, int], sorties: Mapping[str, int]
) -> list[dict[str, Any]]:
    by_key: defaultdict[Key, list[Leg]] = defaultdict(list)
    for leg in found:
        by_key[leg.mode, leg.from_, leg.to].append(leg)
    return [
        {
            "mode": mode.value,
            "from": nodes[a],
            "to": nodes[b],
            "tonnes": round(sum(leg.tonnes for leg in by_key[mode, a, b]), 1),
            "moves": sorted(
                [round(leg.depart_h, 2), round(leg.arrive_h, 2), sorties[leg.sortie]] for leg in by_key[mode, a, b]
            ),
            "line": [[round(lat, 3), round(lon, 3)] for lat, lon in line],
        }
        for (mode, a, b), line in drawn.items()
    ]


def _tails(
    scenario: Scenario,
    plan: Plan,
    found: tuple[Leg, ...],
    nodes: Mapping[str, int],
    sorties: Mapping[str, int],
    assets: Mapping[str, int],
    loads: dict[str, int],
    routes: Mapping[Key, int],
) -> list[dict[str, Any]]:
    """Moves of every tail in order of time: ``[from_h, until_h, node, route or -1, sortie, load or -1]``."""
    by_sortie: defaultdict[str, list[Leg]] = defaultdict(list)
    for leg in found:
        by_sortie[leg.sortie].append(leg)
    moves: defaultdict[tuple[str, int], list[list[Any]]] = defaultdict(list)
    for sortie in sorted(plan.sorties, key=lambda s: s.start_h):
        own, steps = by_sortie[sortie.id], moves[sortie.asset, sortie.tail]
        for i, stop in enumerate(sortie.stops):
            steps.append(_step(stop.on_block_h, stop.off_block_h, nodes[stop.node], -1, sorties[sortie.id], -1))
            if i < len(own):
                words = cargo(scenario, own[i].load)[:LONGEST_LOAD] if own[i].load else "nothing"
                load = loads.setdefault(words, len(loads))
                route = routes[own[i].mode, own[i].from_, own[i].to]
                steps.append(
                    _step(own[i].depart_h, own[i].arrive_h, nodes[own[i].from_], route, sorties[sortie.id], load)
                )
    return [{"asset": assets[asset], "tail": tail, "moves": steps} for (asset, tail), steps in moves.items()]


def _step(from_h: float, until_h: float, node: int, route: int, sortie: int, load: int) -> list[Any]:
    return [round(from_h, 2), round(until_h, 2), node, route, sortie, load]
