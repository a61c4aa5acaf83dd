r"""Go lightly: hours under way and their cost count a little against a plan.

.. math::  - \sum_{m,s} (\alpha + \beta\, cost_m)\, hours_m\, x_{ms}

with one person-day per hour and one per 2,000 US dollars, so that no sortie flies for nothing.

Not modelled: people ashore, waste, fuel as money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

ID = "footprint"
TITLE = "Hours under way and their cost"
SOURCE = "Oslo Guidelines (2007), limited in time and scale"
PER_H = 1.0
PER_USD = 1 / 2000


def express(x: Decisions, weight: float) -> None:
    rate = PER_H + PER_USD * x.pool_array(lambda asset: asset.type.cost_usd_per_h)
    x.reward_sorties(ID, -weight * rate * x.missions.under_way_h)


def measure(scenario: Scenario, plan: Plan) -> float:
    return -sum(s.under_way_h * (PER_H + PER_USD * scenario.assets[s.asset].type.cost_usd_per_h) for s in plan.sorties)
