r"""Nothing goes farther between two refuellings than its tanks allow.

.. math:: \max_k km_k \le \max(range, ferry\ range)

over the stretches :math:`k` between refuellings. A trip within the range is made on full tanks from its first stop. A
longer one refuels on the way wherever an airfield, base or seaport has fuel. Everything refuels at its last stop.
Beyond the range, payload falls; that is PAYLOAD.

Not modelled: wind, refuelling in the air or from drums, partial fills; of two roads that fit into the time taken, the
shorter one counts in a finished plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.hops import trips

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "RANGE"
TITLE = "Range between refuellings"
SOURCE = "Ranges of the asset catalogue, reserves held back"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    """Forbid missions with a stretch beyond the ferry range."""
    reach_km = np.array([max(asset.type.range_km, asset.type.ferry_range_km) for asset in x.pools], dtype=float)
    x.forbid(x.missions.reach_km > reach_km[x.missions.pool] + EPSILON_H)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find stretches beyond the ferry range."""
    for trip in trips(scenario, plan):
        sortie, type = trip.sortie, scenario.assets[trip.sortie.asset].type
        most_km = max(type.range_km, type.ferry_range_km)
        for refuelling in trip.refuellings:
            if most_km + EPSILON_H < refuelling.km < math.inf:
                node = refuelling.at.node
                yield Breach(rule=CODE, at=node, by=sortie.id, excess=refuelling.km - most_km, unit="km",
                    because=f"{type.id} goes {most_km:.0f} km on its tanks, even empty; {sortie.id} goes "
                    f"{refuelling.km:.0f} km before it refuels at {node} at H+{refuelling.at.on_block_h:g}")
