"""How far a finished plan's sorties go: from stop to stop, and from one refuelling to the next."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import Place, PlaceKind
from hadr_planner.domain.plan import Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network, network
from hadr_planner.replay.once import once_per_plan

FUEL_KINDS = (PlaceKind.AIRFIELD, PlaceKind.BASE, PlaceKind.SEAPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A move between consecutive stops.

    Parameters
    ----------
    km
        By the shortest way that fits into the time taken; infinite where there is no way.
    least_h
        Hours that the fastest way takes at block speed.
    """

    start: Stop
    end: Stop
    km: float
    least_h: float

    @property
    def taken_h(self) -> float:
        """Hours that the plan gives it."""
        return self.end.on_block_h - self.start.off_block_h


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuelling:
    """A stop with fresh tanks, and the kilometres since the last."""

    at: Stop
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A sortie, move by move.

    Parameters
    ----------
    hops
        Every move, in order.
    refuellings
        Where it refuels: at its end; on the way wherever there is fuel, if the whole trip is beyond the range.
    """

    sortie: Sortie
    hops: tuple[Hop, ...]
    refuellings: tuple[Refuelling, ...]


@once_per_plan
def trips(scenario: Scenario, plan: Plan) -> tuple[Trip, ...]:
    """Every sortie of a plan, in its order."""
    legs = network(scenario)
    return tuple(trip(scenario, legs, sortie) for sortie in plan.sorties)


def trip(scenario: Scenario, legs: Network, sortie: Sortie) -> Trip:
    """One sortie, move by move."""
    moves = tuple(_hops(scenario, legs, sortie))
    return Trip(sortie=sortie, hops=moves, refuellings=tuple(_refuellings(scenario, sortie, moves)))


def _hops(scenario: Scenario, legs: Network, sortie: Sortie) -> Iterator[Hop]:
    for start, end in pairwise(sortie.stops):
        km, least_h = _way(scenario, legs, sortie.asset, start, end)
        yield Hop(start=start, end=end, km=km, least_h=least_h)


def _refuellings(scenario: Scenario, sortie: Sortie, moves: Sequence[Hop]) -> Iterator[Refuelling]:
    on_the_way = sum(hop.km for hop in moves) > scenario.assets[sortie.asset].type.range_km
    km = 0.0
    for number, hop in enumerate(moves, start=1):
        km += hop.km
        if number == len(moves) or (on_the_way and _has_fuel(scenario, hop.end.node)):
            yield Refuelling(at=hop.end, km=km)
            km = 0.0


def _way(scenario: Scenario, legs: Network, asset: str, start: Stop, end: Stop) -> tuple[float, float]:
    """Kilometres and least hours between two stops."""
    type = scenario.assets[asset].type
    if start.node == end.node:
        return 0.0, 0.0
    if type.mode is Mode.TRUCK:
        return _drive(legs, start, end)
    table = legs.air_km if type.mode in (Mode.FIXED_WING, Mode.HELICOPTER) else legs.sea_km
    km = float(table[legs.index[start.node], legs.index[end.node]])
    return km, km / type.speed_kmh


def _drive(legs: Network, start: Stop, end: Stop) -> tuple[float, float]:
    ways = legs.roads.get((start.node, end.node), ())
    taken_h = end.on_block_h - start.off_block_h
    fitting = [way.km for way in ways if way.hours <= taken_h + EPSILON_H] or [way.km for way in ways]
    return min(fitting, default=math.inf), min((way.hours for way in ways), default=math.inf)


def _has_fuel(scenario: Scenario, node: str) -> bool:
    at = scenario.node(node)
    return isinstance(at, Place) and at.kind in FUEL_KINDS and at.fuel_t_per_day != 0
