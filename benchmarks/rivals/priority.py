"""By priority: how a staff plans by hand.

Sites in the order of the host's priority, the nearest place with goods first, the first free tail goes. What is
farther back (hubs to be filled) comes after all sites. Ships sail to where most people are, once.
"""

from __future__ import annotations

import numpy as np

from benchmarks.rivals.desk import Desk
from benchmarks.rivals.way import Watch, found_by
from hadr_planner.domain.geography import Site
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

BEHIND = 9.0
"""Priority of a place that only passes goods on: after every site."""


def priority(scenario: Scenario, seconds: float, seed: int, watch: Watch) -> Plan:
    """Plan by priority; takes as long as it takes."""
    return Desk(found_by(scenario), by_priority).plan()


def by_priority(desk: Desk, missions: np.ndarray) -> np.ndarray:
    """Missions that help, the most urgent site first, then the shortest way."""
    x = desk.x
    urgency = np.array([float(node.priority) if isinstance(node, Site) else BEHIND for node in x.nodes])
    lift = desk.gains.lift[missions]
    useful = desk.helps(missions)
    moves = x.missions.pool[missions[0]] in desk.hand.carriers
    if moves:
        near = desk.people_near[x.missions.end[missions]] - desk.people_near[x.missions.start[missions]]
        return np.asarray(missions[np.argsort(-near, kind="stable")][: int((near > 0).sum())])
    order = np.lexsort((x.missions.slots[missions], urgency[x.missions.lifts.end[lift]]))
    return np.asarray(missions[order][useful[order]])
