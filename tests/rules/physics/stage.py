"""A small coast to act short scenes on: sites, airfields, ports, a beach, a roadstead, a landing zone, a depot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from types import ModuleType
from typing import Any

import worlds

from hadr_planner.domain.catalogue import AssetType, Mode, Ramp
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import PlaceKind, Road
from hadr_planner.domain.plan import Directive, Sortie, Stop
from hadr_planner.domain.scenario import Scenario

MANILA = timezone(timedelta(hours=8))

AIRLIFTER = AssetType(
    id="airlifter", name="Airlifter", mode=Mode.FIXED_WING, ramp=Ramp.NARROW, payload_t=15, speed_kmh=500,
    range_km=3000, load_h=1, unload_h=1, runway_m=900, runway_width_m=18, unpaved_ok=True, weight_t=70,
)
HEAVY = replace(AIRLIFTER, id="heavy", ramp=Ramp.WIDE, runway_m=1000, runway_width_m=27, unpaved_ok=False, weight_t=260)
CHOPPER = AssetType(
    id="chopper", name="Chopper", mode=Mode.HELICOPTER, ramp=Ramp.HELI, payload_t=4, speed_kmh=200, range_km=600,
    load_h=0.5, unload_h=0.5,
)
SHIP = AssetType(
    id="ship", name="Ship", mode=Mode.SHIP, payload_t=400, speed_kmh=30, range_km=5000, load_h=6, unload_h=6, draft_m=5
)
CRAFT = AssetType(
    id="craft", name="Craft", mode=Mode.LANDING_CRAFT, payload_t=100, speed_kmh=20, range_km=500, load_h=1, unload_h=1,
    draft_m=2,
)
TRUCK = AssetType(
    id="truck", name="Truck", mode=Mode.TRUCK, payload_t=10, speed_kmh=40, range_km=500, load_h=1, unload_h=1,
    weight_t=20,
)

SITES = (worlds.site("alpha", 11.20, 124.98, landing_spots=1), worlds.site("bravo", 11.10, 124.70, landing_spots=2))
PLACES = (
    worlds.place("hub", PlaceKind.AIRFIELD, 10.31, 123.98),
    worlds.place("field", PlaceKind.AIRFIELD, 11.23, 125.03),
    worlds.place("port", PlaceKind.SEAPORT, 10.29, 123.92),
    worlds.place("quay", PlaceKind.SEAPORT, 11.01, 124.60),
    worlds.place("beach", PlaceKind.BEACH, 10.75, 124.79),
    worlds.place("roadstead", PlaceKind.ANCHORAGE, 10.90, 124.45),
    worlds.place("zone", PlaceKind.LANDING_ZONE, 11.15, 124.90),
    worlds.place("depot", PlaceKind.WAREHOUSE, 11.22, 125.00),
)


def asset(type: AssetType, base: str, **figures: Any) -> Asset:
    """A pool of one tail, named after its type unless told otherwise."""
    return Asset(**{"id": type.id, "name": type.name, "type": type, "owner": "PHL", "base": base} | figures)


def world(
    *assets: Asset, roads: tuple[Road, ...] = (), factors: dict[str, float] | None = None, start_h: float = 6,
    **figures: dict[str, Any],
) -> Scenario:
    """Two days from 06:00 local in slots of half an hour; further figures are those of a node by its id."""
    nodes = {name: [replace(node, **figures.get(node.id, {})) for node in rows] for name, rows in _NODES.items()}
    return worlds.world(
        assets, **nodes, roads=roads, factors=factors, needs=(), supplies=(), clock=worlds.clock(48, 0.5),
        start=datetime(2013, 11, 8, tzinfo=MANILA) + timedelta(hours=start_h),
    )


_NODES = {"sites": SITES, "places": PLACES}


def stop(node: str, on_h: float, off_h: float | None = None, *, loads: float = 0, unloads: float = 0) -> Stop:
    """A call with tonnes of water; without an end it takes no time."""
    return worlds.stop(
        node, on_h, off_h, loads={"water": loads} if loads else {}, unloads={"water": unloads} if unloads else {}
    )


def sortie(id: str, asset: str, *stops: Stop, tail: int = 1) -> Sortie:
    """A sortie by order."""
    return Sortie(id=id, asset=asset, tail=tail, owner="PHL", directive=Directive.ORDER, stops=stops, under_way_h=0)


def said(rule: ModuleType, scenario: Scenario, *sorties: Sortie) -> list[str]:
    """What a rule has against a plan of these sorties."""
    breaches = list(rule.check(scenario, worlds.plan(scenario, *sorties)))
    assert all(breach.rule == rule.CODE and breach.excess > 0 for breach in breaches)
    return [breach.because for breach in breaches]
