"""The sortie that a move would be, timed on the clock as every sortie is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H, Clock
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Directive, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network
from hadr_planner.replay import KILOGRAM_T
from hadr_planner.rules.hops import trip

AIR = (Mode.FIXED_WING, Mode.HELICOPTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a sortie calls.

    Parameters
    ----------
    pick
        Where it loads; empty where it carries nothing.
    end
        Where it rests afterwards.
    """

    start: str
    pick: str
    drop: str
    end: str


def timed(scenario: Scenario, ways: Network, asset: Asset, tail: int, route: Route, at_h: float, id: str) -> Sortie:
    """Time a route from an hour on, with nothing loaded yet; hops without a way take a slot, which a rule will say."""
    clock = scenario.clock
    load_h, unload_h = (clock.slots_for(hours) * clock.slot_h for hours in (asset.type.load_h, asset.type.unload_h))
    calls = [(route.start, load_h if route.pick == route.start else 0.0)]
    if route.pick and route.pick != route.start:
        calls.append((route.pick, load_h))
    calls.append((route.drop, unload_h if route.pick else 0.0))
    if route.end != route.drop:
        calls.append((route.end, 0.0))
    stops: list[Stop] = []
    on_h = at_h
    for node, stay_h in calls:
        if stops:
            on_h = stops[-1].off_block_h + _hop_h(ways, clock, asset, stops[-1], node)
        stops.append(Stop(node=node, on_block_h=round(on_h, 6), off_block_h=round(on_h + stay_h, 6)))
    under_way_h = sum(b.on_block_h - a.off_block_h for a, b in pairwise(stops))
    return Sortie(
        id=id, asset=asset.id, tail=tail, owner=asset.owner, directive=Directive.PROPOSAL, stops=tuple(stops),
        under_way_h=round(under_way_h, 6),
    )


def _hop_h(ways: Network, clock: Clock, asset: Asset, start: Stop, to: str) -> float:
    if start.node == to:
        return 0.0
    hours = _block_h(ways, clock, asset, start, to)
    return max(clock.slots_for(hours), 1) * clock.slot_h if isfinite(hours) else clock.slot_h


def _block_h(ways: Network, clock: Clock, asset: Asset, start: Stop, to: str) -> float:
    if asset.type.mode is not Mode.TRUCK:
        table = ways.air_km if asset.type.mode in AIR else ways.sea_km
        return float(table[ways.index[start.node], ways.index[to]]) / asset.type.speed_kmh
    legs = ways.roads.get((start.node, to), ())
    for leg in legs:
        on_h = start.off_block_h + clock.slots_for(leg.hours) * clock.slot_h
        bears = leg.max_load_t is None or asset.type.weight_t <= leg.max_load_t
        if bears and leg.opens_h <= start.off_block_h + EPSILON_H and on_h <= leg.closes_h + EPSILON_H:
            return leg.hours
    return legs[0].hours if legs else float("inf")


def length_km(ways: Network, asset: Asset, *nodes: str) -> float:
    """Kilometres along nodes, as this asset goes; infinite where there is no way."""
    return sum(_km(ways, asset, a, b) for a, b in pairwise(nodes) if a != b)


def _km(ways: Network, asset: Asset, a: str, b: str) -> float:
    if asset.type.mode is Mode.TRUCK:
        return min((leg.km for leg in ways.roads.get((a, b), ())), default=float("inf"))
    table = ways.air_km if asset.type.mode in AIR else ways.sea_km
    return float(table[ways.index[a], ways.index[b]])


def room_t(scenario: Scenario, ways: Network, sortie: Sortie) -> float:
    """Planning payload of a sortie over its longest distance between refuellings."""
    type = scenario.assets[sortie.asset].type
    stretches_km = (refuelling.km for refuelling in trip(scenario, ways, sortie).refuellings)
    reach_km = max((km for km in stretches_km if isfinite(km)), default=0.0)
    beyond_km = max(type.ferry_range_km - type.range_km, EPSILON_H)
    share = min(max(1.0 - (reach_km - type.range_km) / beyond_km, 0.0), 1.0)
    return type.payload_t * type.realised_factor * share


def laden(sortie: Sortie, route: Route, cargo: Mapping[str, float]) -> Sortie:
    """The same sortie with cargo from pick-up to drop."""
    cargo = {item: tonnes for item, tonnes in cargo.items() if tonnes > KILOGRAM_T}
    if not route.pick or not cargo:
        return sortie
    stops = list(sortie.stops)
    taken = next(n for n, stop in enumerate(stops) if stop.node == route.pick)
    put = next(n for n in range(taken + 1, len(stops)) if stops[n].node == route.drop)
    stops[taken] = replace(stops[taken], loads=cargo)
    stops[put] = replace(stops[put], unloads=cargo)
    return replace(sortie, stops=tuple(stops))


def drop_of(sortie: Sortie, route: Route) -> Stop:
    """The call at which a sortie reaches its destination."""
    return next(stop for stop in reversed(sortie.stops) if stop.node == route.drop)


def pick_of(sortie: Sortie, route: Route) -> Stop:
    """The call at which a sortie loads, or at which it starts."""
    return next((stop for stop in sortie.stops if stop.node == route.pick), sortie.stops[0])
