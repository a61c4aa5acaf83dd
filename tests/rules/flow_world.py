"""A relief operation of two days, small enough to read, in which every rule can bite; and a plan for it.

An aircraft base (hub), a damaged airfield (field) that serves the town of alpha, a port that serves bravo, a village
(charlie) behind a bridge that must be mended, a ship with helicopters in the bay, and a far base abroad (darwin).
H+0 is six in the morning; slots last an hour, periods six.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from hadr_planner.domain.accord import Organisation, Partnership
from hadr_planner.domain.catalogue import (
    AssetType,
    Catalogue,
    Factor,
    Item,
    Mode,
    NeedKind,
    Ramp,
    UnitKind,
    UnitType,
)
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Operator, Per, Supply, Unit
from hadr_planner.domain.geography import Place, PlaceKind, Road, Site
from hadr_planner.domain.plan import (
    Directive,
    Drive,
    HandOver,
    Plan,
    Service,
    Sortie,
    Status,
    Stay,
    Stop,
)
from hadr_planner.domain.quantity import Confidence
from hadr_planner.domain.scenario import Scenario

DIGEST = "f" * 64
FACTORS = {
    "circuity_flat": 1.25,
    "circuity_hilly": 1.4,
    "circuity_mountain": 1.9,
    "circuity_island_coast": 1.5,
    "road_speed_kmh": 30.0,
    "road_reach_km": 120.0,
    "road_sea_share_max": 0.05,
    "draft_margin_m": 0.5,
    "duty_opens_local_h": 6.0,
}


def by_id(*rows: Any) -> dict[str, Any]:
    return {row.id: row for row in rows}


def change(rows: Mapping[str, Any], id: str, **changes: Any) -> dict[str, Any]:
    """The same rows with one changed."""
    return {**rows, id: replace(rows[id], **changes)}


TYPES = by_id(
    AssetType(
        id="c130j",
        name="C-130J",
        mode=Mode.FIXED_WING,
        ramp=Ramp.NARROW,
        payload_t=15,
        cabin_m3=90,
        speed_kmh=540,
        range_km=4000,
        ferry_range_km=6000,
        burn_t_per_h=2,
        load_h=1,
        unload_h=1,
        runway_m=900,
        weight_t=70,
    ),
    AssetType(
        id="c17",
        name="C-17",
        mode=Mode.FIXED_WING,
        ramp=Ramp.WIDE,
        payload_t=40,
        speed_kmh=740,
        range_km=4400,
        ferry_range_km=8000,
        burn_t_per_h=8,
        load_h=2,
        unload_h=2,
        runway_m=1100,
        weight_t=200,
        needs_handling=True,
    ),
    AssetType(
        id="sh60",
        name="SH-60",
        mode=Mode.HELICOPTER,
        ramp=Ramp.HELI,
        payload_t=2,
        speed_kmh=200,
        range_km=500,
        ferry_range_km=700,
        burn_t_per_h=0.5,
        load_h=1,
        unload_h=1,
    ),
    AssetType(
        id="lpd",
        name="Dock ship",
        mode=Mode.SHIP,
        payload_t=100,
        speed_kmh=30,
        range_km=9000,
        load_h=4,
        unload_h=4,
        draft_m=6,
    ),
    AssetType(
        id="lst",
        name="Landing ship",
        mode=Mode.SHIP,
        payload_t=50,
        speed_kmh=20,
        range_km=5000,
        load_h=4,
        unload_h=4,
        draft_m=4,
    ),
    AssetType(
        id="truck_10t",
        name="Truck, 10 t",
        mode=Mode.TRUCK,
        payload_t=10,
        speed_kmh=30,
        range_km=600,
        load_h=1,
        unload_h=1,
        weight_t=18,
    ),
)
UNIT_TYPES = by_id(
    UnitType(
        id="emt_1",
        name="EMT",
        kind=UnitKind.MEDICAL,
        weight_t=6,
        volume_m3=20,
        passengers=20,
        setup_h=6,
        self_sufficient_h=27,
        serves={"outpatient": 80, "surgery": 8},
    ),
    UnitType(
        id="engineers", name="Engineers", kind=UnitKind.ENGINEER, weight_t=30, setup_h=6, serves={"engineering": 24}
    ),
    UnitType(id="loaders", name="Loaders", kind=UnitKind.AIRFIELD, weight_t=8, setup_h=6, gives_handling=True),
    UnitType(id="water_plant", name="Water plant", kind=UnitKind.WATER, weight_t=8, setup_h=4, makes={"water": 8}),
)
ITEMS = by_id(
    Item(id="water", name="Water", per_person_day_kg=3, m3_per_t=1.3, lapses=True),
    Item(id="food", name="Food", per_person_day_kg=0.5, m3_per_t=2, lapses=True),
    Item(id="medical", name="Medical", m3_per_t=5),
    Item(id="shelter_kit", name="Shelter kit", per_person_once_kg=4, m3_per_t=3.5),
    Item(id="outpatient", name="Outpatient care", kind=NeedKind.CARE),
    Item(id="surgery", name="Surgery", kind=NeedKind.CARE),
    Item(id="engineering", name="Engineering", kind=NeedKind.REPAIR),
)


def scenario(**changes: Any) -> Scenario:
    """The operation."""
    sites = by_id(
        Site(id="alpha", name="Alpha", lat=11.20, lon=125.00, country="PHL", affected=1000),
        Site(id="bravo", name="Bravo", lat=11.00, lon=124.63, country="PHL", affected=1000, landing_spots=2),
        Site(id="charlie", name="Charlie", lat=11.25, lon=124.97, country="PHL", affected=100),
    )
    places = by_id(
        Place(
            id="hub",
            name="Hub",
            kind=PlaceKind.AIRFIELD,
            lat=10.31,
            lon=123.98,
            country="PHL",
            runway_m=3000,
            runway_width_m=45,
            handling=True,
            spots_wide=2,
            spots_narrow=2,
            spots_heli=2,
        ),
        Place(
            id="field",
            name="Field",
            kind=PlaceKind.AIRFIELD,
            lat=11.23,
            lon=125.03,
            country="PHL",
            runway_m=2000,
            runway_width_m=45,
            handling=False,
            spots_wide=1,
            spots_narrow=1,
            storage_t=60,
            fuel_t_per_day=0,
            serves="alpha",
        ),
        Place(
            id="darwin", name="Darwin", kind=PlaceKind.AIRFIELD, lat=-12.41, lon=130.88, country="AUS", runway_m=3300
        ),
        Place(id="cebu", name="Cebu port", kind=PlaceKind.SEAPORT, lat=10.30, lon=123.92, country="PHL", berths=4),
        Place(
            id="port",
            name="Port",
            kind=PlaceKind.SEAPORT,
            lat=11.00,
            lon=124.60,
            country="PHL",
            berths=1,
            discharge_t_per_day=20,
            storage_t=100,
            max_draft_m=7,
            serves="bravo",
        ),
        Place(id="bay", name="Bay", kind=PlaceKind.ANCHORAGE, lat=10.95, lon=124.53, country="PHL", spots_heli=2),
    )
    roads = by_id(
        Road(id="main", from_="field", to="alpha", km=12),
        Road(id="quay", from_="port", to="bravo", km=6),
        Road(id="bridge", from_="alpha", to="charlie", km=10),
    )
    assets = by_id(
        Asset(id="aus_c130", name="C-130J", type=TYPES["c130j"], owner="AUS", base="hub", count=2),
        Asset(id="usa_c17", name="C-17", type=TYPES["c17"], owner="USA", base="hub"),
        Asset(
            id="aus_lift", name="C-130J from Darwin", type=TYPES["c130j"], owner="AUS", base="darwin", forward=("hub",)
        ),
        Asset(id="usa_lpd", name="Dock ship", type=TYPES["lpd"], owner="USA", base="bay", forward=("port",)),
        Asset(id="usa_sh60", name="SH-60", type=TYPES["sh60"], owner="USA", base="usa_lpd", count=2),
        Asset(
            id="phl_lst", name="Landing ship", type=TYPES["lst"], owner="PHL", base="cebu", forward=("port",), count=2
        ),
        Asset(
            id="phl_truck",
            name="Trucks",
            type=TYPES["truck_10t"],
            owner="PHL",
            operator=Operator.HOST,
            base="field",
            count=2,
        ),
    )
    units = by_id(
        Unit(id="aus_emt", name="EMT", type=UNIT_TYPES["emt_1"], owner="AUS", origin="hub"),
        Unit(id="usa_loaders", name="Loaders", type=UNIT_TYPES["loaders"], owner="USA", origin="hub"),
        Unit(
            id="phl_engineers",
            name="Engineers",
            type=UNIT_TYPES["engineers"],
            owner="PHL",
            origin="alpha",
            own_transport=True,
        ),
        Unit(
            id="phl_plant",
            name="Water plant",
            type=UNIT_TYPES["water_plant"],
            owner="PHL",
            origin="port",
            own_transport=True,
        ),
    )
    care, repair = NeedKind.CARE, NeedKind.REPAIR
    needs = by_id(
        Need(id="alpha_water", site="alpha", item="water", quantity=1000, unit=Measure.PEOPLE),
        Need(id="alpha_food", site="alpha", item="food", quantity=10, from_h=18),
        Need(id="alpha_medical", site="alpha", item="medical", quantity=0.5, until_h=42),
        Need(id="bravo_water", site="bravo", item="water", quantity=4),
        Need(id="bravo_kit", site="bravo", item="shelter_kit", quantity=12, per=Per.ONCE),
        Need(id="alpha_outpatient", site="alpha", item="outpatient", quantity=40, unit=Measure.PEOPLE, kind=care),
        Need(
            id="alpha_surgery", site="alpha", item="surgery", quantity=6, unit=Measure.PEOPLE, per=Per.ONCE, kind=care
        ),
        Need(
            id="bridge_repair",
            site="bridge",
            item="engineering",
            quantity=12,
            unit=Measure.HOURS,
            per=Per.ONCE,
            kind=repair,
        ),
    )
    supplies = by_id(
        Supply(id="s1", place="hub", item="water", quantity_t=20),
        Supply(id="s2", place="hub", item="food", quantity_t=40, available_h=3),
        Supply(id="s3", place="hub", item="medical", quantity_t=1),
        Supply(id="s4", place="cebu", item="shelter_kit", quantity_t=40),
        Supply(id="s5", place="bay", item="water", quantity_t=5),
        Supply(id="s6", place="darwin", item="food", quantity_t=30),
    )
    partnerships = by_id(
        Partnership(id="rc_alpha", organisation="rc", site="alpha", capacity_t_per_day=9),
        Partnership(id="rc_bravo", organisation="rc", site="bravo", items=("water", "shelter_kit"), from_h=6),
    )
    factors = {
        id: Factor(id=id, value=value, unit="", source="made up", confidence=Confidence.UNVERIFIED)
        for id, value in FACTORS.items()
    }
    given: dict[str, Any] = {
        "id": "flow_world",
        "title": "Two days",
        "digest": DIGEST,
        "host": "PHL",
        "start": datetime(2013, 11, 9, 6, tzinfo=timezone(timedelta(hours=8))),
        "clock": Clock(horizon_h=48, slot_h=1, edges_h=tuple(range(0, 49, 6))),
        "catalogue": Catalogue(asset_types=TYPES, unit_types=UNIT_TYPES, items=ITEMS, factors=factors),
        "sites": sites,
        "places": places,
        "roads": roads,
        "assets": assets,
        "units": units,
        "needs": needs,
        "supplies": supplies,
        "organisations": by_id(Organisation(id="rc", name="Red Cross")),
        "partnerships": partnerships,
    }
    return Scenario(**{**given, **changes})


def call(node: str, on: float, off: float, *, loads: Any = None, unloads: Any = None) -> Stop:
    return Stop(node=node, on_block_h=on, off_block_h=off, loads=loads or {}, unloads=unloads or {})


def sortie(id: str, asset: str, tail: int, *stops: Stop) -> Sortie:
    under_way_h = sum(b.on_block_h - a.off_block_h for a, b in itertools.pairwise(stops))
    owner = scenario().assets[asset].owner
    return Sortie(
        id=id, asset=asset, tail=tail, owner=owner, directive=Directive.ORDER, stops=stops, under_way_h=under_way_h
    )


def stay(unit: str, node: str, arrived_h: float, from_h: float, until_h: float) -> Stay:
    return Stay(unit=unit, node=node, arrived_h=arrived_h, from_h=from_h, until_h=until_h, directive=Directive.ORDER)


def sorties() -> tuple[Sortie, ...]:
    first = {"water": 6.0, "medical": 0.5, "unit:aus_emt": 6.0}
    to_alpha = {"water": 3.0, "medical": 0.5, "unit:aus_emt": 6.0}
    return (
        sortie(
            "emt_in",
            "aus_c130",
            1,
            call("hub", 0, 1, loads=first),
            call("field", 2, 3, unloads=first),
            call("hub", 4, 4),
        ),
        sortie(
            "loaders_in",
            "aus_c130",
            2,
            call("hub", 0, 1, loads={"unit:usa_loaders": 8.0}),
            call("field", 3, 4, unloads={"unit:usa_loaders": 8.0}),
            call("hub", 5, 5),
        ),
        sortie(
            "emt_up",
            "phl_truck",
            1,
            call("field", 6, 7, loads=to_alpha),
            call("alpha", 8, 9, unloads=to_alpha),
            call("field", 10, 10),
        ),
        sortie(
            "pallets",
            "usa_c17",
            1,
            call("hub", 12, 14, loads={"food": 25.0}),
            call("field", 15, 17, unloads={"food": 25.0}),
            call("hub", 18, 18),
        ),
        sortie(
            "food_up",
            "phl_truck",
            1,
            call("field", 18, 19, loads={"food": 8.0}),
            call("alpha", 20, 21, unloads={"food": 8.0}),
            call("field", 22, 22),
        ),
        sortie(
            "over_bridge",
            "phl_truck",
            2,
            call("field", 18, 19, loads={"water": 0.4}),
            call("charlie", 20, 21, unloads={"water": 0.4}),
            call("field", 22, 22),
        ),
        sortie(
            "kits",
            "phl_lst",
            1,
            call("cebu", 0, 4, loads={"shelter_kit": 20.0}),
            call("port", 12, 16, unloads={"shelter_kit": 20.0}),
            call("cebu", 24, 24),
        ),
        sortie(
            "deck_1",
            "usa_sh60",
            1,
            call("bay", 6, 7, loads={"water": 1.5}),
            call("bravo", 8, 9, unloads={"water": 1.5}),
            call("bay", 10, 10),
        ),
        sortie(
            "deck_2",
            "usa_sh60",
            2,
            call("bay", 8, 9, loads={"water": 1.5}),
            call("bravo", 10, 11, unloads={"water": 1.5}),
            call("bay", 12, 12),
        ),
        sortie(
            "ferry",
            "aus_lift",
            1,
            call("darwin", 0, 1, loads={"food": 12.0}),
            call("hub", 6, 7, unloads={"food": 12.0}),
        ),
    )


def plan(**changes: Any) -> Plan:
    """A plan that obeys every rule."""
    given: dict[str, Any] = {
        "scenario": "flow_world",
        "digest": DIGEST,
        "program": "by hand",
        "seed": 0,
        "status": Status.FEASIBLE,
        "why": "",
        "value": 0.0,
        "bound": 0.0,
        "sorties": sorties(),
        "drives": (Drive(unit="phl_plant", from_="port", to="bravo", start_h=0, end_h=1),),
        "stays": (
            stay("aus_emt", "alpha", 9, 18, 48),
            stay("usa_loaders", "field", 4, 12, 48),
            stay("phl_engineers", "alpha", 0, 6, 48),
            stay("phl_plant", "bravo", 1, 6, 48),
        ),
        "hand_overs": (
            HandOver(need="alpha_water", partnership="rc_alpha", from_="field", period=1, day=0, tonnes=2.0),
            HandOver(need="alpha_water", partnership="rc_alpha", from_="alpha", period=2, day=0, tonnes=1.0),
            HandOver(need="alpha_water", partnership="rc_alpha", from_="alpha", period=4, day=1, tonnes=1.5),
            HandOver(need="alpha_medical", partnership="rc_alpha", from_="alpha", period=5, day=0, tonnes=0.4),
            HandOver(need="alpha_food", partnership="rc_alpha", from_="field", period=3, day=0, tonnes=2.0),
            HandOver(need="alpha_food", partnership="rc_alpha", from_="alpha", period=4, day=1, tonnes=6.0),
            HandOver(need="bravo_water", partnership="rc_bravo", from_="bravo", period=1, day=0, tonnes=4.0),
            HandOver(need="bravo_water", partnership="rc_bravo", from_="bravo", period=4, day=1, tonnes=4.0),
            HandOver(need="bravo_kit", partnership="rc_bravo", from_="port", period=3, day=-1, tonnes=12.0),
        ),
        "services": (
            Service(need="alpha_outpatient", unit="aus_emt", period=3, day=0, quantity=20.0),
            Service(need="alpha_outpatient", unit="aus_emt", period=4, day=0, quantity=20.0),
            Service(need="alpha_surgery", unit="aus_emt", period=3, day=-1, quantity=2.0),
            Service(need="bridge_repair", unit="phl_engineers", period=1, day=-1, quantity=6.0),
            Service(need="bridge_repair", unit="phl_engineers", period=2, day=-1, quantity=6.0),
        ),
    }
    return Plan(**{**given, **changes})


def said(rule: Any, world: Scenario, **parts: Any) -> list[str]:
    """What a rule has against a plan of these parts and no others."""
    empty: dict[str, Any] = {"sorties": (), "drives": (), "stays": (), "hand_overs": (), "services": ()}
    breaches = list(rule.check(world, plan(**{**empty, **parts})))
    assert all(breach.rule == rule.CODE and breach.excess > 0 for breach in breaches)
    return [breach.because for breach in breaches]


def given(need: str, from_: str, period: int, day: int, tonnes: float, partnership: str = "") -> HandOver:
    """A hand-over by the Red Cross of the need's site."""
    partner = partnership or f"rc_{scenario().needs[need].site}"
    return HandOver(need=need, partnership=partner, from_=from_, period=period, day=day, tonnes=tonnes)
