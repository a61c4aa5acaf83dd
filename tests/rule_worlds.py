"""For every rule that speaks of sorties: a tiny world in which it binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from worlds import (
    ASSETS,
    NEEDS,
    PLACES,
    ROADS,
    SITES,
    UNIT_TYPES,
    UNITS,
    agreement,
    asset,
    box,
    caveat,
    edited,
    need,
    order,
    place,
    site,
    supply,
    unit,
    world,
)

from hadr_planner.domain.accord import AgreementKind, CaveatKind, OrderKind, Strength
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import PlaceKind, Surface
from hadr_planner.domain.scenario import Scenario

BRIEF = edited(UNITS, usa_clinic={"type": replace(UNIT_TYPES["clinic"], self_sufficient_h=12)})
"""Units of which one may end its stay early."""
MENDING = (*NEEDS, need("field", "engineering", 10), need("alpha", "engineering", 20))
"""Work that the engineers can drive to."""


def fleet(**changes: dict[str, Any]) -> list[Asset]:
    """All assets of the tiny world, some of them with other figures of their type or rows of their own."""
    return [_changed(one, dict(changes.get(one.id, {}))) for one in ASSETS.values()]


def _changed(one: Asset, changes: dict[str, Any]) -> Asset:
    own = {name: changes.pop(name) for name in tuple(changes) if name in one.__slots__ and name != "type"}
    return replace(one, type=replace(one.type, **changes), **own)


def timing() -> Scenario:
    """Every kind of mission there is."""
    return world()


def shore() -> Scenario:
    """A site without landing spots, a ship that would have to beach."""
    return world(fleet(phl_ferries={"forward": ("quay", "shore")}), sites=edited(SITES, alpha={"landing_spots": 0}))


def reach() -> Scenario:
    """Ranges that some missions exceed, with fuel at some places."""
    short = fleet(
        usa_lifters={"range_km": 150, "ferry_range_km": 250},
        aus_haulers={"range_km": 100, "ferry_range_km": 130},
        usa_choppers={"range_km": 90, "ferry_range_km": 100},
        phl_ferries={"range_km": 150, "ferry_range_km": 0},
        usa_lighters={"range_km": 60, "ferry_range_km": 90},
        wfp_trucks={"range_km": 120, "ferry_range_km": 120},
    )
    return world(short, places=edited(PLACES, strip={"fuel_t_per_day": 0}, shore={"fuel_t_per_day": 5}))


def fuel() -> Scenario:
    """A few uplifts a day at most places; some aircraft refuel on the way."""
    places = edited(
        PLACES,
        hub={"fuel_t_per_day": 12},
        field={"fuel_t_per_day": 5},
        strip={"fuel_t_per_day": 2},
        haven={"fuel_t_per_day": 1.5},
        quay={"fuel_t_per_day": 0.5},
    )
    return world(fleet(usa_lifters={"range_km": 200}, usa_choppers={"burn_t_per_h": 2}), places=places)


def runway() -> Scenario:
    """Runways too short, too narrow, too soft or unpaved for some."""
    places = edited(
        PLACES,
        hub={"runway_m": 1500, "runway_width_m": 30, "max_weight_t": 70},
        field={"runway_m": 1499, "max_weight_t": 20},
        strip={"surface": Surface.UNPAVED, "runway_width_m": 20},
    )
    return world(
        [*fleet(), asset("nzl_haulers", "hauler", "hub", figures={"unpaved_ok": False, "runway_width_m": 25})],
        places=places,
    )


def ramp() -> Scenario:
    """One or two spots at each airfield."""
    places = edited(
        PLACES,
        hub={"spots_wide": 1, "spots_narrow": 1},
        field={"spots_wide": 2, "spots_narrow": 0},
        strip={"spots_wide": None, "spots_narrow": 1},
    )
    slow = {"load_h": 3, "unload_h": 2}
    pools = [
        asset("usa_lifters", "lifter", "hub", figures={**slow, "load_h": 2}),
        asset("can_lifters", "lifter", "hub", forward=("field",), figures=slow),
        asset("nzl_haulers", "hauler", "hub", forward=("field",), figures=slow),
        asset("usa_choppers", "chopper", "field"),
    ]
    return world(pools, places=places)


def spots() -> Scenario:
    """One or two helicopters at a time."""
    places = edited(PLACES, field={"spots_heli": 1}, strip={"spots_heli": 2}, roads={"spots_heli": 1})
    return world(
        fleet(usa_choppers={"load_h": 2, "unload_h": 2}), sites=edited(SITES, bravo={"landing_spots": 2}), places=places
    )


def berths() -> Scenario:
    """One or two berths; landing craft take none."""
    places = edited(PLACES, haven={"berths": 1}, quay={"berths": 2}, shore={"berths": 1}, roads={"berths": 1})
    pools = ["phl_ferries", "jpn_landers", "usa_lighters", asset("aus_ferries", "ferry", "haven", forward=("quay",))]
    return world(pools, places=places)


def draft() -> Scenario:
    """Water just deep enough, and just not."""
    return world(
        fleet(jpn_landers={"draft_m": 4.1}),
        places=edited(PLACES, haven={"max_draft_m": 4.5}, quay={"max_draft_m": 1.5}),
    )


def road() -> Scenario:
    """Roads that open late, close early or bear little, with another way for some."""
    roads = edited(
        ROADS, ridge={"opens_h": 6.5}, lane={"closes_h": 20.5}, dock={"opens_h": 3.0}, **{"pass": {"max_load_t": 11}}
    )
    return world(fleet(wfp_trucks={"weight_t": 11}), roads=roads)


def daylight() -> Scenario:
    """Some helicopters, trucks and ships move by day only."""
    by_day = {"daylight_only": True}
    return world(fleet(usa_choppers=by_day, phl_trucks=by_day, jpn_deckers=by_day, usa_lighters=by_day))


def duty() -> Scenario:
    """Single crews with long days and rest, crews round the clock, and types without a limit."""
    one = {"duty_h": 5, "long_duty_h": 8, "rest_h": 6}
    return world(
        fleet(
            usa_lifters=one,
            aus_haulers={**one, "crews": 5, "rest_h": 3},
            phl_choppers={"duty_h": 4.5, "rest_h": 12},
            usa_lighters={"duty_h": 8, "long_duty_h": 17, "rest_h": 9.5, "crews": 2},
            wfp_trucks={**one, "ready_h": 3.5},
        ),
        factors={"duty_opens_local_h": 7.0},
    )


def flying() -> Scenario:
    """A few hours under way per day; long sorties are exempt."""
    return world(
        fleet(
            usa_lifters={"flying_h_per_day": 3},
            aus_haulers={"flying_h_per_day": 2, "duty_h": 5},
            usa_choppers={"flying_h_per_day": 2},
            phl_ferries={"flying_h_per_day": 6, "count": 3},
        )
    )


def tails() -> Scenario:
    """Pools with and without forward places, some ready late, some on board."""
    return world(fleet(usa_lifters={"ready_h": 4.5}, usa_lighters={"count": 1}, jpn_landers={"forward": ()}))


def hours() -> Scenario:
    """Places that open late, close early, and by the clock, also over midnight."""
    places = edited(
        PLACES,
        hub={"opens_h": 3.5, "closes_h": 30.5},
        strip={"hours": "07-17"},
        quay={"hours": "20-05"},
        depot={"hours": "06-18", "opens_h": 2},
        haven={"hours": "00-24"},
        shore={"closes_h": 20.0},
        roads={"hours": "24-12"},
    )
    return world(places=places)


def consent() -> Scenario:
    """One state with rows for one guest, for all and for an organisation; another with rows for one guest only."""
    return world(
        [
            *fleet(),
            asset("prc_trucks", "truck", "quay", owner="prc"),
            asset("zzz_trucks", "truck", "depot", owner="zzz"),
        ],
        places=edited(PLACES, strip={"country": "MYS"}, roads={"country": "MYS"}),
        agreements=_rows(AgreementKind.CONSENT),
        units=BRIEF,
        needs=MENDING,
    )


def _rows(kind: AgreementKind) -> tuple[Any, ...]:
    return (
        agreement("PHL", "USA", kind, from_h=4.5, until_h=14),
        agreement("PHL", "*", kind, from_h=10, until_h=20.5),
        agreement("PHL", "*", kind, from_h=20.5, until_h=31),
        agreement("PHL", "JPN", kind, from_h=2, until_h=40),
        agreement("PHL", "prc", kind, from_h=7, until_h=9),
        agreement("MYS", "USA", kind, from_h=8, id=f"mys_{kind}"),
        agreement("MYS", "USA", kind, from_h=0, until_h=3, id=f"mys_early_{kind}"),
    )


def licence() -> Scenario:
    """Medical units of three owners: one licensed for a time, one late, one not; engineers ask nobody."""
    others = [unit(id, "clinic", "hub", figures={"self_sufficient_h": 12}) for id in ("jpn_clinic", "nzl_clinic")]
    return world(
        units=[*BRIEF, *others],
        places=edited(PLACES, strip={"country": "MYS"}),
        agreements=(
            agreement("PHL", "USA", AgreementKind.MEDICAL_LICENCE, from_h=10, until_h=30),
            agreement("PHL", "JPN", AgreementKind.MEDICAL_LICENCE, from_h=16),
            agreement("MYS", "USA", AgreementKind.MEDICAL_LICENCE, from_h=0),
        ),
        needs=MENDING,
    )


def landing() -> Scenario:
    """The same for aircraft and helicopters."""
    return world(places=edited(PLACES, strip={"country": "MYS"}), agreements=_rows(AgreementKind.LANDING))


def port_call() -> Scenario:
    """The same for ships and landing craft."""
    places = edited(PLACES, shore={"country": "MYS"})
    return world(
        [*fleet(), asset("aus_ferries", "ferry", "haven", forward=("quay",))],
        places=places,
        agreements=_rows(AgreementKind.PORT_CALL),
    )


def overflight() -> Scenario:
    """From Singapore to southern Thailand, over Malaysia, which grants some guests some hours."""
    kind = AgreementKind.OVERFLIGHT
    return world(
        [
            asset("usa_lifters", "lifter", "hub"),
            asset("aus_lifters", "lifter", "hub"),
            asset("mys_lifters", "lifter", "hub"),
            asset("aus_haulers", "hauler", "field", forward=("strip",)),
        ],
        sites=(site("alpha", 7.0, 100.47, country="THA"), site("bravo", 8.0, 98.35, country="THA")),
        places=(
            place("hub", PlaceKind.AIRFIELD, 1.36, 103.99, country="SGP"),
            place("field", PlaceKind.AIRFIELD, 6.93, 100.39, country="THA"),
            place("strip", PlaceKind.AIRFIELD, 8.11, 98.31, country="THA"),
            place("middle", PlaceKind.AIRFIELD, 4.57, 101.09, country="MYS"),
        ),
        roads=(),
        needs=(need("alpha", "water", 3), need("bravo", "water", 3)),
        supplies=(supply("hub", "water", 60), supply("middle", "water", 60)),
        host="THA",
        agreements=(
            agreement("MYS", "USA", kind, from_h=6.5, until_h=20),
            agreement("MYS", "*", kind, from_h=15, until_h=30),
            agreement("THA", "USA", kind, from_h=20),
            agreement("IDN", "USA", kind, from_h=9),
        ),
    )


def ready() -> Scenario:
    """Pools and units that come late and leave early."""
    late = {"ready_h": 5.5, "until_h": 20.0}
    units = edited(
        UNITS, usa_clinic={"ready_h": 7.0}, aus_plant={"until_h": 30.0}, phl_sappers={"ready_h": 2.5, "until_h": 18.0}
    )
    return world(fleet(usa_lifters=late, phl_trucks={"until_h": 30.5}, jpn_landers=late), units=units, needs=MENDING)


def no_place() -> Scenario:
    """Owners, pools and a unit that hold back a site, a place or a country; one only asks."""
    kind = CaveatKind.NO_PLACE
    return world(
        places=edited(PLACES, strip={"country": "MYS"}),
        units=UNITS,
        needs=MENDING,
        caveats=(
            caveat("USA", kind, "bravo"),
            caveat("aus_haulers", kind, "MYS"),
            caveat("usa_clinic", kind, "alpha"),
            caveat("AUS", kind, "alpha"),
            caveat("phl_trucks", kind, "alpha", strength=Strength.AMBER),
        ),
    )


def no_night() -> Scenario:
    """One nation and one pool that stay put by night; a third only asks to."""
    kind = CaveatKind.NO_NIGHT
    return world(
        caveats=(
            caveat("USA", kind),
            caveat("jpn_deckers", kind),
            caveat("phl_trucks", kind),
            caveat("phl_ferries", kind),
            caveat("AUS", kind, strength=Strength.AMBER),
        )
    )


def radius() -> Scenario:
    """A nation, a pool on board and a pool ashore that stay near."""
    kind = CaveatKind.RADIUS
    return world(
        caveats=(
            caveat("USA", kind, "60"),
            caveat("jpn_deckers", kind, "40"),
            caveat("phl_trucks", kind, "15"),
            caveat("AUS", kind, "10", strength=Strength.AMBER),
        )
    )


def last_day() -> Scenario:
    """A nation, a pool and a unit that are done before the horizon."""
    kind = CaveatKind.LAST_DAY
    return world(
        units=BRIEF,
        needs=MENDING,
        caveats=(
            caveat("USA", kind, "24.5"),
            caveat("phl_trucks", kind, "11"),
            caveat("aus_plant", kind, "36"),
            caveat("PHL", kind, "30"),
            caveat("AUS", kind, "5", strength=Strength.AMBER),
        ),
    )


def no_cargo() -> Scenario:
    """A nation and a pool that won't carry one item each; another only asks."""
    kind = CaveatKind.NO_CARGO
    return world(
        caveats=(
            caveat("USA", kind, "water"),
            caveat("phl_trucks", kind, "kit"),
            caveat("aus_haulers", kind, "food"),
            caveat("PHL", kind, "food", strength=Strength.AMBER),
        )
    )


def closure() -> Scenario:
    """An airfield, a site, two ways of one drive, and the whole host."""
    kind = OrderKind.CLOSE
    return world(
        places=edited(PLACES, strip={"country": "MYS"}),
        orders=(
            order(kind, "field", from_h=5, until_h=11.5),
            order(kind, "bravo", from_h=15, until_h=17),
            order(kind, "ridge", from_h=0, until_h=12),
            order(kind, "coast", from_h=9.5, until_h=14),
            order(kind, "lane", from_h=17, until_h=18),
            order(kind, "dock", from_h=20, until_h=22),
            order(kind, "alpha", "helicopter", from_h=8, until_h=14),
            order(kind, "pass", "helicopter;truck", from_h=23, until_h=25),
            order(kind, "lane", "ship", from_h=0, until_h=10),
            order(kind, "*", from_h=30, until_h=32),
        ),
    )


def no_fly() -> Scenario:
    """A strait shut twice, a valley shut throughout, a map of search areas, and the whole host."""
    kind = OrderKind.NO_FLY
    return world(
        places=edited(PLACES, hub={"country": "MYS"}, roads={"country": "MYS"}),
        areas=(
            box("strait", 10.5, 10.8, 124.1, 124.4),
            box("valley", 11.0, 11.3, 124.75, 124.8),
            box("ridge_line", 10.9, 11.1, 124.58, 124.6, "restricted"),
            box("search", 9.0, 12.0, 123.0, 126.0, "search"),
        ),
        orders=(
            order(kind, "strait", from_h=4.5, until_h=9),
            order(kind, "strait", from_h=15, until_h=17),
            order(kind, "ridge_line", from_h=12, until_h=20.5),
            order(kind, "*", from_h=30, until_h=32),
            order(OrderKind.CLOSE, "bravo", from_h=0, until_h=9),
        ),
    )


def curfew() -> Scenario:
    """By night at a site, at noon on roads, and after midnight in the whole host."""
    kind = OrderKind.CURFEW
    return world(
        places=edited(PLACES, quay={"country": "MYS"}),
        orders=(
            order(kind, "alpha", "20-05"),
            order(kind, "lane", "12-14", until_h=20),
            order(kind, "ridge", "11-13", from_h=6.2),
            order(kind, "dock", "08-09"),
            order(kind, "field", "16-17", from_h=11, until_h=30),
            order(kind, "*", "00-03", from_h=10, until_h=21),
        ),
    )


WORLDS: dict[str, Callable[[], Scenario]] = {
    "TIMING": timing,
    "SHORE": shore,
    "RANGE": reach,
    "FUEL": fuel,
    "RUNWAY": runway,
    "RAMP": ramp,
    "SPOTS": spots,
    "BERTHS": berths,
    "DRAFT": draft,
    "ROAD": road,
    "DAYLIGHT": daylight,
    "DUTY": duty,
    "FLYING": flying,
    "TAILS": tails,
    "HOURS": hours,
    "CONSENT": consent,
    "LICENCE": licence,
    "LANDING": landing,
    "PORT_CALL": port_call,
    "OVERFLIGHT": overflight,
    "NO_FLY": no_fly,
    "READY": ready,
    "NO_PLACE": no_place,
    "NO_NIGHT": no_night,
    "RADIUS": radius,
    "LAST_DAY": last_day,
    "NO_CARGO": no_cargo,
    "CLOSURE": closure,
    "CURFEW": curfew,
}
"""World by rule code."""
