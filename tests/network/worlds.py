"""Small scenarios to hang legs on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from hadr_planner.domain.catalogue import Catalogue, Factor
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.geography import Place, PlaceKind, Road, Site
from hadr_planner.domain.quantity import Confidence
from hadr_planner.domain.scenario import Scenario

FACTORS = {
    "circuity_flat": 1.25,
    "circuity_hilly": 1.4,
    "circuity_mountain": 1.9,
    "circuity_island_coast": 1.5,
    "road_speed_kmh": 30.0,
    "road_reach_km": 120.0,
    "road_sea_share_max": 0.05,
}


def catalogue() -> Catalogue:
    factors = {
        id: Factor(id=id, value=value, unit="", source="made up", confidence=Confidence.UNVERIFIED)
        for id, value in FACTORS.items()
    }
    return Catalogue(asset_types={}, unit_types={}, items={}, factors=factors)


def world(*nodes: Site | Place, roads: Iterable[Road] = ()) -> Scenario:
    return Scenario(
        id="world",
        title="World",
        start=datetime(2013, 11, 8, tzinfo=UTC),
        clock=Clock(horizon_h=24, slot_h=0.5, edges_h=(0, 24)),
        host="PHL",
        catalogue=catalogue(),
        sites={node.id: node for node in nodes if isinstance(node, Site)},
        places={node.id: node for node in nodes if isinstance(node, Place)},
        roads={road.id: road for road in roads},
    )


def port(id: str, lat: float, lon: float, kind: PlaceKind = PlaceKind.SEAPORT) -> Place:
    return Place(id=id, name=id, kind=kind, lat=lat, lon=lon, country="PHL")
