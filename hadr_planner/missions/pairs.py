"""Two drops in one sortie, for helicopters and landing craft: half the load at a site, half at its neighbour.

It pays where a load is more than a site can use for days, and the way there is long. Only the nearest other site is
tried, which keeps the table small; ``docs/formulation.md`` lists that with its other limits.
"""

from __future__ import annotations

import numpy as np

from hadr_planner.demand import demand_t
from hadr_planner.domain.catalogue import AssetType, NeedKind
from hadr_planner.domain.force import Per
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.build import Itineraries
from hadr_planner.missions.table import Bools, Floats, Ints

PAIR_KM = 40.0
"""Two drops are tried only this close together."""
PAIR_DAYS = 3.0
"""And only where a planned load is more than the first site uses in so many days."""


def used_t(scenario: Scenario) -> dict[str, float]:
    """Tonnes that each site uses in the first days: what it needs a day, so many times, and what it needs once."""
    used = dict.fromkeys(scenario.sites, 0.0)
    for need in scenario.needs.values():
        if need.kind is NeedKind.CARGO:
            used[need.site] += demand_t(scenario, need) * (PAIR_DAYS if need.per is Per.DAY else 1.0)
    return used


def paired(ways: Itineraries, km: Floats, used: Floats, type: AssetType) -> Itineraries:
    """The same with a second drop at the nearest other site, where that is close and the load worth sharing.

    Parameters
    ----------
    ways
        Itineraries of one pool with one drop.
    km
        Distance by (from, to), as that pool goes.
    used
        Tonnes that each node uses in the first days; 0 where it can't or need not drop.
    type
        What it flies or sails.
    """
    sites = used > 0.0
    between = np.where(sites[None, :] & sites[:, None], km, np.inf)
    np.fill_diagonal(between, np.inf)
    nearest: Ints = np.argmin(between, axis=1)
    second = nearest[ways.drop]
    shared = used[ways.drop] < type.payload_t * type.realised_factor
    keep: Bools = shared & (between[ways.drop, second] <= PAIR_KM) & (second != ways.pick)
    doubled = ways.take(keep)
    return Itineraries(**{n: getattr(doubled, n) for n in doubled.__slots__} | {"second": second[keep]})
