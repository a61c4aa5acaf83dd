r"""Aircraft keep out of areas in which the host lets nobody fly.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a move by air through area } a \text{ overlaps a ban on } a

An order bans an area for its hours, or (``*``) all flying that begins, ends or passes over land in the host. An area of
kind ``no_fly`` that no order names is banned throughout. Moves follow great circles.

Not modelled: detours around an area, heights, exceptions for relief traffic, the moment of crossing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import Order, OrderKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network.areas import crosses
from hadr_planner.network.states import overflown
from hadr_planner.rules.calls import Move, moves

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "NO_FLY"
TITLE = "No-fly areas"
SOURCE = "Convention on International Civil Aviation (Chicago, 1944), Article 9; notices to airmen"
LIFTED_BY = "the host's aviation authority"

FLIES = (Mode.FIXED_WING, Mode.HELICOPTER)
EVERYWHERE = "*"


def impose(x: Decisions) -> None:
    named = set()
    for order in x.scenario.orders.values():
        if order.kind is OrderKind.NO_FLY:
            named.add(order.target)
            _bar(x, order.target, order.from_h, order.until_h)
    for area in x.scenario.areas.values():
        if area.kind == "no_fly" and area.id not in named:
            _bar(x, area.id, 0.0, x.clock.horizon_h)


def _bar(x: Decisions, area: str, from_h: float, until_h: float) -> None:
    """Rule out moves by air through an area in some hours."""
    hops = x.missions.hops
    flies = x.pool_array(lambda asset: asset.type.mode in FLIES)[hops.mission]
    pairs, pair_of = np.unique(np.stack([hops.start, hops.end], axis=1)[flies], axis=0, return_inverse=True)
    through = np.zeros(len(flies), dtype=bool)
    through[flies] = np.array([_leads_through(x, area, *pair) for pair in pairs.tolist()], dtype=bool)[pair_of.ravel()]
    during = (x.hour[:-1] < until_h - EPSILON_H) & (from_h < x.hour[1:] - EPSILON_H)
    x.forbid_hops_while(during[None, :], np.zeros(len(flies), dtype=np.int64), through)


def _leads_through(x: Decisions, area: str, start: int, end: int) -> bool:
    a, b = x.nodes[start], x.nodes[end]
    way = a.lat, a.lon, b.lat, b.lon
    if area == EVERYWHERE:
        return x.scenario.host in (a.country, b.country, *overflown(*way))
    return crosses(x.scenario.areas[area].geometry, *way)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    orders = [order for order in scenario.orders.values() if order.kind is OrderKind.NO_FLY]
    drawn = {area.id for area in scenario.areas.values() if area.kind == "no_fly"}
    standing = [Order(id=id, kind=OrderKind.NO_FLY, target=id) for id in drawn - {order.target for order in orders}]
    for order in sorted((*orders, *standing), key=lambda order: order.id):
        for move in moves(scenario, plan):
            from_h, until_h = max(move.from_h, order.from_h), min(move.until_h, order.until_h)
            if from_h < until_h - EPSILON_H and move.asset.type.mode in FLIES and _meets(scenario, order.target, move):
                what = f"{move.sortie.id} of {move.asset.id} flies from {move.start} to {move.end} at H+{from_h:g}"
                yield Breach(
                    rule=CODE, at=move.end, by=move.sortie.id, excess=until_h - from_h, unit="h",
                    because=f"{_told(order)}: {what}",
                )


def _meets(scenario: Scenario, area: str, move: Move) -> bool:
    ends = scenario.node(move.start), scenario.node(move.end)
    line = ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon
    if area == EVERYWHERE:
        return any(end.country == scenario.host for end in ends) or scenario.host in overflown(*line)
    return crosses(scenario.areas[area].geometry, *line)


def _told(order: Order) -> str:
    where = "the host" if order.target == EVERYWHERE else order.target
    by = f" by order of {order.issued_by}" if order.issued_by else ""
    when = f" from H+{order.from_h:g}" + (f" to H+{order.until_h:g}" if order.until_h < FOREVER_H else "")
    return f"nobody flies through {where}{by}{when}"
