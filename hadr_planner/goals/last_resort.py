r"""Military assets are the last resort: each of their hours under way counts against a plan.

.. math::  - \rho \sum_{m\ military} hours_m\, x_{ms}, \qquad \rho = 5\ \text{person-days per hour}

Small beside what a sortie brings, so it decides only between ways that help people alike.

Not modelled: the written case for each military tasking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

ID = "last_resort"
TITLE = "Military assets as a last resort"
SOURCE = "Oslo Guidelines (2007), principle of last resort"
PERSON_DAYS_PER_H = 5.0


def express(x: Decisions, weight: float) -> None:
    military = x.pool_array(lambda asset: asset.military)
    x.reward_sorties(ID, -weight * PERSON_DAYS_PER_H * x.missions.under_way_h * military)


def measure(scenario: Scenario, plan: Plan) -> float:
    return -PERSON_DAYS_PER_H * sum(s.under_way_h for s in plan.sorties if scenario.assets[s.asset].military)
