"""How far a sortie goes, and how far between refuellings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.plan import Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network, RoadLeg

FUEL_KINDS = (PlaceKind.AIRFIELD, PlaceKind.BASE, PlaceKind.SEAPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Distances of one sortie.

    Parameters
    ----------
    hops_km
        Kilometres of each hop; none where there is no way, which other rules say.
    reach_km
        Longest distance between two refuellings.
    """

    hops_km: tuple[float, ...]
    reach_km: float


def journey(scenario: Scenario, ways: Network, sortie: Sortie) -> Journey:
    """Distances of a sortie, refuelling as planners do.

    A trip within the range takes no fuel on the way; a longer one does at every airfield, base or seaport
    that has some. Every trip ends where it refuels.
    """
    type = scenario.assets[sortie.asset].type
    km = tuple(_km(ways, type.mode, type.weight_t, a, b) for a, b in pairwise(sortie.stops))
    on_the_way = sum(km) > type.range_km
    longest = since = 0.0
    for length, stop in zip(km, sortie.stops[1:], strict=True):
        since += length
        longest = max(longest, since)
        if on_the_way and _has_fuel(scenario, stop.node):
            since = 0.0
    return Journey(hops_km=km, reach_km=longest)


def usable_ways(ways: Network, weight_t: float, from_: str, to: str, off_h: float, on_h: float) -> tuple[RoadLeg, ...]:
    """Roads that lead from one node to another in the time, are open meanwhile, and bear the weight."""
    return tuple(
        leg
        for leg in ways.roads.get((from_, to), ())
        if leg.hours <= on_h - off_h + EPSILON_H
        and leg.opens_h <= off_h + EPSILON_H
        and on_h <= leg.closes_h + EPSILON_H
        and (leg.max_load_t is None or weight_t <= leg.max_load_t)
    )


def _km(ways: Network, mode: Mode, weight_t: float, a: Stop, b: Stop) -> float:
    if a.node == b.node:
        return 0.0
    if mode is Mode.TRUCK:
        legs = usable_ways(ways, weight_t, a.node, b.node, a.off_block_h, b.on_block_h)
        return min((leg.km for leg in legs or ways.roads.get((a.node, b.node), ())), default=0.0)
    table = ways.air_km if mode in (Mode.FIXED_WING, Mode.HELICOPTER) else ways.sea_km
    km = float(table[ways.index[a.node], ways.index[b.node]])
    return km if isfinite(km) else 0.0


def _has_fuel(scenario: Scenario, node: str) -> bool:
    place = scenario.places.get(node)
    return place is not None and place.kind in FUEL_KINDS and place.fuel_t_per_day != 0
