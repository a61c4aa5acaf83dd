r"""Goods reach people only through a partner at the site, of the goods it handles, within its daily capacity.

.. math::  \sum_{needs,\ p \in day} h_{kp} \le capacity_{partner} \quad \forall\ partner,\ day

Whom a partner won't be served by is said by REFUSAL. Not modelled: volunteers, protection risks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import Partnership
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import HandOver, Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, hour, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "PARTNER"
TITLE = "Hand-over through partners"
SOURCE = "Oslo Guidelines; Logistics Cluster practice"
LIFTED_BY = "the partner, or another that comes"


def impose(x: Decisions) -> None:
    hand, terms = x.hand_over, list(x.scenario.partnerships.values())
    begins_h = np.array([partner.from_h for partner in terms], dtype=float)
    edges = np.array(x.clock.edges_h)
    if len(hand):
        x.forbid_hand_overs(edges[hand.period] < begins_h[hand.partnership] - 1e-6)
    per_day_t = [partner.capacity_t_per_day for partner in terms]
    capacity_t = np.array([np.inf if most_t is None else most_t for most_t in per_day_t], dtype=float)
    limited = np.flatnonzero(np.isfinite(capacity_t[hand.partnership])) if len(hand) else hand.need
    day = x.day_of_period[hand.period[limited]]
    keys, row = np.unique(hand.partnership[limited] * x.clock.days + day, return_inverse=True)
    x.limit(CODE, capacity_t[keys // x.clock.days], {"hand_over": (row, limited, np.ones(len(limited)))})


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    given_t: defaultdict[tuple[int, str], float] = defaultdict(float)
    for given in plan.hand_overs:
        partner = scenario.partnerships[given.partnership]
        begins_h = scenario.clock.edges_h[given.period]
        given_t[int(begins_h // 24), partner.id] += given.tonnes
        for why in _why_not(scenario, partner, given, begins_h):
            yield Breach(
                rule=CODE, at=partner.site, by=partner.id, excess=given.tonnes, unit="t",
                because=f"{partner.id} is to hand over {tonnes(given.tonnes)} for {given.need} from {given.from_} "
                f"in the period from {hour(begins_h)}: {why}.",
            )
    for (day, id), amount_t in sorted(given_t.items()):
        limit_t = scenario.partnerships[id].capacity_t_per_day
        if limit_t is not None and amount_t > limit_t + KILOGRAM_T:
            yield Breach(
                rule=CODE, at=scenario.partnerships[id].site, by=id, excess=amount_t - limit_t, unit="t",
                because=f"{id} hands over {tonnes(amount_t)} on day {day + 1}; it can do {tonnes(limit_t)} a day.",
            )


def _why_not(scenario: Scenario, partner: Partnership, given: HandOver, begins_h: float) -> Iterator[str]:
    need = scenario.needs[given.need]
    serves = scenario.places[given.from_].serves if given.from_ in scenario.places else given.from_
    if need.site != partner.site:
        yield f"it works at {partner.site}, not at {need.site}"
    if serves != need.site:
        yield f"{given.from_} does not serve {need.site}"
    if partner.items and need.item not in partner.items:
        yield f"it does not handle {need.item}"
    if begins_h < partner.from_h - EPSILON_H:
        yield f"it begins at {hour(partner.from_h)}"
