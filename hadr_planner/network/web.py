"""All legs of a scenario, by mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.scenario import Scenario

from .air import Line, great_circle_km, great_circle_line, unwrapped
from .ground import Ground, ground, position
from .leg import Pair, RoadLeg
from .road import roads
from .sea import drawn, sea_routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Legs between all nodes of a scenario, by mode.

    Parameters
    ----------
    nodes
        Ids: sites, then places.
    index
        Position of each id in ``nodes``.
    air_km
        Great circles.
    sea_km
        Around land; infinite where either end has no access to the sea.
    roads
        Ways to drive by (from, to), the fastest first; no entry where there is none.
    """

    nodes: tuple[str, ...]
    index: Mapping[str, int]
    air_km: NDArray[np.float64]
    sea_km: NDArray[np.float64]
    roads: Mapping[Pair, tuple[RoadLeg, ...]]


def network(scenario: Scenario) -> Network:
    """Legs between all nodes; found once for scenarios with equal sites, places, roads and planning factors."""
    return _network_of(_Same(scenario))


def line(scenario: Scenario, mode: Mode, a: str, b: str) -> Line:
    """Points (lat, lon) to draw a leg through: great circle by air, around land by sea, straight by road.

    Longitudes run on across 180 degrees. Empty where there is no way by sea.
    """
    start, end = position(scenario.node(a)), position(scenario.node(b))
    if mode in (Mode.FIXED_WING, Mode.HELICOPTER):
        return great_circle_line(start, end)
    if mode is Mode.TRUCK:
        return unwrapped([start, end])
    return _sea_line(ground(scenario), a, b)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A scenario, equal to the very same object only: quicker to look up than all its ground."""

    scenario: Scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scenario is self.scenario

    def __hash__(self) -> int:
        return id(self.scenario)


@lru_cache(maxsize=4)
def _network_of(one: _Same) -> Network:
    return _network(ground(one.scenario))


@lru_cache(maxsize=16)
def _network(on: Ground) -> Network:
    ids = tuple(node.id for node in on.nodes)
    lats, lons = np.array([position(node) for node in on.nodes]).reshape(-1, 2).T
    return Network(
        nodes=ids,
        index={id: number for number, id in enumerate(ids)},
        air_km=great_circle_km(lats[:, None], lons[:, None], lats[None, :], lons[None, :]),
        sea_km=_sea_km(on),
        roads=roads(on),
    )


def _sea_km(on: Ground) -> NDArray[np.float64]:
    wet = [number for number, node in enumerate(on.nodes) if node in on.by_sea]
    km = np.full((len(on.nodes), len(on.nodes)), np.inf)
    km[np.ix_(wet, wet)] = sea_routes(tuple(position(on.nodes[number]) for number in wet)).km
    return km


def _sea_line(on: Ground, a: str, b: str) -> Line:
    wet = [node.id for node in on.by_sea]
    if a not in wet or b not in wet:
        return ()
    first, last = wet.index(a), wet.index(b)
    turns = sea_routes(tuple(position(node) for node in on.by_sea)).turns
    return drawn(turns.get((first, last), ()) or turns.get((last, first), ())[::-1])
