"""A small world whose indicators can be worked out by hand, with names that try to break out."""

from __future__ import annotations

from datetime import UTC, datetime

from hadr_planner.domain.accord import Organisation, OrganisationKind, Partnership
from hadr_planner.domain.catalogue import AssetType, Catalogue, Factor, Item, Mode, NeedKind, Ramp, UnitKind, UnitType
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Operator, Per, Supply, Unit
from hadr_planner.domain.geography import Place, PlaceKind, Site, Terrain
from hadr_planner.domain.plan import Directive, HandOver, Plan, Score, Service, Sortie, Status, Stay, Stop
from hadr_planner.domain.quantity import Confidence
from hadr_planner.domain.scenario import Scenario

SCRIPT = "</script><script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
TEMPLATE = "{{7*7}}${top.x}`\\x3cimg\\x3e"


def types() -> dict[str, AssetType]:
    """Four platform types."""
    rows = (
        AssetType(
            id="c130j",
            name="C-130J",
            mode=Mode.FIXED_WING,
            ramp=Ramp.NARROW,
            payload_t=15,
            speed_kmh=540,
            range_km=3000,
        ),
        AssetType(
            id="ch47", name="CH-47", mode=Mode.HELICOPTER, ramp=Ramp.HELI, payload_t=8, speed_kmh=240, range_km=400
        ),
        AssetType(id="roro_ferry", name="Ro-ro ferry", mode=Mode.SHIP, payload_t=400, speed_kmh=28, range_km=4000),
        AssetType(id="truck_10t", name="Truck 10 t", mode=Mode.TRUCK, payload_t=10, speed_kmh=30, range_km=500),
    )
    return {row.id: row for row in rows}


def catalogue() -> Catalogue:
    """Items and units of the small world."""
    items = (
        Item(id="water", name="Water", per_person_day_kg=3, lapses=True, weight=1),
        Item(id="shelter_kit", name="Shelter kit", per_person_once_kg=4, weight=0.5),
        Item(id="surgery", name="Surgery", kind=NeedKind.CARE, weight=100, lag_h=24),
        Item(id="rescue", name="Rescue", kind=NeedKind.RESCUE, weight=1000, lag_h=24),
    )
    unit = UnitType(
        id="emt_2",
        name="EMT 2",
        kind=UnitKind.MEDICAL,
        weight_t=6,
        passengers=20,
        serves={"surgery": 7},
        makes={"water": 2},
    )
    figures = {"road_reach_km": 120.0, "road_sea_share_max": 0.05, "road_speed_kmh": 30.0}
    figures |= {f"circuity_{terrain}": 1.5 for terrain in Terrain}
    factors = [
        Factor(id=id, value=value, unit="", source="made up", confidence=Confidence.ESTIMATED)
        for id, value in figures.items()
    ]
    return Catalogue(
        asset_types=types(),
        unit_types={"emt_2": unit},
        items={item.id: item for item in items},
        factors={factor.id: factor for factor in factors},
    )


def scenario(**changes: object) -> Scenario:
    """Three sites, three places, four assets, one unit, two days in periods of six hours."""
    kinds = types()
    sites = (
        Site(id="alpha", name=f"Alpha {SCRIPT}", lat=11.2, lon=125.0, country="PHL", affected=1000),
        Site(id="bravo", name=f"Bravo {IMAGE}", lat=11.0, lon=124.6, country="PHL", affected=3000),
        Site(id="charlie", name=FORMULA, lat=11.0, lon=125.7, country="PHL", affected=500),
    )
    places = (
        Place(
            id="hub",
            name=f"Hub {TEMPLATE}",
            kind=PlaceKind.AIRFIELD,
            lat=10.3,
            lon=124.0,
            country="PHL",
            spots_wide=1,
            spots_narrow=1,
            spots_heli=2,
        ),
        Place(
            id="field",
            name="Field",
            kind=PlaceKind.AIRFIELD,
            lat=11.23,
            lon=125.03,
            country="PHL",
            spots_wide=0,
            spots_narrow=1,
            spots_heli=2,
            serves="alpha",
        ),
        Place(
            id="port",
            name="Port",
            kind=PlaceKind.SEAPORT,
            lat=11.01,
            lon=124.61,
            country="PHL",
            berths=1,
            discharge_t_per_day=100,
            serves="bravo",
        ),
    )
    assets = (
        Asset(id="usa_c130", name="C-130 <b>flight</b>", type=kinds["c130j"], owner="USA", base="hub", count=2),
        Asset(id="aus_ch47", name="CH-47", type=kinds["ch47"], owner="AUS", base="hub"),
        Asset(id="wfp_ferry", name="Ferry", type=kinds["roro_ferry"], owner="wfp", operator=Operator.UN, base="hub"),
        Asset(
            id="phl_truck", name="Trucks", type=kinds["truck_10t"], owner="PHL", operator=Operator.HOST, base="field"
        ),
    )
    needs = (
        Need(id="alpha_water", site="alpha", item="water", quantity=1000, unit=Measure.PEOPLE),
        Need(
            id="bravo_water", site="bravo", item="water", quantity=9000, unit=Measure.KILOGRAMS, from_h=12, until_h=36
        ),
        Need(id="bravo_kit", site="bravo", item="shelter_kit", quantity=12, per=Per.ONCE),
        Need(
            id="alpha_surgery",
            site="alpha",
            item="surgery",
            quantity=10,
            unit=Measure.PEOPLE,
            per=Per.ONCE,
            kind=NeedKind.CARE,
            people=10,
        ),
        Need(
            id="charlie_rescue",
            site="charlie",
            item="rescue",
            quantity=5,
            unit=Measure.PEOPLE,
            per=Per.ONCE,
            kind=NeedKind.RESCUE,
            people=5,
        ),
    )
    supplies = (
        Supply(id="s1", place="hub", item="water", quantity_t=40),
        Supply(id="s2", place="hub", item="shelter_kit", quantity_t=20, available_h=3),
    )
    unit = Unit(id="aus_emt", name="AUSMAT", type=catalogue().unit_types["emt_2"], owner="AUS", origin="hub")
    partner = Organisation(id="red_cross", name=f"Red Cross {SCRIPT}", kind=OrganisationKind.RED_CROSS)
    given: dict[str, object] = {
        "id": "small",
        "title": f"Small world {IMAGE}",
        "hazard": "typhoon",
        "start": datetime(2013, 11, 8, 6, tzinfo=UTC),
        "clock": Clock(horizon_h=48, slot_h=0.5, edges_h=tuple(range(0, 49, 6))),
        "host": "PHL",
        "catalogue": catalogue(),
        "sites": {site.id: site for site in sites},
        "places": {place.id: place for place in places},
        "assets": {asset.id: asset for asset in assets},
        "units": {unit.id: unit},
        "needs": {need.id: need for need in needs},
        "supplies": {supply.id: supply for supply in supplies},
        "organisations": {partner.id: partner},
        "partnerships": {
            f"rc_{site.id}": Partnership(id=f"rc_{site.id}", organisation=partner.id, site=site.id) for site in sites
        },
        "assumptions": (f"handovers.csv is absent {SCRIPT}",),
        "digest": "d" * 64,
    }
    return Scenario(**{**given, **changes})  # type: ignore[arg-type]


def sorties() -> tuple[Sortie, ...]:
    """One sortie by each asset."""
    return (
        Sortie(
            id="s0001",
            asset="usa_c130",
            tail=1,
            owner="USA",
            directive=Directive.ORDER,
            under_way_h=2,
            stops=(
                Stop(node="hub", on_block_h=0, off_block_h=1, loads={"water": 8, "unit:aus_emt": 6}),
                Stop(node="field", on_block_h=2, off_block_h=3, unloads={"water": 8, "unit:aus_emt": 6}),
                Stop(node="hub", on_block_h=4, off_block_h=4.5),
            ),
        ),
        Sortie(
            id="s0002",
            asset="aus_ch47",
            tail=1,
            owner="AUS",
            directive=Directive.REQUEST,
            ask="AUS LO <i>now</i>",
            under_way_h=2,
            stops=(
                Stop(node="hub", on_block_h=6, off_block_h=7, loads={"water": 4}),
                Stop(node="bravo", on_block_h=8, off_block_h=8.5, unloads={"water": 4}),
                Stop(node="hub", on_block_h=9.5, off_block_h=10),
            ),
        ),
        Sortie(
            id="s0003",
            asset="wfp_ferry",
            tail=1,
            owner="wfp",
            directive=Directive.PROPOSAL,
            under_way_h=8,
            stops=(
                Stop(node="hub", on_block_h=4, off_block_h=8, loads={"shelter_kit": 12, "water": 5}),
                Stop(node="port", on_block_h=16, off_block_h=20, unloads={"shelter_kit": 12, "water": 5}),
            ),
        ),
        Sortie(
            id="s0004",
            asset="phl_truck",
            tail=1,
            owner="PHL",
            directive=Directive.ORDER,
            under_way_h=0.5,
            stops=(
                Stop(node="field", on_block_h=6, off_block_h=7, loads={"water": 3}),
                Stop(node="alpha", on_block_h=7.5, off_block_h=8, unloads={"water": 3}),
            ),
        ),
    )


def plan(**changes: object) -> Plan:
    """A feasible-looking plan for the small world."""
    given: dict[str, object] = {
        "scenario": "small",
        "digest": "d" * 64,
        "program": "hadr-planner 0.1.0",
        "seed": 0,
        "status": Status.OPTIMAL,
        "why": "within 1 % of the bound",
        "value": 990.0,
        "bound": 1000.0,
        "scores": (Score(aim="deprivation", value=990.0, unit="person-days", weight=1.0),),
        "sorties": sorties(),
        "stays": (Stay(unit="aus_emt", node="alpha", arrived_h=3, from_h=12, until_h=48, directive=Directive.ORDER),),
        "hand_overs": (
            HandOver(need="alpha_water", partnership="rc_alpha", from_="field", period=0, day=0, tonnes=2.4),
            HandOver(need="alpha_water", partnership="rc_alpha", from_="field", period=4, day=1, tonnes=1.5),
            HandOver(need="bravo_water", partnership="rc_bravo", from_="bravo", period=2, day=0, tonnes=4.0),
            HandOver(need="bravo_kit", partnership="rc_bravo", from_="port", period=3, day=-1, tonnes=6.0),
        ),
        "services": (Service(need="alpha_surgery", unit="aus_emt", period=2, day=-1, quantity=4.0),),
    }
    return Plan(**{**given, **changes})  # type: ignore[arg-type]
