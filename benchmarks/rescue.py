"""Made-up call-outs as the literature on rescue units draws them.

Wex, Schryen, Feuerriegel and Neumann (European Journal of Operational Research 235, 2014): hours of work from N(20, 10)
by team and incident, hours of travel from N(1, 0.3) by team and pair of places, severity 1 to 5. Negative draws are
drawn again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.incidents.nouns import Callout, Incident, Team, callout

Floats = NDArray[np.float64]


def rescue(incidents: int, teams: int, seed: int = 0, *, shared: float = 0.0) -> Callout:
    """One call-out; a share of incidents needs two teams at once."""
    rng = np.random.default_rng([incidents, teams, seed])
    severity = rng.integers(1, 6, size=incidents)
    pairs = (rng.random(incidents) < shared) & (teams > 1)
    jobs = tuple(
        Incident(id=f"incident_{j}", at=j, severity=int(severity[j]), together=2 if pairs[j] else 1)
        for j in range(incidents)
    )
    crews = tuple(Team(id=f"team_{k}", start=incidents) for k in range(teams))
    travel_h = _above_zero(rng, 1.0, 0.3, (teams, incidents + 1, incidents + 1))
    return callout(jobs, crews, travel_h, _above_zero(rng, 20.0, 10.0, (teams, incidents)))


def _above_zero(rng: np.random.Generator, mean: float, spread: float, shape: tuple[int, ...]) -> Floats:
    drawn = rng.normal(mean, spread, size=shape)
    while (drawn <= 0).any():
        drawn[drawn <= 0] = rng.normal(mean, spread, size=int((drawn <= 0).sum()))
    return np.asarray(drawn)
