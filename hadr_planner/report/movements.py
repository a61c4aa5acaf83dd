"""Tasking tables as the cells use them: flights for air operations, voyages for shipping, convoys for the road."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import Place
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

from .kpis.effort import goods_t, units_t
from .routes import Leg, legs
from .spells import tail_name
from .tables import Row
from .wording import UNIT_PREFIX, cargo, clean, dtg, h_plus, local, node_name, owner_name, owner_title

AIR = (Mode.FIXED_WING, Mode.HELICOPTER)
SEA = (Mode.SHIP, Mode.LANDING_CRAFT)
ROAD = (Mode.TRUCK,)
NO_COMPONENT = "not named"
HEADS = {
    "mission": "Mission",
    "leg": "Leg",
    "tail": "Tail",
    "nation": "Owner",
    "component": "Component",
    "from": "From",
    "off_block": "Off block (Z)",
    "off_block_local": "Off (local)",
    "off_block_h": "Off H+",
    "to": "To",
    "on_block": "On block (Z)",
    "on_block_local": "On (local)",
    "on_block_h": "On H+",
    "tonnes": "Tonnes",
    "passengers": "Pax",
    "load": "Load",
    "type": "Type",
    "directive": "Directive",
    "ask": "Who says yes",
}
"""Columns of a tasking table by the heads that people read."""
COMPONENT_HEADS = {
    "component": "Component",
    "nations": "Nations and agencies",
    "sorties": "Sorties",
    "under_way_h": "Hours under way",
    "goods_t": "Goods, t",
    "units_t": "Units, t",
}


def movements(scenario: Scenario, plan: Plan, modes: Iterable[Mode]) -> list[Row]:
    """One row for each leg of the sorties by some modes, in order of time."""
    wanted = frozenset(modes)
    by_id = {sortie.id: sortie for sortie in plan.sorties}
    order: defaultdict[str, int] = defaultdict(int)
    rows: list[tuple[float, Row]] = []
    for leg in legs(scenario, plan):
        order[leg.sortie] += 1
        if leg.mode in wanted:
            rows.append((leg.depart_h, _row(scenario, by_id[leg.sortie], leg, order[leg.sortie])))
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], str(pair[1]["mission"]), pair[1]["leg"]))]


def heads(rows: Iterable[Row]) -> dict[str, str]:
    """Columns that tell rows apart: no component where none is named."""
    named = {row["component"] for row in rows} != {NO_COMPONENT}
    return {name: head for name, head in HEADS.items() if named or name != "component"}


def flights(scenario: Scenario, plan: Plan) -> list[Row]:
    """Flight tasking: aeroplanes and helicopters."""
    return movements(scenario, plan, AIR)


def voyages(scenario: Scenario, plan: Plan) -> list[Row]:
    """Shipping: ships and landing craft."""
    return movements(scenario, plan, SEA)


def convoys(scenario: Scenario, plan: Plan) -> list[Row]:
    """Convoys: trucks."""
    return movements(scenario, plan, ROAD)


def _row(scenario: Scenario, sortie: Sortie, leg: Leg, order: int) -> Row:
    asset = scenario.assets[leg.asset]
    return {
        "mission": sortie.id,
        "leg": order,
        "tail": tail_name(scenario, leg.asset, leg.tail),
        "type": clean(asset.type.name),
        "nation": owner_name(scenario, sortie.owner),
        "component": clean(asset.component) or NO_COMPONENT,
        "from": _called(scenario, leg.from_),
        "off_block": dtg(scenario.when(leg.depart_h)),
        "off_block_local": local(scenario.when(leg.depart_h)),
        "off_block_h": h_plus(leg.depart_h),
        "to": _called(scenario, leg.to),
        "on_block": dtg(scenario.when(leg.arrive_h)),
        "on_block_local": local(scenario.when(leg.arrive_h)),
        "on_block_h": h_plus(leg.arrive_h),
        "tonnes": round(leg.tonnes, 2),
        "passengers": passengers(scenario, leg.load),
        "load": cargo(scenario, leg.load) or "empty",
        "directive": sortie.directive.value,
        "ask": clean(sortie.ask),
    }


def passengers(scenario: Scenario, load: Mapping[str, float]) -> int:
    """People of units on board: a unit that rides in parts brings its people in proportion."""
    return round(sum(_people(scenario, item, t) for item, t in load.items() if item.startswith(UNIT_PREFIX)))


def _people(scenario: Scenario, item: str, tonnes: float) -> float:
    unit = scenario.units[item.removeprefix(UNIT_PREFIX)].type
    return unit.passengers * min(tonnes / unit.weight_t, 1.0)


def _called(scenario: Scenario, node: str) -> str:
    """Name of a node, after the code that crews know it by."""
    place = scenario.places.get(node)
    code = _code(place) if place else ""
    return f"{code} · {node_name(scenario, node)}" if code else node_name(scenario, node)


def _code(place: Place) -> str:
    return clean(place.icao or place.locode)


def components(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each component: who is in it and what it does."""
    groups: defaultdict[str, list[Sortie]] = defaultdict(list)
    for sortie in plan.sorties:
        groups[clean(scenario.assets[sortie.asset].component) or NO_COMPONENT].append(sortie)
    return [
        {
            "component": name,
            "nations": ", ".join(sorted({owner_title(scenario, s.owner) for s in sorties})),
            "sorties": len(sorties),
            "under_way_h": round(sum(s.under_way_h for s in sorties), 1),
            "goods_t": round(sum(goods_t(s) for s in sorties), 1),
            "units_t": round(sum(units_t(s) for s in sorties), 1),
        }
        for name, sorties in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]


def lifted_by_day(scenario: Scenario, plan: Plan) -> list[Row]:
    """Tonnes of goods set down, by nation and day of the call; goods carried in two lifts count twice."""
    sums: defaultdict[tuple[str, int], float] = defaultdict(float)
    for sortie in plan.sorties:
        for stop in sortie.stops:
            tonnes = sum(t for item, t in stop.unloads.items() if not item.startswith(UNIT_PREFIX))
            if tonnes > 0:
                sums[owner_name(scenario, sortie.owner), int(stop.on_block_h // 24)] += tonnes
    return [{"nation": nation, "day": day, "tonnes": round(t, 2)} for (nation, day), t in sorted(sums.items())]
