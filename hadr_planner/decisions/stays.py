"""Where units could work, from when to when, and how they come there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions.block import Block
from hadr_planner.domain.accord import AgreementKind, CaveatKind
from hadr_planner.domain.catalogue import NeedKind, UnitKind
from hadr_planner.domain.force import Unit
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network

CANDIDATES = 3
"""Posts that one unit is offered."""


@dataclass(frozen=True, slots=True)
class _Option:
    unit: int
    node: int
    arrival: int
    first: int
    last: int
    driven_h: float
    arrived_h: float


def stays(
    scenario: Scenario, network: Network, posts: dict[str, tuple[int, ...]], reachable: dict[str, set[int]]
) -> Block:
    """Stays of every unit at its best posts, by period of arrival; each as long as the unit may and can."""
    options = []
    for number, unit in enumerate(scenario.units.values()):
        may = reachable[unit.id] | {network.index[unit.origin]}
        nodes = [n for n in posts[unit.id] if n in may or unit.own_transport][:CANDIDATES]
        options += [option for node in nodes for option in _options(scenario, network, number, unit, node)]
    table = np.array([(o.unit, o.node, o.arrival, o.first, o.last) for o in options], dtype=np.int64).reshape(-1, 5)
    names = ("unit", "node", "arrival", "first", "last")
    columns: dict[str, NDArray[Any]] = {name: table[:, k] for k, name in enumerate(names)}
    columns["driven_h"] = np.array([o.driven_h for o in options], dtype=float)
    columns["arrived_h"] = np.array([o.arrived_h for o in options], dtype=float)
    columns["drives"] = columns["driven_h"] >= 0
    return Block(name="stay", columns=columns, upper=np.ones(len(options)), whole=True)


def _options(scenario: Scenario, network: Network, number: int, unit: Unit, node: int) -> Iterator[_Option]:
    clock = scenario.clock
    drive = _drive(scenario, network, unit, node)
    if drive is not None:
        start_h, arrived_h = drive
        if arrived_h < clock.horizon_h:
            arrival = clock.arriving(arrived_h)
            yield from _option(scenario, network, number, unit, node, arrival, arrived_h - start_h, arrived_h)
    elif not unit.own_transport:
        for arrival in range(clock.first_from(unit.ready_h), clock.periods):
            yield from _option(scenario, network, number, unit, node, arrival, -1.0, clock.edges_h[arrival + 1])


def _drive(scenario: Scenario, network: Network, unit: Unit, node: int) -> tuple[float, float] | None:
    """Hours at which it sets out and is there without lift, by the way that brings it there first.

    None where it needs lift, or where no road leads there that is not shut for repair.
    """
    if network.index[unit.origin] == node:
        return unit.ready_h, unit.ready_h
    legs = network.roads.get((unit.origin, network.nodes[node]), ()) if unit.own_transport else ()
    shut = {need.site for need in scenario.needs.values() if need.kind is NeedKind.REPAIR}
    ways = [(max(unit.ready_h, leg.opens_h), leg) for leg in legs if not shut & set(leg.via)]
    drives = [(start_h, start_h + leg.hours) for start_h, leg in ways if start_h + leg.hours <= leg.closes_h]
    return min(drives, key=lambda drive: drive[1], default=None)


def _option(
    scenario: Scenario,
    network: Network,
    number: int,
    unit: Unit,
    node: int,
    arrival: int,
    driven_h: float,
    arrived_h: float,
) -> Iterator[_Option]:
    """One stay on what the unit brought, one to the end that draws on stocks there, one to the end of each leave."""
    clock = scenario.clock
    state = scenario.node(network.nodes[node]).country
    first = clock.first_from(_licensed_h(scenario, unit, state, arrived_h + unit.type.setup_h))
    if first >= clock.periods:
        return
    until_h = min(unit.until_h, clock.horizon_h)
    fed_h = min(until_h, arrived_h + unit.type.self_sufficient_h)
    ends_h = {fed_h, until_h, *(hour for hour in _leave_ends_h(scenario, unit) if hour < until_h)}
    for last in sorted({clock.leaving(hour) for hour in ends_h}):
        if first < last:
            yield _Option(number, node, arrival, first, min(last, clock.periods), driven_h, arrived_h)


def _licensed_h(scenario: Scenario, unit: Unit, state: str, ready_h: float) -> float:
    """First hour at which it may work, being ready: a medical team waits for its licence, where one is to come."""
    rows = [r for r in scenario.agreements.values() if r.kind is AgreementKind.MEDICAL_LICENCE and r.state == state]
    mine = [row for row in rows if row.guest in (unit.owner, "*")]
    if unit.type.kind is not UnitKind.MEDICAL or unit.owner == state or not mine:
        return ready_h
    return min((max(ready_h, row.from_h) for row in mine if row.until_h > ready_h), default=ready_h)


def _leave_ends_h(scenario: Scenario, unit: Unit) -> set[float]:
    """Hours at which a caveat, or a state's consent or licence, may end its stay early."""
    last_day = {float(caveat.value) for caveat in scenario.red(CaveatKind.LAST_DAY) if caveat.binds(unit)}
    kinds = (AgreementKind.CONSENT, AgreementKind.MEDICAL_LICENCE)
    granted = (row for row in scenario.agreements.values() if row.kind in kinds)
    return last_day | {row.until_h for row in granted if row.guest in (unit.owner, "*")}


def works_in(block: Block, periods: int) -> NDArray[np.bool_]:
    """Whether each stay works throughout each period (stay, period)."""
    period = np.arange(periods)
    return np.asarray((block.first[:, None] <= period) & (period < block.last[:, None]))
