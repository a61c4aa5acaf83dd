"""Other ways to plan, given the same instance, the same seconds and the same judge.

All make sorties of the same list of missions, and place them by the same hand: one after another, wherever tails,
ramps, berths, fuel and hours leave room. They differ in what they choose.
"""

from __future__ import annotations

from benchmarks.rivals.one_mip import one_mip
from benchmarks.rivals.priority import priority
from benchmarks.rivals.proportional import proportional
from benchmarks.rivals.pyvrp_way import pyvrp
from benchmarks.rivals.routing_way import routing
from benchmarks.rivals.way import Watch, Way, found_by, ours

WAYS: dict[str, Way] = {
    "ours": ours,
    "priority": priority,
    "proportional": proportional,
    "one_mip_highs": one_mip("HIGHS"),
    "one_mip_scip": one_mip("GSCIP"),
    "one_mip_cp_sat": one_mip("CP_SAT"),
    "pyvrp": pyvrp,
    "routing": routing,
}

__all__ = ["WAYS", "Watch", "Way", "found_by"]
