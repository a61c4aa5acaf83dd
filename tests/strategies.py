"""Small scenarios at random: every mode, ships with craft on board, units, caveats, closures, roads.

What is drawn is what a loader would let pass: every reference leads somewhere, every window ends after it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import worlds
from hypothesis import strategies as st

from hadr_planner.domain.accord import Agreement, AgreementKind, Caveat, CaveatKind, Order, OrderKind, Partnership
from hadr_planner.domain.catalogue import Mode, NeedKind
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Operator, Per, Supply, Unit
from hadr_planner.domain.geography import FOREVER_H, Place, PlaceKind, Road, Site, Surface
from hadr_planner.domain.scenario import AIMS, Aim, Area, Scenario
from hadr_planner.io.digest import digest

LAND = ((11.03, 124.62), (11.20, 124.98), (11.10, 124.80), (10.95, 124.70), (11.30, 124.70), (10.80, 124.90))
"""Where sites may lie."""
GROUND = {
    "hub": (PlaceKind.AIRFIELD, 10.3075, 123.9792),
    "field": (PlaceKind.AIRFIELD, 11.058, 124.5655),
    "strip": (PlaceKind.AIRFIELD, 11.2276, 125.0278),
    "haven": (PlaceKind.SEAPORT, 10.30, 123.90),
    "quay": (PlaceKind.SEAPORT, 11.00, 124.60),
    "shore": (PlaceKind.BEACH, 10.6833, 124.80),
    "roads": (PlaceKind.ANCHORAGE, 10.80, 124.50),
    "depot": (PlaceKind.WAREHOUSE, 11.02, 124.66),
    "pad": (PlaceKind.LANDING_ZONE, 11.15, 124.90),
    "camp": (PlaceKind.BASE, 11.05, 124.75),
}
"""Places that may be."""
HOME = {
    Mode.FIXED_WING: {PlaceKind.AIRFIELD, PlaceKind.BASE},
    Mode.HELICOPTER: {PlaceKind.AIRFIELD, PlaceKind.BASE, PlaceKind.LANDING_ZONE, PlaceKind.WAREHOUSE},
    Mode.SHIP: {PlaceKind.SEAPORT, PlaceKind.ANCHORAGE},
    Mode.LANDING_CRAFT: {PlaceKind.SEAPORT, PlaceKind.ANCHORAGE, PlaceKind.BEACH},
    Mode.TRUCK: set(PlaceKind) - {PlaceKind.ANCHORAGE},
}
OWNERS = ("PHL", "USA", "AUS", "wfp")
CARGO = ("water", "food", "kit")


@st.composite
def seldom(draw: st.DrawFn, strategy: st.SearchStrategy[Any], otherwise: Any = None) -> Any:
    """Mostly nothing said; one time in five a figure."""
    return draw(strategy) if draw(st.integers(0, 4)) == 4 else otherwise


def hours(most_h: int) -> st.SearchStrategy[float]:
    """Whole and half hours."""
    return st.integers(0, 2 * most_h).map(lambda half: half / 2)


def amounts(least: float, most: float) -> st.SearchStrategy[float]:
    """Figures with one decimal."""
    return st.integers(round(least * 10), round(most * 10)).map(lambda tenth: tenth / 10)


@st.composite
def spans(draw: st.DrawFn, horizon_h: int) -> tuple[float, float]:
    """From when until when; mostly all the time."""
    if draw(st.integers(0, 4)) < 4:
        return 0.0, FOREVER_H
    from_h = draw(hours(horizon_h - 1))
    return from_h, draw(st.one_of(st.just(FOREVER_H), hours(horizon_h).map(lambda h: from_h + h + 0.5)))


windows = st.sampled_from(("06-18", "20-05", "00-12", "10-14"))


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    """One to two days in slots of one hour or half an hour; periods of six or twelve, which may widen."""
    edges = draw(st.sampled_from(((6,) * 4, (6,) * 6, (6, 6, 12, 12), (12,) * 4, (4, 8, 12, 24))))
    ends = [0.0]
    for length in edges:
        ends.append(ends[-1] + length)
    return Clock(horizon_h=ends[-1], slot_h=draw(st.sampled_from((1.0, 1.0, 0.5))), edges_h=tuple(ends))


@st.composite
def sites(draw: st.DrawFn, id: str, at: tuple[float, float]) -> Site:
    """A site of some hundred people."""
    return worlds.site(
        id, *at, affected=float(draw(st.integers(1, 30)) * 100), priority=draw(st.integers(1, 5)),
        landing_spots=draw(st.integers(0, 2)),
    )


@st.composite
def places(draw: st.DrawFn, id: str, sites: Sequence[str], horizon_h: int) -> Place:
    """A place of which little or much is known."""
    kind, lat, lon = GROUND[id]
    opens_h, closes_h = draw(spans(horizon_h))
    more: dict[str, Any] = {"opens_h": opens_h, "closes_h": closes_h, "hours": draw(seldom(windows, ""))}
    more["storage_t"] = draw(seldom(amounts(0, 30)))
    more["fuel_t_per_day"] = draw(seldom(amounts(0, 10)))
    if kind is not PlaceKind.ANCHORAGE:
        more["serves"] = draw(st.sampled_from(("", *sites)))
        more["spots_heli"] = draw(seldom(st.integers(0, 2)))
    if kind in (PlaceKind.AIRFIELD, PlaceKind.BASE):
        more |= {
            "spots_wide": draw(seldom(st.integers(0, 2))), "spots_narrow": draw(seldom(st.integers(0, 2))),
            "runway_m": draw(seldom(st.sampled_from((800.0, 1000.0, 2000.0)))), "handling": draw(seldom(st.booleans())),
            "surface": draw(st.sampled_from((Surface.PAVED, Surface.PAVED, Surface.UNPAVED))),
            "max_weight_t": draw(seldom(st.sampled_from((15.0, 60.0)))),
        }
    if kind in (PlaceKind.SEAPORT, PlaceKind.BEACH):
        more["discharge_t_per_day"] = draw(seldom(amounts(0, 60)))
    if kind is PlaceKind.SEAPORT:
        more["berths"] = draw(seldom(st.integers(0, 2)))
        more["max_draft_m"] = draw(seldom(st.sampled_from((2.0, 4.0, 5.0))))
    return worlds.place(id, kind, lat, lon, **more)


@st.composite
def roads(draw: st.DrawFn, nodes: Sequence[str], horizon_h: int) -> list[Road]:
    """A few roads between nodes on land."""
    pairs = [(a, b) for a in nodes for b in nodes if a < b]
    least = min(3, len(pairs))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=least, max_size=9, unique=True)) if pairs else []
    found = []
    for number, (a, b) in enumerate(chosen):
        opens_h, closes_h = draw(spans(horizon_h))
        found.append(worlds.road(
            f"road_{number}", a, b, float(draw(st.integers(5, 90))), opens_h=opens_h, closes_h=closes_h,
            max_load_t=draw(seldom(st.sampled_from((10.0, 15.0)))), both_ways=draw(st.booleans()),
        ))
    return found


@st.composite
def assets(draw: st.DrawFn, number: int, ground: Sequence[Place], ships: Sequence[str], horizon_h: int) -> Asset:
    """A pool of any mode for which there is a home."""
    homes = {mode: [p.id for p in ground if p.kind in kinds] for mode, kinds in HOME.items()}
    types = [type for type in worlds.TYPES.values() if homes[type.mode] or (ships and type.mode in _CARRIED)]
    type = draw(st.sampled_from(types))
    carried = type.mode in _CARRIED and ships and (not homes[type.mode] or draw(st.booleans()))
    base = draw(st.sampled_from(ships if carried else homes[type.mode]))
    others = [id for id in homes[type.mode] if id != base and not carried]
    forward = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    ready_h, until_h = draw(spans(horizon_h))
    return worlds.asset(
        f"pool_{number}", type.id, base, figures=draw(figures()), forward=tuple(forward), count=draw(st.integers(1, 3)),
        owner=draw(st.sampled_from(OWNERS)), operator=draw(st.sampled_from((Operator.MILITARY, Operator.CIVIL))),
        ready_h=ready_h, until_h=until_h,
    )


_CARRIED = (Mode.HELICOPTER, Mode.LANDING_CRAFT)


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Any]:
    """What differs from the type: crews, light, hours, a small hold, a short range."""
    found: dict[str, Any] = {"daylight_only": draw(seldom(st.just(True), otherwise=False))}
    if draw(st.booleans()):
        found |= {"duty_h": draw(st.sampled_from((6.0, 10.0, 14.0))), "rest_h": draw(st.sampled_from((0.0, 5.5, 10.0)))}
        found |= {"long_duty_h": draw(st.sampled_from((0.0, 20.0))), "crews": draw(st.integers(1, 3))}
    rate = draw(seldom(st.sampled_from((2.0, 5.0))))
    return found | ({"flying_h_per_day": rate} if rate else {})


@st.composite
def units(draw: st.DrawFn, number: int, ground: Sequence[str], horizon_h: int) -> Unit:
    """A unit somewhere, with transport of its own or without."""
    ready_h, until_h = draw(spans(horizon_h))
    fed_h = draw(seldom(st.sampled_from((6.0, 9.0, 24.0))))
    return worlds.unit(
        f"unit_{number}", draw(st.sampled_from(list(worlds.UNIT_TYPES))), draw(st.sampled_from(ground)),
        figures={"self_sufficient_h": fed_h} if fed_h else None, owner=draw(st.sampled_from(OWNERS)), ready_h=ready_h,
        until_h=until_h, own_transport=draw(st.booleans()),
    )


@st.composite
def needs(draw: st.DrawFn, number: int, sites: Sequence[str], horizon_h: int) -> Need:
    """A need of a site, per day or once."""
    item = draw(st.sampled_from((*CARGO, *CARGO, "outpatient", "rescue")))
    from_h, until_h = draw(spans(horizon_h))
    cargo = worlds.ITEMS[item].kind is NeedKind.CARGO
    return worlds.need(
        draw(st.sampled_from(sites)), item, draw(amounts(0.1, 12)) if cargo else float(draw(st.integers(1, 40))),
        id=f"need_{number}", per=draw(st.sampled_from(Per)), from_h=from_h, until_h=until_h,
    )


def repair(target: str, work_h: float) -> Need:
    """Work that a place or a road waits for."""
    return Need(
        id=f"mend_{target}", site=target, item="engineering", quantity=work_h, unit=Measure.HOURS, per=Per.ONCE,
        kind=NeedKind.REPAIR,
    )


@st.composite
def supplies(draw: st.DrawFn, number: int, ground: Sequence[str], items: Sequence[str], horizon_h: int) -> Supply:
    """Goods at a place, perhaps later."""
    return worlds.supply(
        draw(st.sampled_from(ground)), draw(st.sampled_from(items)), draw(amounts(0.5, 40)), id=f"supply_{number}",
        available_h=draw(seldom(hours(horizon_h), 0.0)),
    )


@st.composite
def caveats(draw: st.DrawFn, number: int, holders: Sequence[str], nodes: Sequence[str], horizon_h: int) -> Caveat:
    """Something held back by a nation, an asset or a unit."""
    kind = draw(st.sampled_from(CaveatKind))
    value = {
        CaveatKind.NO_PLACE: st.sampled_from(nodes), CaveatKind.NO_CARGO: st.sampled_from(CARGO),
        CaveatKind.NO_NIGHT: st.just(""), CaveatKind.RADIUS: st.integers(20, 200).map(str),
        CaveatKind.LAST_DAY: hours(horizon_h).map(str),
    }[kind]
    return worlds.caveat(draw(st.sampled_from(holders)), kind, draw(value), id=f"caveat_{number}")


@st.composite
def orders(draw: st.DrawFn, number: int, targets: Sequence[str], horizon_h: int) -> Order:
    """A closure or a curfew somewhere."""
    kind = draw(st.sampled_from((OrderKind.CLOSE, OrderKind.CURFEW)))
    from_h, until_h = draw(spans(horizon_h))
    value = draw(windows) if kind is OrderKind.CURFEW else ""
    target = draw(st.sampled_from((*targets, "*")))
    return worlds.order(kind, target, value, id=f"order_{number}", from_h=from_h, until_h=until_h)


@st.composite
def no_fly(draw: st.DrawFn, horizon_h: int) -> tuple[list[Area], list[Order]]:
    """An area around some point, shut throughout or by order."""
    lat, lon = draw(st.sampled_from(LAND))
    area = worlds.box("shut", lat - 0.05, lat + 0.08, lon - 0.05, lon + 0.08)
    from_h, until_h = draw(spans(horizon_h))
    order = worlds.order(OrderKind.NO_FLY, draw(st.sampled_from(("shut", "*"))), from_h=from_h, until_h=until_h)
    return [area], draw(st.sampled_from(([], [order])))


@st.composite
def agreements(draw: st.DrawFn, number: int, horizon_h: int) -> Agreement:
    """What the host grants to somebody, from when until when."""
    kinds = (AgreementKind.CONSENT, AgreementKind.LANDING, AgreementKind.PORT_CALL, AgreementKind.OVERFLIGHT)
    from_h, until_h = draw(spans(horizon_h))
    guest = draw(st.sampled_from(("*", *OWNERS[1:])))
    kind = draw(st.sampled_from(kinds))
    return worlds.agreement("PHL", guest, kind, id=f"leave_{number}", from_h=from_h, until_h=until_h)


@st.composite
def partnerships(draw: st.DrawFn, site: str, horizon_h: int) -> Partnership:
    """Somebody who hands goods over at a site."""
    items = draw(seldom(st.lists(st.sampled_from(CARGO), min_size=1, max_size=2, unique=True).map(tuple), ()))
    capacity_t = draw(seldom(amounts(0, 8)))
    from_h = draw(seldom(hours(horizon_h // 2), 0.0))
    return worlds.partnership(site, items=items, capacity_t_per_day=capacity_t, from_h=from_h)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """2 to 6 sites, 2 to 6 places, 1 to 6 pools, and some of everything else."""
    clock = draw(clocks())
    end_h = int(clock.horizon_h)
    where = draw(st.lists(st.sampled_from(LAND), min_size=2, max_size=6, unique=True))
    towns = [draw(sites(f"town_{k}", at)) for k, at in enumerate(where)]
    names = [town.id for town in towns]
    chosen = draw(st.lists(st.sampled_from(list(GROUND)), min_size=2, max_size=6, unique=True))
    ground = [draw(places(id, names, end_h)) for id in chosen]
    dry = [place.id for place in ground if place.kind is not PlaceKind.ANCHORAGE]
    ways = draw(roads([*names, *dry], end_h))
    fleet: list[Asset] = []
    for k in range(draw(st.integers(1, 6))):
        ships = [one.id for one in fleet if one.type.mode is Mode.SHIP]
        fleet.append(draw(assets(k, ground, ships, end_h)))
    teams = [draw(units(k, chosen, end_h)) for k in range(draw(st.integers(0, 3)))]
    targets = [*names, *chosen, *(way.id for way in ways)]
    broken = draw(seldom(st.lists(st.sampled_from([*chosen, *(way.id for way in ways)]), max_size=2, unique=True), []))
    wanted = [draw(needs(k, names, end_h)) for k in range(draw(st.integers(2, 7)))]
    wanted += [repair(target, float(draw(st.integers(1, 12)))) for target in broken]
    goods = ["water", *(need.item for need in wanted if need.kind is NeedKind.CARGO)]
    stores = [*chosen, *3 * [one.base for one in fleet if one.base in chosen]]
    holders = [*OWNERS, *(one.id for one in (*fleet, *teams))]
    weighed = draw(seldom(st.lists(st.sampled_from(AIMS), min_size=1, max_size=5, unique=True), list(AIMS)))
    shut, grounded = draw(seldom(no_fly(end_h), ([], [])))
    made = worlds.world(
        fleet, clock=clock, sites=towns, places=ground, roads=ways, units=teams, needs=wanted,
        supplies=[draw(supplies(k, stores, goods, end_h)) for k in range(draw(st.integers(2, 6)))],
        caveats=[draw(caveats(k, holders, [*names, *chosen], end_h)) for k in range(draw(st.integers(0, 2)))],
        orders=[*(draw(orders(k, targets, end_h)) for k in range(draw(st.integers(0, 2)))), *grounded], areas=shut,
        agreements=[draw(agreements(k, end_h)) for k in range(draw(st.integers(0, 2)))],
        partnerships=[draw(partnerships(name, end_h)) for name in names if draw(st.integers(0, 4))],
        aims=tuple(Aim(id=id, weight=float(draw(st.sampled_from((1, 1, 5))))) for id in weighed),
    )
    return replace(made, digest=digest(made))

