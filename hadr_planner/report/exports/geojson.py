"""GeoJSON (RFC 7946): sites with their coverage, places, and every leg as a line with its times."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import kpis
from hadr_planner.report.routes import Leg, Line, legs, lines
from hadr_planner.report.tables import stamp
from hadr_planner.report.wording import clean, owner_name

Feature = dict[str, Any]


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write one feature collection."""
    found = legs(scenario, plan)
    drawn = lines(scenario, found)
    features = [*_sites(scenario, plan), *_places(scenario)]
    features += [_leg(scenario, leg, drawn[leg.mode, leg.from_, leg.to]) for leg in found]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _sites(scenario: Scenario, plan: Plan) -> Iterator[Feature]:
    for result in kpis(scenario, plan).sites:
        site = scenario.sites[result.site]
        yield _point(
            f"site:{site.id}",
            site.lat,
            site.lon,
            {
                "layer": "site",
                "id": site.id,
                "name": clean(site.name),
                "country": site.country,
                "pcode": clean(site.pcode),
                "people": result.people,
                "needed_t": round(result.needed_t, 3),
                "met_t": round(result.met_t, 3),
                "share_met": round(result.share, 4),
                "first_aid_h": result.first_aid_h,
            },
        )


def _places(scenario: Scenario) -> Iterator[Feature]:
    for place in scenario.places.values():
        properties = {
            "layer": "place",
            "id": place.id,
            "name": clean(place.name),
            "kind": place.kind.value,
            "country": place.country,
        }
        yield _point(f"place:{place.id}", place.lat, place.lon, properties)


def _point(id: str, lat: float, lon: float, properties: dict[str, Any]) -> Feature:
    geometry = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _leg(scenario: Scenario, leg: Leg, line: Line) -> Feature:
    asset = scenario.assets[leg.asset]
    return {
        "type": "Feature",
        "id": f"leg:{leg.sortie}:{leg.depart_h:g}",
        "geometry": _geometry(line),
        "properties": {
            "layer": "leg",
            "sortie": leg.sortie,
            "asset": clean(asset.name),
            "tail": leg.tail,
            "owner": owner_name(scenario, asset.owner),
            "mode": leg.mode.value,
            "from": leg.from_,
            "to": leg.to,
            "depart_h": leg.depart_h,
            "arrive_h": leg.arrive_h,
            "depart": stamp(scenario.when(leg.depart_h)),
            "arrive": stamp(scenario.when(leg.arrive_h)),
            "tonnes": round(leg.tonnes, 3),
            "load": {item: round(tonnes, 3) for item, tonnes in leg.load.items()},
        },
    }


def _geometry(line: Line) -> dict[str, Any]:
    parts = cut(line if len(line) > 1 else line * 2)
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


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
