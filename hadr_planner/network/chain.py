"""Chains of known roads: the fastest, and the fastest that is open at H+0."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hadr_planner.domain.geography import Road

from .leg import Pair, RoadLeg, chained, known_leg

Onward = Mapping[str, Sequence[tuple[str, RoadLeg]]]


def chains(roads: Iterable[Road]) -> dict[Pair, tuple[RoadLeg, ...]]:
    """By (from, to), the fastest chain and, where it is another, the fastest of roads open at H+0."""
    roads = tuple(roads)
    fastest = _all_fastest(_onward(roads))
    at_once = _all_fastest(_onward([road for road in roads if road.opens_h <= 0]))
    return {
        pair: (leg, at_once[pair]) if pair in at_once and at_once[pair] != leg else (leg,)
        for pair, leg in fastest.items()
    }


def _onward(roads: Iterable[Road]) -> Onward:
    onward = defaultdict(list)
    for road in roads:
        onward[road.from_].append((road.to, known_leg(road)))
        if road.both_ways:
            onward[road.to].append((road.from_, known_leg(road)))
    return onward


def _all_fastest(onward: Onward) -> dict[Pair, RoadLeg]:
    return {(start, end): leg for start in onward for end, leg in _fastest_from(start, onward).items() if end != start}


def _fastest_from(start: str, onward: Onward) -> dict[str, RoadLeg]:
    """Dijkstra's search by hours; ties go to the chain whose road ids come first."""
    best: dict[str, RoadLeg] = {}
    waiting: list[tuple[float, tuple[str, ...], str, tuple[RoadLeg, ...]]] = [(0.0, (), start, ())]
    while waiting:
        hours, via, node, legs = heapq.heappop(waiting)
        if node not in best:
            best[node] = chained(legs)
            for end, road in onward.get(node, ()):
                if end not in best:
                    heapq.heappush(waiting, (hours + road.hours, via + road.via, end, (*legs, road)))
    return best
