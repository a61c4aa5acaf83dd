r"""Trucks drive only on roads that are open all the way and bear them.

.. math::
    x_{ms} = 0 \quad \forall m, s:\ \exists\, hop\ (a, b) \in m:\ \nexists\ way\ w\ of\ (a, b):\
    hours_w \le on - off,\ opens_w \le off,\ on \le closes_w,\ weight_m \le load_w

Any way that fits into the hours which the plan gives to the move will do.

Not modelled: traffic, convoys, fords and rain, axle loads, a way that closes behind the truck.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import AssetType, Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import RoadLeg, network
from hadr_planner.rules.hops import Hop, trips

if TYPE_CHECKING:
    from hadr_planner.decisions import Bools, Decisions

CODE = "ROAD"
TITLE = "Roads open and strong enough"
SOURCE = "Road and bridge reports of the host; Logistics Cluster access constraints"
LIFTED_BY = "the host's road authority"


def impose(x: Decisions) -> None:
    """Forbid sorties that would find a road shut, or break it."""
    hops, pool = x.missions.hops, x.missions.pool
    drives = np.array([asset.type.mode is Mode.TRUCK for asset in x.pools], dtype=bool)[pool[hops.mission]]
    moved = np.flatnonzero(drives & (hops.start != hops.end))
    lasting = (hops.on - hops.off)[moved]
    kind = np.stack([pool[hops.mission[moved]], hops.start[moved], hops.end[moved], lasting], axis=1)
    kinds, of = np.unique(kind, axis=0, return_inverse=True)
    shut = np.zeros(x.allowed.shape, dtype=bool)
    for number, (truck, a, b, slots) in enumerate(kinds):
        ways = x.network.roads.get((x.network.nodes[a], x.network.nodes[b]), ())
        leaves = _may_leave(x, ways, x.pools[truck].type.weight_t, int(slots))
        if not leaves.all():
            for hop in moved[of.reshape(-1) == number]:
                late = np.minimum(np.arange(x.clock.slots) + hops.off[hop], x.clock.slots - 1)
                shut[hops.mission[hop]] |= ~leaves[late]
    x.forbid(shut)


def _may_leave(x: Decisions, ways: tuple[RoadLeg, ...], weight_t: float, slots: int) -> Bools:
    """Slots at which a truck may set out for a drive of so many slots."""
    leaves = np.zeros(x.clock.slots, dtype=bool)
    out_h, back_h = x.hour[:-1], x.hour[:-1] + slots * x.clock.slot_h
    for way in ways:
        bears = way.max_load_t is None or weight_t <= way.max_load_t
        if bears and way.hours <= slots * x.clock.slot_h + EPSILON_H:
            leaves |= (way.opens_h <= out_h + EPSILON_H) & (back_h <= way.closes_h + EPSILON_H)
    return leaves


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find drives for which there is no way open, strong and short enough."""
    legs = network(scenario)
    for trip in trips(scenario, plan):
        sortie, type = trip.sortie, scenario.assets[trip.sortie.asset].type
        if type.mode != "truck":
            continue
        for hop in trip.hops:
            a, b = hop.start.node, hop.end.node
            faults = [_fault(type, hop, way) for way in legs.roads.get((a, b), ())]
            if a != b and all(faults):
                why = " and ".join(dict.fromkeys(faults)) or "no road leads there"
                yield Breach(rule=CODE, at=b, by=sortie.id,
                    because=f"{sortie.id} can't drive from {a} to {b} between H+{hop.start.off_block_h:g} "
                    f"and H+{hop.end.on_block_h:g}: {why}")


def _fault(type: AssetType, hop: Hop, way: RoadLeg) -> str:
    """What is against this way; empty where nothing is."""
    name = " and ".join(way.via) or "the way"
    if way.hours > hop.taken_h + EPSILON_H:
        return f"{name} takes {way.hours:.1f} h"
    if way.max_load_t is not None and type.weight_t > way.max_load_t:
        return f"{name} bears {way.max_load_t:g} t and {type.id} weighs {type.weight_t:g} t"
    if hop.start.off_block_h < way.opens_h - EPSILON_H:
        return f"{name} opens at H+{way.opens_h:g}"
    return f"{name} closes at H+{way.closes_h:g}" if hop.end.on_block_h > way.closes_h + EPSILON_H else ""
