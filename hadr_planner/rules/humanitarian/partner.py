r"""Goods reach people only through a partner at the site, of the goods it handles, within its daily capacity.

.. math::  \sum_{needs,\ p \in day} h_{kp} \le capacity_{partner} \quad \forall\ partner,\ day

Not modelled: partners that refuse military transport (see the scenario's ``refuses``), volunteers, protection risks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
    x.forbid_hand_overs(edges[hand.period] < begins_h[hand.partnership] - 1e-6 if len(hand) else np.zeros(0, dtype=bool))
    capacity_t = np.array([np.inf if p.capacity_t_per_day is None else p.capacity_t_per_day for p in terms], dtype=float)
    limited = np.flatnonzero(np.isfinite(capacity_t[hand.partnership])) if len(hand) else hand.need
    keys, row = np.unique(hand.partnership[limited] * x.clock.days + x.day_of_period[hand.period[limited]], return_inverse=True)
    x.limit(CODE, capacity_t[keys // x.clock.days], {"hand_over": (row, limited, np.ones(len(limited)))})
