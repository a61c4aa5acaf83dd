"""Two drops in one sortie, for helicopters and landing craft: half the load at a site, half at its neighbour.

Worth it where a load is more than one place can use or hand on in a day, and the way back is long. Only the nearest
other site is tried, which keeps the table small; ``docs/formulation.md`` lists that with its other limits.
"""

from __future__ import annotations

import numpy as np

from hadr_planner.domain.catalogue import AssetType
from hadr_planner.missions.build import Itineraries
from hadr_planner.missions.table import Bools, Floats, Ints

PAIR_KM = 40.0
"""Two drops are tried only this close together."""
PAIR_T = 2.0
"""And only with this planned payload or more."""


def paired(ways: Itineraries, km: Floats, sites: Bools, type: AssetType) -> Itineraries:
    """The same with a second drop at the nearest other site, where that is close and the payload is worth sharing.

    Parameters
    ----------
    ways
        Itineraries of one pool with one drop.
    km
        Distance by (from, to), as that pool goes.
    sites
        Nodes where people are in need and where it may drop.
    type
        What it flies or sails.
    """
    if type.payload_t * type.realised_factor < PAIR_T or not sites.any():
        return ways.take(np.zeros(len(ways.drop), dtype=bool))
    between = np.where(sites[None, :] & sites[:, None], km, np.inf)
    np.fill_diagonal(between, np.inf)
    nearest: Ints = np.argmin(between, axis=1)
    second = nearest[ways.drop]
    keep = (between[ways.drop, second] <= PAIR_KM) & (second != ways.pick)
    doubled = ways.take(keep)
    return Itineraries(**{n: getattr(doubled, n) for n in doubled.__slots__} | {"second": second[keep]})
