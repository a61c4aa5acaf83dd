"""Tiny worlds with two of everything that a rule sums over, and plans made by hand.

``world()`` is a whole scenario; every noun has a builder with defaults, and ``world`` takes lists of them. Times are in
hours after start, slots are one hour, periods six. The coast is that of Leyte and Cebu, so that ways by sea are real.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from hadr_planner.domain.accord import (
    Agreement,
    AgreementKind,
    Caveat,
    CaveatKind,
    Order,
    OrderKind,
    Organisation,
    Partnership,
)
from hadr_planner.domain.catalogue import AssetType, Catalogue, Factor, Item, Mode, NeedKind, Ramp, UnitKind, UnitType
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Operator, Per, Supply, Unit
from hadr_planner.domain.geography import Place, PlaceKind, Road, Site
from hadr_planner.domain.plan import Directive, Drive, HandOver, Plan, Service, Sortie, Status, Stay, Stop
from hadr_planner.domain.quantity import Confidence
from hadr_planner.domain.scenario import Area, Scenario

FACTORS = {
    "circuity_flat": 1.25,
    "circuity_hilly": 1.4,
    "circuity_mountain": 1.9,
    "circuity_island_coast": 1.5,
    "road_speed_kmh": 30.0,
    "road_reach_km": 0.0,
    "road_sea_share_max": 0.05,
    "draft_margin_m": 0.5,
    "duty_opens_local_h": 6.0,
}
"""No road is guessed: trucks drive only where a world has roads."""

TYPES = {
    type.id: type
    for type in (
        AssetType(id="lifter", name="Wide lifter", mode=Mode.FIXED_WING, ramp=Ramp.WIDE, payload_t=20, cabin_m3=60,
                  speed_kmh=150, range_km=900, ferry_range_km=1800, burn_t_per_h=4, load_h=1, unload_h=1,
                  runway_m=1500, runway_width_m=30, weight_t=70, needs_handling=True),
        AssetType(id="hauler", name="Narrow hauler", mode=Mode.FIXED_WING, ramp=Ramp.NARROW, payload_t=6, cabin_m3=20,
                  speed_kmh=110, range_km=700, ferry_range_km=1200, burn_t_per_h=1, load_h=1, unload_h=1,
                  runway_m=900, runway_width_m=18, unpaved_ok=True, weight_t=20),
        AssetType(id="chopper", name="Helicopter", mode=Mode.HELICOPTER, ramp=Ramp.HELI, payload_t=4, speed_kmh=120,
                  range_km=500, ferry_range_km=800, burn_t_per_h=0.5, load_h=1, unload_h=1, weight_t=10),
        AssetType(id="ferry", name="Ferry", mode=Mode.SHIP, payload_t=100, speed_kmh=35, range_km=3000,
                  ferry_range_km=3000, burn_t_per_h=0.2, load_h=3, unload_h=3, draft_m=4, weight_t=900),
        AssetType(id="lander", name="Landing ship", mode=Mode.SHIP, payload_t=50, speed_kmh=30, range_km=3000,
                  ferry_range_km=3000, burn_t_per_h=0.2, load_h=2, unload_h=2, draft_m=2, beaching=True, deck_spots=2),
        AssetType(id="lighter", name="Landing craft", mode=Mode.LANDING_CRAFT, payload_t=30, speed_kmh=20, range_km=800,
                  ferry_range_km=800, burn_t_per_h=0.1, load_h=1, unload_h=1, draft_m=1),
        AssetType(id="truck", name="Truck", mode=Mode.TRUCK, payload_t=5, speed_kmh=30, range_km=500,
                  ferry_range_km=500, load_h=1, unload_h=1, weight_t=12),
    )
}

ITEMS = {
    item.id: item
    for item in (
        Item(id="water", name="Water", per_person_day_kg=3, m3_per_t=1, lapses=True),
        Item(id="food", name="Food", per_person_day_kg=0.5, m3_per_t=2, weight=0.6),
        Item(id="kit", name="Shelter kit", per_person_once_kg=4, m3_per_t=5, weight=0.5),
        Item(id="outpatient", name="Outpatients", kind=NeedKind.CARE, weight=10, lag_h=24),
        Item(id="rescue", name="Rescue", kind=NeedKind.RESCUE, weight=1000, lag_h=12),
        Item(id="engineering", name="Engineering", kind=NeedKind.REPAIR, weight=1),
    )
}

UNIT_TYPES = {
    type.id: type
    for type in (
        UnitType(id="clinic", name="Clinic", kind=UnitKind.MEDICAL, weight_t=8, volume_m3=40, passengers=30, setup_h=3,
                 self_sufficient_h=24, serves={"outpatient": 100}),
        UnitType(id="plant", name="Water plant", kind=UnitKind.WATER, weight_t=4, passengers=5, setup_h=1,
                 makes={"water": 8}),
        UnitType(id="sappers", name="Engineers", kind=UnitKind.ENGINEER, weight_t=6, passengers=20, setup_h=1,
                 serves={"engineering": 24}),
        UnitType(id="loaders", name="Airfield team", kind=UnitKind.AIRFIELD, weight_t=5, passengers=10, setup_h=1,
                 gives_handling=True),
    )
}


def catalogue(factors: Mapping[str, float] | None = None) -> Catalogue:
    """A catalogue of made-up types and items."""
    values = {**FACTORS, **(factors or {})}
    return Catalogue(
        asset_types=TYPES, unit_types=UNIT_TYPES, items=ITEMS,
        factors={
            id: Factor(id=id, value=value, unit="", source="made up", confidence=Confidence.UNVERIFIED)
            for id, value in values.items()
        },
    )


# ---- nouns --------------------------------------------------------------------------------------------------------


def site(id: str, lat: float, lon: float, **more: Any) -> Site:
    """A site of a thousand people."""
    return Site(**{"id": id, "name": id.title(), "lat": lat, "lon": lon, "country": "PHL", "affected": 1000, **more})


def place(id: str, kind: PlaceKind, lat: float, lon: float, **more: Any) -> Place:
    """A place of which nothing is known that limits."""
    return Place(**{"id": id, "name": id.title(), "kind": kind, "lat": lat, "lon": lon, "country": "PHL", **more})


def road(id: str, start: str, end: str, km: float, **more: Any) -> Road:
    """A road for 30 km/h."""
    return Road(**{"id": id, "from_": start, "to": end, "km": km, **more})


def asset(id: str, type: str, base: str, *, figures: Mapping[str, Any] | None = None, **more: Any) -> Asset:
    """A pool of two tails; the owner is the first word of its id, a nation in capitals (``usa_lifters`` is of USA)."""
    owner = id.split("_")[0]
    nation = owner.upper() if len(owner) == 3 and owner != "wfp" else owner
    kind = replace(TYPES[type], **(figures or {}))
    return Asset(**{"id": id, "name": id, "type": kind, "owner": nation, "base": base, "count": 2, **more})


def unit(id: str, type: str, origin: str, *, figures: Mapping[str, Any] | None = None, **more: Any) -> Unit:
    """A unit; its owner is read from its id as with assets."""
    kind = replace(UNIT_TYPES[type], **(figures or {}))
    return Unit(**{"id": id, "name": id, "type": kind, "owner": id.split("_")[0].upper(), "origin": origin, **more})


def need(site: str, item: str, quantity: float, **more: Any) -> Need:
    """A need per day, in tonnes for cargo, in people for care and rescue, in hours for repairs."""
    kind = ITEMS[item].kind
    measure = {NeedKind.CARGO: Measure.TONNES, NeedKind.REPAIR: Measure.HOURS}.get(kind, Measure.PEOPLE)
    per = Per.ONCE if kind is NeedKind.REPAIR else Per.DAY
    given = {"site": site, "item": item, "quantity": quantity, "unit": measure, "per": per, "kind": kind}
    return Need(**{"id": f"{site}_{item}", **given, **more})


def supply(place: str, item: str, quantity_t: float, **more: Any) -> Supply:
    """Goods that lie there from the start."""
    return Supply(**{"id": f"{place}_{item}", "place": place, "item": item, "quantity_t": quantity_t, **more})


def agreement(state: str, guest: str, kind: AgreementKind, **more: Any) -> Agreement:
    """What a state grants to a guest."""
    id = f"{state}_{guest}_{kind}_{more.get('from_h', 0):g}".lower().replace("*", "all")
    return Agreement(**{"id": id, "state": state, "guest": guest, "kind": kind, **more})


def caveat(holder: str, kind: CaveatKind, value: str = "", **more: Any) -> Caveat:
    """A red caveat."""
    return Caveat(**{"id": f"{holder}_{kind}_{value}".lower(), "holder": holder, "kind": kind, "value": value, **more})


def order(kind: OrderKind, target: str, value: str = "", **more: Any) -> Order:
    """An order in force throughout."""
    id = f"{kind}_{target}_{more.get('from_h', 0):g}".replace("*", "all")
    return Order(**{"id": id, "kind": kind, "target": target, "value": value, **more})


def box(id: str, south: float, north: float, west: float, east: float, kind: str = "no_fly") -> Area:
    """An area with straight sides."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Area(id=id, name=id.title(), kind=kind, geometry={"type": "Polygon", "coordinates": [ring]})


def partnership(site: str, organisation: str = "red_cross", **more: Any) -> Partnership:
    """A partner that hands everything over at a site."""
    return Partnership(**{"id": f"{organisation}_{site}", "organisation": organisation, "site": site, **more})


# ---- scenarios ----------------------------------------------------------------------------------------------------

SITES = (site("alpha", 11.03, 124.62), site("bravo", 11.20, 124.98))
PLACES = (
    place("hub", PlaceKind.AIRFIELD, 10.3075, 123.9792),
    place("field", PlaceKind.AIRFIELD, 11.058, 124.5655, serves="alpha"),
    place("strip", PlaceKind.AIRFIELD, 11.2276, 125.0278, serves="bravo"),
    place("haven", PlaceKind.SEAPORT, 10.30, 123.90),
    place("quay", PlaceKind.SEAPORT, 11.00, 124.60, serves="alpha"),
    place("shore", PlaceKind.BEACH, 10.6833, 124.80),
    place("roads", PlaceKind.ANCHORAGE, 10.80, 124.50),
    place("depot", PlaceKind.WAREHOUSE, 11.02, 124.66),
)
ROADS = (
    road("ridge", "depot", "alpha", 30, opens_h=6.0, max_load_t=20),
    road("coast", "depot", "field", 45),
    road("lane", "field", "alpha", 45),
    road("dock", "quay", "alpha", 15),
    road("pass", "alpha", "bravo", 60, max_load_t=15),
)
ASSETS = {
    one.id: one
    for one in (
        asset("usa_lifters", "lifter", "hub", forward=("field",)),
        asset("aus_haulers", "hauler", "field", forward=("strip",)),
        asset("usa_choppers", "chopper", "field"),
        asset("phl_choppers", "chopper", "strip", operator=Operator.HOST),
        asset("phl_ferries", "ferry", "haven", forward=("quay",), operator=Operator.HOST),
        asset("jpn_landers", "lander", "roads", forward=("quay", "shore")),
        asset("usa_lighters", "lighter", "quay", forward=("shore",)),
        asset("jpn_deckers", "chopper", "jpn_landers"),
        asset("phl_trucks", "truck", "depot", operator=Operator.HOST),
        asset("wfp_trucks", "truck", "quay", operator=Operator.UN),
    )
}
UNITS = (
    unit("usa_clinic", "clinic", "hub"),
    unit("phl_sappers", "sappers", "depot", own_transport=True),
    unit("aus_plant", "plant", "hub"),
)
NEEDS = (
    need("alpha", "water", 3), need("bravo", "water", 3), need("alpha", "kit", 4, per=Per.ONCE),
    need("bravo", "food", 1), need("alpha", "outpatient", 50), need("bravo", "outpatient", 50),
)
SUPPLIES = (
    supply("hub", "water", 60), supply("hub", "kit", 20), supply("haven", "water", 80), supply("haven", "food", 20),
    supply("depot", "water", 15), supply("quay", "kit", 5), supply("field", "food", 6), supply("roads", "water", 20),
)


def clock(horizon_h: float = 36.0, slot_h: float = 1.0, period_h: float = 6.0) -> Clock:
    """Slots of one hour, periods of six."""
    edges = [period_h * n for n in range(int(horizon_h // period_h) + 1)]
    return Clock(horizon_h=horizon_h, slot_h=slot_h, edges_h=tuple(edges))


def by_id(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows by their ids."""
    return {row.id: row for row in rows}


def edited(rows: Iterable[Any], **changes: Mapping[str, Any]) -> tuple[Any, ...]:
    """Rows with some of them changed: ``edited(PLACES, hub={"spots_wide": 1})``."""
    return tuple(replace(row, **changes.get(row.id, {})) for row in rows)


def world(
    assets: Iterable[str | Asset] = tuple(ASSETS), *, factors: Mapping[str, float] | None = None, **more: Any
) -> Scenario:
    """A scenario of 36 hours from 05:30 local time.

    Tables are given as lists of rows, assets also by their ids in ``ASSETS``.
    """
    tables: dict[str, Iterable[Any]] = {
        "sites": SITES, "places": PLACES, "roads": ROADS, "units": (), "needs": NEEDS, "supplies": SUPPLIES,
        "agreements": (), "caveats": (), "orders": (), "areas": (),
        "partnerships": tuple(partnership(s.id) for s in SITES),
        "organisations": (Organisation(id="red_cross", name="Red Cross"), Organisation(id="wfp", name="WFP")),
        "assets": [ASSETS[one] if isinstance(one, str) else one for one in assets],
    }
    given: dict[str, Any] = {
        "id": "tiny", "title": "Tiny world", "start": datetime.fromisoformat("2030-03-10T05:30:00+08:00"),
        "clock": clock(), "host": "PHL", "catalogue": catalogue(factors), "digest": "0" * 64,
    }
    rows = {name: by_id(more.pop(name, table)) for name, table in tables.items()}
    return Scenario(**{**given, **rows, **more})


# ---- plans --------------------------------------------------------------------------------------------------------


def stop(
    node: str, on_h: float, off_h: float | None = None, *,
    loads: Mapping[str, float] | None = None, unloads: Mapping[str, float] | None = None,
) -> Stop:
    """A call; without ``off_h`` it takes no time."""
    off_block_h = on_h if off_h is None else off_h
    return Stop(node=node, on_block_h=on_h, off_block_h=off_block_h, loads=loads or {}, unloads=unloads or {})


def sortie(scenario: Scenario, asset: str, *stops: Stop, tail: int = 1, id: str = "s1") -> Sortie:
    """One sortie of one tail."""
    return Sortie(
        id=id, asset=asset, tail=tail, owner=scenario.assets[asset].owner, directive=Directive.ORDER, stops=stops,
        under_way_h=sum(b.on_block_h - a.off_block_h for a, b in pairwise(stops)),
    )


def plan(scenario: Scenario, *moves: Sortie | Drive | Stay | HandOver | Service) -> Plan:
    """A plan that consists of these."""
    kinds = {"sorties": Sortie, "drives": Drive, "stays": Stay, "hand_overs": HandOver, "services": Service}
    parts = {name: tuple(move for move in moves if isinstance(move, kind)) for name, kind in kinds.items()}
    return Plan(scenario=scenario.id, digest=scenario.digest, program="by hand", seed=0, status=Status.FEASIBLE,
                why="made by hand", value=0.0, bound=0.0, **parts)


def stay(unit: str, node: str, arrived_h: float, from_h: float, until_h: float) -> Stay:
    """A unit's stay."""
    return Stay(unit=unit, node=node, arrived_h=arrived_h, from_h=from_h, until_h=until_h, directive=Directive.ORDER)


def said(rule: Any, scenario: Scenario, *moves: Any) -> list[str]:
    """What a rule's check says of a plan made by hand, one sentence a breach."""
    return [breach.because for breach in rule.check(scenario, plan(scenario, *moves))]
