"""What is left of loads, unloads, hand-overs and services when goods or units do not come as planned.

Every period is gone through as the replay does: loads take from what lay there when it began, first come first served;
then what arrives is there; units draw their rations; partners hand over, up to what people still need. Nothing is ever
more than the plan said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hadr_planner import demand
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import HandOver, Plan, Service, Sortie, Stay, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import GRAM_T, Cause, goods, shifts

Pair = tuple[str, str]


@dataclass(slots=True)
class _Flow:
    """Stocks by node and item, and what is aboard by sortie and item, as a plan is gone through."""

    lies: defaultdict[Pair, float] = field(default_factory=lambda: defaultdict(float))
    aboard: defaultdict[Pair, float] = field(default_factory=lambda: defaultdict(float))
    loads: dict[tuple[str, int], dict[str, float]] = field(default_factory=dict)
    unloads: dict[tuple[str, int], dict[str, float]] = field(default_factory=dict)


def trimmed(scenario: Scenario, plan: Plan) -> Plan:
    """The same plan with only as much carried, handed over and served as there is; empty round trips are not flown."""
    plan = _fed(scenario, plan)
    plan = replace(plan, services=tuple(_served(scenario, plan)))
    flow, given = _Flow(), list[HandOver]()
    owed: dict[tuple[str, int], float] = {}
    calls = _calls(scenario, plan)
    for period in range(scenario.clock.periods):
        _appear(scenario, period, flow)
        for sortie, number, stop in calls.loads[period]:
            _load(sortie, number, stop, flow)
        for sortie, number, stop in calls.unloads[period]:
            _unload(sortie, number, stop, flow)
        _work(scenario, plan, period, flow)
        given += _hand_over(scenario, plan, period, flow, owed)
    return replace(plan, sorties=tuple(_flown(plan, flow)), hand_overs=tuple(given))


@dataclass(slots=True)
class _Calls:
    loads: defaultdict[int, list[tuple[Sortie, int, Stop]]]
    unloads: defaultdict[int, list[tuple[Sortie, int, Stop]]]


def _calls(scenario: Scenario, plan: Plan) -> _Calls:
    """Calls that load, by the period they leave in, first come first; calls that unload, by the period they come in."""
    clock, found = scenario.clock, _Calls(defaultdict(list), defaultdict(list))
    last = clock.periods - 1
    ordered = sorted(
        ((s, number, stop) for s in plan.sorties for number, stop in enumerate(s.stops)),
        key=lambda call: (call[2].on_block_h, call[0].id, call[1]),
    )
    for call in ordered:
        if call[2].loads:
            found.loads[min(max(clock.leaving(call[2].on_block_h), 0), last)].append(call)
        if call[2].unloads:
            found.unloads[min(clock.arriving(call[2].off_block_h), last)].append(call)
    return found


def _appear(scenario: Scenario, period: int, flow: _Flow) -> None:
    for supply in scenario.supplies.values():
        if scenario.clock.first_from(supply.available_h) == period:
            flow.lies[supply.place, supply.item] += supply.quantity_t
    for id, unit in scenario.units.items():
        if not unit.own_transport and scenario.clock.first_from(unit.ready_h) == period:
            flow.lies[unit.origin, f"unit:{id}"] += unit.type.weight_t


def _load(sortie: Sortie, number: int, stop: Stop, flow: _Flow) -> None:
    taken = {}
    for item, amount_t in stop.loads.items():
        taken[item] = min(amount_t, max(flow.lies[stop.node, item], 0.0))
        flow.lies[stop.node, item] -= taken[item]
        flow.aboard[sortie.id, item] += taken[item]
    flow.loads[sortie.id, number] = taken


def _unload(sortie: Sortie, number: int, stop: Stop, flow: _Flow) -> None:
    put = {}
    for item, amount_t in stop.unloads.items():
        put[item] = min(amount_t, flow.aboard[sortie.id, item])
        flow.aboard[sortie.id, item] -= put[item]
        flow.lies[stop.node, item] += put[item]
    flow.unloads[sortie.id, number] = put


def _work(scenario: Scenario, plan: Plan, period: int, flow: _Flow) -> None:
    """Units make goods and draw rations, and leave the stock when they settle."""
    for (node, when), here in shifts(scenario, plan).items():
        for shift in here if when == period else ():
            type = scenario.units[shift.unit].type
            for item, per_day in type.makes.items():
                flow.lies[node, item] += per_day / demand.DAY_H * shift.length_h
            for item in ("water", "food") if shift.beyond_h > 0 else ():
                if item in scenario.catalogue.items:
                    ration_t = scenario.catalogue.items[item].per_person_day_kg / 1000
                    flow.lies[node, item] -= type.passengers * ration_t * shift.beyond_h / demand.DAY_H
    for stay in plan.stays:
        if period >= scenario.clock.arriving(stay.arrived_h):
            flow.lies[stay.node, f"unit:{stay.unit}"] = 0.0


def _hand_over(
    scenario: Scenario, plan: Plan, period: int, flow: _Flow, owed: dict[tuple[str, int], float]
) -> Iterator[HandOver]:
    for given in plan.hand_overs:
        if given.period != period:
            continue
        need = scenario.needs[given.need]
        left = owed.setdefault((need.id, given.day), demand.owed(scenario, need, given.day))
        there = given.from_, need.item
        tonnes = min(given.tonnes, max(flow.lies[there], 0.0), max(left, 0.0))
        flow.lies[there] -= tonnes
        owed[need.id, given.day] = left - tonnes
        if tonnes > GRAM_T:
            yield replace(given, tonnes=tonnes)


def _flown(plan: Plan, flow: _Flow) -> Iterator[Sortie]:
    for sortie in plan.sorties:
        stops = tuple(
            replace(
                stop,
                loads=_some(flow.loads.get((sortie.id, number), {})),
                unloads=_some(flow.unloads.get((sortie.id, number), {})),
            )
            for number, stop in enumerate(sortie.stops)
        )
        moves = stops[0].node != stops[-1].node
        if moves or any(stop.loads for stop in stops) or not any(stop.loads for stop in sortie.stops):
            yield replace(sortie, stops=stops)


def _some(amounts: dict[str, float]) -> dict[str, float]:
    return {item: amount for item, amount in amounts.items() if amount > GRAM_T}


def _fed(scenario: Scenario, plan: Plan) -> Plan:
    """Stays end before a period in which their unit would go hungry."""
    cut: dict[str, float] = {}
    for short in goods(scenario, plan).shortages:
        if short.cause is Cause.DRAWN:
            for stay in plan.stays:
                if stay.node == short.node:
                    edge_h = scenario.clock.edges_h[short.period]
                    cut[stay.unit] = min(cut.get(stay.unit, edge_h), edge_h)
    stays = tuple(_until(stay, cut[stay.unit]) if stay.unit in cut else stay for stay in plan.stays)
    return replace(plan, stays=tuple(stay for stay in stays if stay.until_h >= stay.from_h - EPSILON_H))


def _until(stay: Stay, hour: float) -> Stay:
    return replace(stay, until_h=min(stay.until_h, hour))


def _served(scenario: Scenario, plan: Plan) -> Iterator[Service]:
    """Services of units that are at work there then, up to what is still owed."""
    at_work = shifts(scenario, plan)
    owed: dict[tuple[str, int], float] = {}
    for service in plan.services:
        need = scenario.needs[service.need]
        road = scenario.roads.get(need.site)
        nodes = (road.from_, road.to) if road else (need.site,)
        if any(s.unit == service.unit for node in nodes for s in at_work.get((node, service.period), ())):
            left = owed.setdefault((need.id, service.day), demand.owed(scenario, need, service.day))
            quantity = min(service.quantity, max(left, 0.0))
            owed[need.id, service.day] = left - quantity
            if quantity > EPSILON_H:
                yield replace(service, quantity=quantity)
