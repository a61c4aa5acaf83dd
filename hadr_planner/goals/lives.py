r"""Save lives: care and rescue, worth less the longer people wait.

.. math::  \phi \sum_{k,d,p} weight_i\, prio_k\, 2^{-(end_p - arise_{kd})/lag_i}\, served_{kdp}

with :math:`\phi = 30`, so that lives come before goods where the same lift could serve either: a team that treats a
hundred outpatients a day weighs as much as drinking water for fifteen thousand people.

Not modelled: triage within a need, outcome by level of care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import worth

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

ID = "lives"
TITLE = "Lives: care and rescue in time"
FIRST = 30.0
"""Standing of lives before goods; a judgement, which a scenario's weights can change."""
SOURCE = "INSARAG and WHO EMT practice; survival curves in the catalogue"


def express(x: Decisions, weight: float) -> None:
    service, edges = x.service, x.clock.edges_h
    value = np.zeros(len(service))
    for j in range(len(service)):
        need = x.needs[service.need[j]]
        if need.kind is not NeedKind.REPAIR:
            item = x.scenario.catalogue.items[need.item]
            wait_h = edges[service.period[j] + 1] - worth.arises_h(need, int(service.day[j]))
            value[j] = item.weight * worth.priority(x.scenario, need) * worth.left_after(wait_h, item.lag_h)
    service.reward[ID] = weight * FIRST * value


def measure(scenario: Scenario, plan: Plan) -> float:
    total = 0.0
    for service in plan.services:
        need = scenario.needs[service.need]
        if need.kind is not NeedKind.REPAIR:
            item = scenario.catalogue.items[need.item]
            ends_h = scenario.clock.edges_h[service.period + 1]
            left = worth.left_after(ends_h - worth.arises_h(need, service.day), item.lag_h)
            total += service.quantity * item.weight * worth.priority(scenario, need) * left
    return FIRST * total
