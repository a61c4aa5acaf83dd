r"""Under a curfew nothing moves on the ground.

.. math::  x_{ms} = 0 \quad \forall m \text{ by truck}, s:\ \text{a call at } n \text{ or a move from or to } n
           \text{ overlaps a curfew at } n

The hours are local; the order names a place, a site, a road, or (``*``) every place and site in the host. On a road
under curfew no truck drives unless another way that is open, bears it and fits into its time leads there.

Not modelled: passes for relief convoys; hand-overs to people, who must walk home; units that drive themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import Order, OrderKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.daily import daily_window
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import Move, calls, moves
from hadr_planner.rules.daily import touched
from hadr_planner.rules.local.detour import bar_roads
from hadr_planner.rules.local.driven import held_up
from hadr_planner.rules.opening_hours import inside_from_h

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "CURFEW"
TITLE = "Curfew"
SOURCE = "Orders of local government"
LIFTED_BY = "the authority that issued the order"


def impose(x: Decisions) -> None:
    shut = np.zeros((len(x.nodes), x.clock.slots), dtype=bool)
    roads = {id: np.zeros(x.clock.slots, dtype=bool) for id in x.scenario.roads}
    for order in x.scenario.orders.values():
        if order.kind is not OrderKind.CURFEW:
            continue
        during = touched(x, *daily_window(order.value), order.from_h, order.until_h)
        if order.target in roads:
            roads[order.target] |= during
        elif order.target == "*":
            shut[np.array([node.country == x.scenario.host for node in x.nodes], dtype=bool)] |= during
        else:
            shut[x.network.index[order.target]] |= during
    drives = x.pool_array(lambda asset: asset.type.mode is Mode.TRUCK)
    hops = x.missions.hops
    x.forbid_calls_while(shut, drives[x.missions.visits.mission])
    x.forbid_hops_while(shut, hops.start, drives[hops.mission])
    x.forbid_hops_while(shut, hops.end, drives[hops.mission])
    bar_roads(x, {id: slots for id, slots in roads.items() if slots.any()})


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    orders = [order for order in scenario.orders.values() if order.kind is OrderKind.CURFEW]
    if not orders:
        return
    for call in calls(scenario, plan):
        if call.asset.type.mode is Mode.TRUCK:
            what = f"{call.sortie.id} of {call.asset.id} is there"
            yield from _at(scenario, orders, call.node, call.sortie.id, call.from_h, call.until_h, what)
    for move in moves(scenario, plan):
        if move.asset.type.mode is Mode.TRUCK:
            what = f"{move.sortie.id} of {move.asset.id} drives from {move.start} to {move.end}"
            for node in (move.start, move.end):
                yield from _at(scenario, orders, node, move.sortie.id, move.from_h, move.until_h, what)
            yield from _on_the_road(scenario, orders, move)


def _at(
    scenario: Scenario, orders: list[Order], node: str, by: str, from_h: float, until_h: float, what: str
) -> Iterator[Breach]:
    in_host = scenario.node(node).country == scenario.host
    for order in orders:
        here = order.target == node or (order.target == "*" and in_host)
        hour = _in_force_h(scenario, order, from_h, until_h) if here else None
        if hour is not None:
            because = f"{_told(order, node)}: {what} at H+{hour:g}"
            yield Breach(rule=CODE, at=node, by=by, excess=until_h - hour, unit="h", because=because)


def _on_the_road(scenario: Scenario, orders: list[Order], move: Move) -> Iterator[Breach]:
    on_roads = [order for order in orders if order.target in scenario.roads]

    def shut_h(road: str) -> float | None:
        hours = (_in_force_h(scenario, o, move.from_h, move.until_h) for o in on_roads if o.target == road)
        return min((hour for hour in hours if hour is not None), default=None)

    if on_roads and (stop := held_up(scenario, move, shut_h)):
        road, hour = stop
        order = next(o for o in on_roads if o.target == road)
        what = f"{move.sortie.id} of {move.asset.id} drives from {move.start} to {move.end} at H+{hour:g}"
        because = f"{_told(order, road)}: {what}, and no other way fits"
        yield Breach(rule=CODE, at=move.end, by=move.sortie.id, excess=move.until_h - hour, unit="h", because=because)


def _in_force_h(scenario: Scenario, order: Order, from_h: float, until_h: float) -> float | None:
    """First moment of a spell under the curfew."""
    return inside_from_h(scenario, order.value, max(from_h, order.from_h), min(until_h, order.until_h))


def _told(order: Order, target: str) -> str:
    issued_by = f" by {order.issued_by}" if order.issued_by else ""
    return f"{target} is under curfew {order.value} local time{issued_by}"
