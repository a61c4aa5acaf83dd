"""Roads that a drive in a finished plan can have taken."""

from __future__ import annotations

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.network import Network, RoadLeg


def usable_ways(legs: Network, weight_t: float, from_: str, to: str, off_h: float, on_h: float) -> tuple[RoadLeg, ...]:
    """Ways that lead from one node to another in the time, are open meanwhile, and bear the weight."""
    return tuple(
        way
        for way in legs.roads.get((from_, to), ())
        if way.hours <= on_h - off_h + EPSILON_H
        and way.opens_h <= off_h + EPSILON_H
        and on_h <= way.closes_h + EPSILON_H
        and (way.max_load_t is None or weight_t <= way.max_load_t)
    )
