"""Where units could work, from when to when, and how they come there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions.block import Block
from hadr_planner.domain.accord import AgreementKind, CaveatKind
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Unit
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network

CANDIDATES = 3
"""Nodes, by worth of the work there, that one unit is offered."""


@dataclass(frozen=True, slots=True)
class _Option:
    unit: int
    node: int
    arrival: int
    first: int
    last: int
    driven_h: float
    arrived_h: float


def work_nodes(scenario: Scenario, network: Network, unit: Unit) -> tuple[int, ...]:
    """Nodes where this unit has work, most urgent first."""
    worth: dict[str, float] = {}
    for need in scenario.needs.values():
        per_day = unit.type.serves.get(need.item, 0.0) + unit.type.makes.get(need.item, 0.0)
        if per_day > 0:
            for node in nodes_of(scenario, need.site):
                weight = 1e6 if need.kind is NeedKind.REPAIR else scenario.catalogue.items[need.item].weight
                worth[node] = worth.get(node, 0.0) + weight * min(need.quantity, 10 * per_day)
    if unit.type.gives_handling:
        worth |= {id: 1.0 for id, p in scenario.places.items() if p.handling is False and p.kind is PlaceKind.AIRFIELD}
    best = sorted(worth, key=lambda node: (-worth[node], node))
    return tuple(network.index[id] for id in best if id in network.index)


def nodes_of(scenario: Scenario, target: str) -> tuple[str, ...]:
    """Node of a need, or both ends of the road that it is about."""
    if target in scenario.roads:
        return scenario.roads[target].from_, scenario.roads[target].to
    return (target,)


def stays(scenario: Scenario, network: Network, reachable: dict[str, set[int]]) -> Block:
    """Stays of every unit at its best nodes, by period of arrival; each as long as the unit may and can."""
    options = [
        o for number, id in enumerate(scenario.units) for o in _options(scenario, network, number, id, reachable[id])
    ]
    table = np.array([(o.unit, o.node, o.arrival, o.first, o.last) for o in options], dtype=np.int64).reshape(-1, 5)
    names = ("unit", "node", "arrival", "first", "last")
    columns: dict[str, NDArray[Any]] = {name: table[:, k] for k, name in enumerate(names)}
    columns["driven_h"] = np.array([o.driven_h for o in options], dtype=float)
    columns["arrived_h"] = np.array([o.arrived_h for o in options], dtype=float)
    columns["drives"] = columns["driven_h"] >= 0
    return Block(name="stay", columns=columns, upper=np.ones(len(options)), whole=True)


def _options(scenario: Scenario, network: Network, number: int, id: str, reachable: set[int]) -> Iterator[_Option]:
    clock = scenario.clock
    unit = scenario.units[id]
    origin = network.index[unit.origin]
    shut = {need.site for need in scenario.needs.values() if need.kind is NeedKind.REPAIR}
    offered = [n for n in work_nodes(scenario, network, unit) if n in reachable or n == origin or unit.own_transport]
    for node in offered[:CANDIDATES]:
        driven_h = _drive_h(network, unit, origin, node, shut)
        if driven_h is not None:
            arrived_h = unit.ready_h + driven_h
            if arrived_h < clock.horizon_h:
                yield from _option(scenario, number, unit, node, clock.arriving(arrived_h), driven_h, arrived_h)
        elif not unit.own_transport:
            for arrival in range(clock.first_from(unit.ready_h), clock.periods):
                yield from _option(scenario, number, unit, node, arrival, -1.0, clock.edges_h[arrival + 1])


def _drive_h(network: Network, unit: Unit, origin: int, node: int, shut: set[str]) -> float | None:
    """Hours to get there without lift; None where lift is needed or no road leads that is not shut."""
    if origin == node:
        return 0.0
    legs = network.roads.get((network.nodes[origin], network.nodes[node]), ()) if unit.own_transport else ()
    open_legs = [
        leg.hours
        for leg in legs
        if leg.opens_h <= unit.ready_h and leg.closes_h >= unit.ready_h + leg.hours and not shut & set(leg.via)
    ]
    return min(open_legs, default=None)


def _option(
    scenario: Scenario, number: int, unit: Unit, node: int, arrival: int, driven_h: float, arrived_h: float
) -> Iterator[_Option]:
    """One stay on what the unit brought, one to the end that draws on stocks there, one to the end of each leave."""
    clock = scenario.clock
    first = clock.first_from(arrived_h + unit.type.setup_h)
    if first >= clock.periods:
        return
    until_h = min(unit.until_h, clock.horizon_h)
    fed_h = min(until_h, clock.edges_h[first] + unit.type.self_sufficient_h)
    ends_h = {fed_h, until_h, *(hour for hour in _leave_ends_h(scenario, unit) if hour < until_h)}
    for last in sorted({clock.leaving(hour) for hour in ends_h}):
        if first < last:
            yield _Option(number, node, arrival, first, min(last, clock.periods), driven_h, arrived_h)


def _leave_ends_h(scenario: Scenario, unit: Unit) -> set[float]:
    """Hours at which a caveat or a state's consent may end its stay early."""
    last_day = {float(caveat.value) for caveat in scenario.red(CaveatKind.LAST_DAY) if caveat.binds(unit)}
    granted = (row for row in scenario.agreements.values() if row.kind is AgreementKind.CONSENT)
    return last_day | {row.until_h for row in granted if row.guest in (unit.owner, "*")}


def works_in(block: Block, periods: int) -> NDArray[np.bool_]:
    """Whether each stay works throughout each period (stay, period)."""
    period = np.arange(periods)
    return np.asarray((block.first[:, None] <= period) & (period < block.last[:, None]))
