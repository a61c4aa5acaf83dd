"""Where units are sent in a first plan, as far as lift allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions import Decisions

Floats = NDArray[np.float64]


def sent(x: Decisions) -> Floats:
    """Stays asked for (1 or 0 by stay): short ones, on what a unit brought; by road where it can drive."""
    edges = np.array(x.clock.edges_h)
    asked = np.zeros(len(x.stay))
    for number, unit in enumerate(x.scenario.units.values()):
        mine = np.flatnonzero((x.stay.unit == number) & (x.stay.upper > 0))
        fed = edges[x.stay.last[mine]] - x.stay.arrived_h[mine] <= unit.type.self_sufficient_h + 1e-6
        short = mine[fed]
        driven = short[x.stay.drives[short]]
        asked[driven[:1] if len(driven) else short] = 1.0
    return asked


def surely(x: Decisions) -> Floats:
    """Those of them that need no lift."""
    return np.where(x.stay.drives, sent(x), 0.0) if len(x.stay) else np.zeros(0)
