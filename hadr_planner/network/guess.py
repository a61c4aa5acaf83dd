"""Legs by road that nobody gave: great circle times circuity, where the ground allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.geography import Place, Site, Terrain

from .air import great_circle_km
from .ground import Ground, position
from .leg import Pair, RoadLeg
from .mask import shores

SAMPLES = 128
SHORE_KM = 3.0
"""Sea this near to either end doesn't count: that is the grain of the mask, and quays reach out."""


def guesses(ground: Ground) -> dict[Pair, RoadLeg]:
    r"""Guess a leg for every pair of nodes on the same ground, in both directions.

    .. math:: km_{ab} = d_{ab} \cdot \max(c_{terrain(a)}, c_{terrain(b)})

    There is none longer than ``road_reach_km``, none where more than ``road_sea_share_max`` of the straight line lies
    over sea, and none to an anchorage. A place has the terrain of the nearest site. Not modelled: rivers, estuaries.
    """
    nodes = ground.by_road
    at = np.array([position(node) for node in nodes]).reshape(-1, 2)
    first, second = np.triu_indices(len(nodes), k=1)
    straight_km = great_circle_km(*at[first].T, *at[second].T)
    circuity = np.array([ground.factor(f"circuity_{_terrain(ground, node)}") for node in nodes])
    km = straight_km * np.maximum(circuity[first], circuity[second])
    near = km <= ground.factor("road_reach_km")
    first, second, km = first[near], second[near], km[near]
    dry = sea_share(at[first], at[second]) <= ground.factor("road_sea_share_max")
    speed_kmh = ground.factor("road_speed_kmh")
    legs: dict[Pair, RoadLeg] = {}
    for a, b, length_km in zip(first[dry], second[dry], km[dry].tolist(), strict=True):
        leg = RoadLeg(km=length_km, hours=length_km / speed_kmh, estimated=True)
        legs[nodes[a].id, nodes[b].id] = legs[nodes[b].id, nodes[a].id] = leg
    return legs


def sea_share(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each straight line over sea, line by line; rows of ``a`` and ``b`` are lat and lon.

    Lines are straight in degrees, which for road legs is near enough to a great circle.
    """
    shares = (np.arange(SAMPLES) + 0.5) / SAMPLES
    east = (b[:, 1] - a[:, 1] + 180) % 360 - 180
    lats = a[:, :1] + shares * (b[:, :1] - a[:, :1])
    lons = a[:, 1:] + shares * east[:, None]
    to_end_km = great_circle_km(*a.T, *b.T)[:, None] * np.minimum(shares, 1 - shares)
    return np.asarray((shores().at_sea(lats, lons) & (to_end_km > SHORE_KM)).mean(axis=1))


def _terrain(ground: Ground, node: Site | Place) -> Terrain:
    if isinstance(node, Site):
        return node.terrain
    if not ground.sites:
        return Terrain.FLAT
    return min(ground.sites, key=lambda site: float(great_circle_km(*position(site), *position(node)))).terrain
