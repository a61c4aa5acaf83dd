"""GeoJSON (RFC 7946): sites with their coverage, places, and every leg as a line with its times."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import kpis
from hadr_planner.report.routes import Leg, Line, legs, lines
from hadr_planner.report.shapes import Feature, line_feature, point_feature
from hadr_planner.report.tables import stamp
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.features import features as tasking_features
from hadr_planner.report.wording import clean, owner_name


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write one feature collection."""
    return written(features(scenario, plan))


def render_tasking(tasking: Tasking) -> bytes:
    """Write the places, legs and lines of one reader."""
    return written(tasking_features(tasking))


def written(found: list[Feature]) -> bytes:
    """Features as one collection."""
    collection = {"type": "FeatureCollection", "features": found}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def features(scenario: Scenario, plan: Plan) -> list[Feature]:
    """A whole plan on the map: features with ``layer`` ``site``, ``place`` or ``leg``."""
    found = legs(scenario, plan)
    drawn = lines(scenario, found)
    moved = [_leg(scenario, leg, drawn[leg.mode, leg.from_, leg.to]) for leg in found]
    return [*_sites(scenario, plan), *_places(scenario), *moved]


def _sites(scenario: Scenario, plan: Plan) -> Iterator[Feature]:
    for result in kpis(scenario, plan).sites:
        site = scenario.sites[result.site]
        yield point_feature(
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
        yield point_feature(f"place:{place.id}", place.lat, place.lon, properties)


def _leg(scenario: Scenario, leg: Leg, line: Line) -> Feature:
    asset = scenario.assets[leg.asset]
    properties = {
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
    }
    return line_feature(f"leg:{leg.sortie}:{leg.depart_h:g}", line, properties)
