r"""Leave no site behind: the share of goods met at the site that fares worst.

.. math::  \omega\, A\, y, \qquad y \le \frac{\sum_{k \in s} v_k H_k}{\sum_{k \in s} v_k D_k}\ \forall\ sites\ s

with A the person-days of all goods needed and :math:`\omega` one fiftieth. Sites where nobody needs goods don't count.

Not modelled: fairness between groups within a site.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions.block import Block
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import worth

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

ID = "worst_site"
TITLE = "The worst-off site"
SOURCE = "Huang, Smilowitz and Balcik 2011 (equity in relief routing)"
OMEGA = 0.02


def owed(scenario: Scenario) -> dict[str, float]:
    """Worth, in person-days, of all goods owed to each site that is owed any."""
    due: dict[str, float] = defaultdict(float)
    for need in scenario.needs.values():
        if need.kind is NeedKind.CARGO:
            tonnes = sum(demand.owed(scenario, need, day) for day in demand.days(scenario, need))
            due[need.site] += tonnes * worth.person_days_per_t(scenario, need)
    return {site: total for site, total in due.items() if total > 0}


def express(x: Decisions, weight: float) -> None:
    due = owed(x.scenario)
    row_of = {site: row for row, site in enumerate(due)}
    reward = weight * OMEGA * sum(due.values())
    x.add(Block(name="worst_site", columns={}, upper=np.ones(1), reward={ID: np.array([reward])}))
    hand = x.hand_over
    counts = np.array([number for number, k in enumerate(hand.need) if x.needs[k].site in due], dtype=np.int64)
    needs = [x.needs[k] for k in hand.need[counts]]
    row = np.array([row_of[need.site] for need in needs], dtype=np.int64)
    gain = np.array([worth.person_days_per_t(x.scenario, need) / due[need.site] for need in needs], dtype=float)
    every = np.arange(len(due))
    terms = {
        "worst_site": (every, np.zeros(len(due), dtype=np.int64), np.ones(len(due))),
        "hand_over": (row, counts, -gain),
    }
    x.limit("AIM", np.zeros(len(due)), terms)


def measure(scenario: Scenario, plan: Plan) -> float:
    due = owed(scenario)
    met: dict[str, float] = defaultdict(float)
    for hand in plan.hand_overs:
        need = scenario.needs[hand.need]
        met[need.site] += hand.tonnes * worth.person_days_per_t(scenario, need)
    return OMEGA * sum(due.values()) * min((min(met[s] / due[s], 1.0) for s in due), default=0.0)
