r"""What the authorities closed is not called at, and a closed road is not driven.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a call of } m \text{ at } n \text{ overlaps an order that closes } n

An order closes a place, a site, a road, or (``*``) every place and site in the host, to all or to the modes that it
names (weather grounds helicopters, not trucks). A truck may take another way that is open, bears it and fits into its
time.

Not modelled: exceptions for relief traffic; helicopters that pass over; units that drive themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import Order, OrderKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import Move, calls, moves
from hadr_planner.rules.local.detour import bar_roads
from hadr_planner.rules.local.driven import held_up

if TYPE_CHECKING:
    from hadr_planner.decisions import Bools, Decisions

CODE = "CLOSURE"
TITLE = "Closures by order"
SOURCE = "Orders of the host's authorities; notices to airmen and mariners"
LIFTED_BY = "the authority that issued the order"


def impose(x: Decisions) -> None:
    shut: defaultdict[frozenset[str], Bools] = defaultdict(lambda: np.zeros((len(x.nodes), x.clock.slots), dtype=bool))
    roads = {id: np.zeros(x.clock.slots, dtype=bool) for id in x.scenario.roads}
    for order in x.scenario.orders.values():
        if order.kind is not OrderKind.CLOSE:
            continue
        during = (x.hour[:-1] < order.until_h - EPSILON_H) & (order.from_h < x.hour[1:] - EPSILON_H)
        modes = frozenset(part.strip() for part in order.value.split(";")) - {""} or frozenset(Mode)
        if order.target in roads:
            roads[order.target] |= during & (Mode.TRUCK in modes)
        elif order.target == "*":
            in_host = np.array([node.country == x.scenario.host for node in x.nodes], dtype=bool)
            shut[modes][in_host] |= during
        else:
            shut[modes][x.network.index[order.target]] |= during
    for modes, closed in shut.items():
        stopped = np.array([asset.type.mode in modes for asset in x.pools], dtype=bool)
        x.forbid_calls_while(closed, stopped[x.missions.pool[x.missions.visits.mission]])
    bar_roads(x, {id: slots for id, slots in roads.items() if slots.any()})


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    orders = [order for order in scenario.orders.values() if order.kind is OrderKind.CLOSE]
    for call in calls(scenario, plan):
        for order in orders:
            in_host = scenario.node(call.node).country == scenario.host
            here = order.target == call.node or (order.target == "*" and in_host)
            shut_h = _shut_h(order, call.from_h, call.until_h) if here and _stops(order, call.asset) else None
            if shut_h is not None:
                what = f"{call.sortie.id} of {call.asset.id} is there at H+{shut_h:g}"
                yield _breach(call.node, call.sortie.id, call.until_h - shut_h, f"{_told(order, call.node)}: {what}")
    if any(order.target in scenario.roads for order in orders):
        for move in moves(scenario, plan):
            if move.asset.type.mode is Mode.TRUCK:
                yield from _on_the_road(scenario, [o for o in orders if _stops(o, move.asset)], move)


def _on_the_road(scenario: Scenario, orders: list[Order], move: Move) -> Iterator[Breach]:
    def shut_h(road: str) -> float | None:
        hours = (_shut_h(order, move.from_h, move.until_h) for order in orders if order.target == road)
        return min((hour for hour in hours if hour is not None), default=None)

    if stop := held_up(scenario, move, shut_h):
        road, hour = stop
        order = next(o for o in orders if o.target == road and _shut_h(o, move.from_h, move.until_h) == hour)
        what = f"{move.sortie.id} of {move.asset.id} drives from {move.start} to {move.end} at H+{hour:g}"
        because = f"{_told(order, road)}: {what}, and no other way fits"
        yield _breach(move.end, move.sortie.id, move.until_h - hour, because)


def _stops(order: Order, asset: Asset) -> bool:
    """Whether an order holds for what this asset is."""
    return not order.value or asset.type.mode.value in [part.strip() for part in order.value.split(";")]


def _shut_h(order: Order, from_h: float, until_h: float) -> float | None:
    """First moment of a spell at which the order is in force."""
    first_h = max(order.from_h, from_h)
    return first_h if first_h < min(order.until_h, until_h) - EPSILON_H else None


def _breach(at: str, by: str, excess_h: float, because: str) -> Breach:
    return Breach(rule=CODE, at=at, by=by, excess=excess_h, unit="h", because=because)


def _told(order: Order, target: str) -> str:
    issued_by = f" by {order.issued_by}" if order.issued_by else ""
    whom = f" to {order.value.replace(';', ', ')}" if order.value else ""
    return f"{target} is closed{whom}{issued_by} from H+{order.from_h:g} to H+{order.until_h:g}"
