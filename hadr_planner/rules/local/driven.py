"""Which ways a truck could have taken, for the rules that check a finished plan."""

from __future__ import annotations

from collections.abc import Callable

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import network
from hadr_planner.rules.calls import Move


def held_up(scenario: Scenario, move: Move, shut_h: Callable[[str], float | None]) -> tuple[str, float] | None:
    """Road that stops a truck, and when, if every way that it could take meets one that is shut.

    ``shut_h`` gives the first hour of the move at which a road is shut, or None.
    """
    taken_h = move.until_h - move.from_h
    met: list[tuple[str, float]] = []
    for way in network(scenario).roads.get((move.start, move.end), ()):
        if way.hours > taken_h + EPSILON_H or (way.max_load_t or float("inf")) < move.asset.type.weight_t:
            continue
        if move.from_h < way.opens_h - EPSILON_H or move.until_h > way.closes_h + EPSILON_H:
            continue
        stops = [(id, hour) for id in way.via if (hour := shut_h(id)) is not None]
        if not stops:
            return None
        met.append(min(stops, key=lambda stop: stop[1]))
    return met[0] if met else None
