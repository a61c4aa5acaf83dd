"""In proportion: everybody gets the same share.

Whoever has received the smallest share of what is needed comes next, wherever and whoever that is; ways are short
where shares are equal.
"""

from __future__ import annotations

import numpy as np

from benchmarks.rivals.desk import Desk
from benchmarks.rivals.priority import by_priority
from benchmarks.rivals.way import Watch, found_by
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

STEPS = 20
"""Shares are told apart by twentieths."""


def proportional(scenario: Scenario, seconds: float, seed: int, watch: Watch) -> Plan:
    """Plan in proportion; takes as long as it takes."""
    return Desk(found_by(scenario), by_share).plan()


def by_share(desk: Desk, missions: np.ndarray) -> np.ndarray:
    """Missions that help, the node with the smallest share met first, then the shortest way."""
    x = desk.x
    if x.missions.pool[missions[0]] in desk.hand.carriers:
        return by_priority(desk, missions)
    owed = desk.stores.gap[:, :, int(x.day_of_period[desk.stores.period])].sum(axis=1)
    missing = desk.stores.want.sum(axis=1)
    met = np.floor(STEPS * (1 - missing / np.maximum(owed, missing + 1e-9)))
    met[owed <= 0] = STEPS
    end = x.missions.lifts.end[desk.gains.lift[missions]]
    order = np.lexsort((x.missions.slots[missions], met[end]))
    return np.asarray(missions[order][desk.helps(missions)[order]])
