"""Tables of a plan as rows: plain dictionaries of text and numbers, ready for files and screens."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .levels import levels
from .routes import legs
from .wording import cargo, clean, item_name, node_name, owner_name

Row = dict[str, str | float | int | None]
SORTIE_COLUMNS = (
    "sortie",
    "asset",
    "tail",
    "type",
    "mode",
    "nation",
    "operator",
    "directive",
    "ask",
    "from",
    "to",
    "start_h",
    "end_h",
    "start",
    "end",
    "under_way_h",
    "load_t",
    "load",
)


def stamp(when: datetime) -> str:
    """Wall-clock time, to the minute, with its zone."""
    return when.isoformat(timespec="minutes")


def sorties(scenario: Scenario, plan: Plan) -> list[Row]:
    """Tasking table: one row for each sortie, in order of time, with ``SORTIE_COLUMNS``."""
    rows: list[Row] = []
    for sortie in sorted(plan.sorties, key=lambda s: (s.start_h, s.id)):
        asset = scenario.assets[sortie.asset]
        loads: defaultdict[str, float] = defaultdict(float)
        for stop in sortie.stops:
            for item, tonnes in stop.loads.items():
                loads[item] += tonnes
        rows.append(
            {
                "sortie": sortie.id,
                "asset": clean(asset.name),
                "tail": sortie.tail,
                "type": clean(asset.type.name),
                "mode": asset.type.mode.value,
                "nation": owner_name(scenario, sortie.owner),
                "operator": asset.operator.value,
                "directive": sortie.directive.value,
                "ask": clean(sortie.ask),
                "from": node_name(scenario, sortie.stops[0].node),
                "to": " - ".join(node_name(scenario, stop.node) for stop in sortie.stops[1:]),
                "start_h": round(sortie.start_h, 3),
                "end_h": round(sortie.end_h, 3),
                "start": stamp(scenario.when(sortie.start_h)),
                "end": stamp(scenario.when(sortie.end_h)),
                "under_way_h": round(sortie.under_way_h, 3),
                "load_t": round(sum(loads.values()), 3),
                "load": cargo(scenario, loads),
            }
        )
    return rows


def stops(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each stop and item loaded or unloaded; a stop without cargo has one row."""
    rows: list[Row] = []
    for sortie in plan.sorties:
        for order, stop in enumerate(sortie.stops, 1):
            moved = [("load", i, t) for i, t in stop.loads.items()] + [
                ("unload", i, t) for i, t in stop.unloads.items()
            ]
            rows += [
                {
                    "sortie": sortie.id,
                    "stop": order,
                    "node": stop.node,
                    "name": node_name(scenario, stop.node),
                    "on_block_h": round(stop.on_block_h, 3),
                    "off_block_h": round(stop.off_block_h, 3),
                    "on_block": stamp(scenario.when(stop.on_block_h)),
                    "off_block": stamp(scenario.when(stop.off_block_h)),
                    "action": action,
                    "item": item and item_name(scenario, item),
                    "tonnes": round(tonnes, 3) if action else None,
                }
                for action, item, tonnes in moved or [("", "", 0.0)]
            ]
    return rows


def leg_rows(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each leg of each sortie."""
    return [
        {
            "sortie": leg.sortie,
            "asset": clean(scenario.assets[leg.asset].name),
            "tail": leg.tail,
            "mode": leg.mode.value,
            "from": node_name(scenario, leg.from_),
            "to": node_name(scenario, leg.to),
            "depart_h": round(leg.depart_h, 3),
            "arrive_h": round(leg.arrive_h, 3),
            "tonnes": round(leg.tonnes, 3),
            "load": cargo(scenario, leg.load),
        }
        for leg in legs(scenario, plan)
    ]


def hand_overs(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each hand-over: who gave what to which site, and when."""
    rows: list[Row] = []
    for act in plan.hand_overs:
        need, partnership = scenario.needs[act.need], scenario.partnerships[act.partnership]
        rows.append(
            {
                "need": act.need,
                "site": node_name(scenario, need.site),
                "item": item_name(scenario, need.item),
                "organisation": owner_name(scenario, partnership.organisation),
                "from": node_name(scenario, act.from_),
                "period_start_h": scenario.clock.edges_h[act.period],
                "period_end_h": scenario.clock.edges_h[act.period + 1],
                "day": act.day if act.day >= 0 else None,
                "tonnes": round(act.tonnes, 3),
            }
        )
    return rows


def stays(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each stay of a unit."""
    return [
        {
            "unit": clean(scenario.units[stay.unit].name),
            "type": clean(scenario.units[stay.unit].type.name),
            "nation": owner_name(scenario, scenario.units[stay.unit].owner),
            "at": node_name(scenario, stay.node),
            "arrived_h": round(stay.arrived_h, 3),
            "from_h": round(stay.from_h, 3),
            "until_h": round(stay.until_h, 3),
            "directive": stay.directive.value,
            "ask": clean(stay.ask),
        }
        for stay in plan.stays
    ]


def drives(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each move of a unit by its own transport."""
    return [
        {
            "unit": clean(scenario.units[drive.unit].name),
            "from": node_name(scenario, drive.from_),
            "to": node_name(scenario, drive.to),
            "start_h": round(drive.start_h, 3),
            "end_h": round(drive.end_h, 3),
        }
        for drive in plan.drives
    ]


def services(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each service of a unit in one period."""
    return [
        {
            "need": act.need,
            "site": node_name(scenario, scenario.needs[act.need].site),
            "item": item_name(scenario, scenario.needs[act.need].item),
            "unit": clean(scenario.units[act.unit].name),
            "period_start_h": scenario.clock.edges_h[act.period],
            "period_end_h": scenario.clock.edges_h[act.period + 1],
            "day": act.day if act.day >= 0 else None,
            "quantity": round(act.quantity, 3),
        }
        for act in plan.services
    ]


def stocks(scenario: Scenario, plan: Plan) -> list[Row]:
    """Tonnes that lie at each node at the end of each period in which they changed, in words."""
    return [
        {
            "node": row["node"],
            "name": node_name(scenario, row["node"]),
            "item": item_name(scenario, row["item"]),
            "period": row["period"],
            "end_h": scenario.clock.edges_h[row["period"] + 1],
            "tonnes": row["tonnes"],
        }
        for row in levels(scenario, plan)
    ]


def by_asset(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each asset pool, idle ones included."""
    rows: list[Row] = []
    for asset in scenario.assets.values():
        own = [s for s in plan.sorties if s.asset == asset.id]
        rows.append(
            {
                "asset": clean(asset.name),
                "nation": owner_name(scenario, asset.owner),
                "type": clean(asset.type.name),
                "tails": asset.count,
                "tails_used": len({s.tail for s in own}),
                "sorties": len(own),
                "under_way_h": round(sum(s.under_way_h for s in own), 1),
                "lifted_t": round(sum(sum(stop.unloads.values()) for s in own for stop in s.stops), 1),
                "first_h": min((s.start_h for s in own), default=None),
                "last_h": max((s.end_h for s in own), default=None),
            }
        )
    return sorted(rows, key=lambda row: (-float(row["lifted_t"] or 0), str(row["asset"])))


def by_place(scenario: Scenario, plan: Plan) -> list[Row]:
    """One row for each node that the plan calls at."""
    calls: defaultdict[str, int] = defaultdict(int)
    loaded: defaultdict[str, float] = defaultdict(float)
    unloaded: defaultdict[str, float] = defaultdict(float)
    given: defaultdict[str, float] = defaultdict(float)
    for stop in (stop for sortie in plan.sorties for stop in sortie.stops):
        calls[stop.node] += 1
        loaded[stop.node] += sum(stop.loads.values())
        unloaded[stop.node] += sum(stop.unloads.values())
    for act in plan.hand_overs:
        given[act.from_] += act.tonnes
    nodes = sorted({*calls, *given}, key=lambda node: (-unloaded[node] - loaded[node], node))
    return [
        {
            "place": node_name(scenario, node),
            "calls": calls[node],
            "loaded_t": round(loaded[node], 1),
            "unloaded_t": round(unloaded[node], 1),
            "handed_over_t": round(given[node], 1),
        }
        for node in nodes
    ]
