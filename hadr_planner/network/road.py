"""Legs by road: chains of known roads, and as little guessing as possible where none leads."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from .chain import chains
from .ground import Ground
from .guess import guesses
from .leg import Pair, RoadLeg, chained

Ways = tuple[RoadLeg, ...]


def roads(ground: Ground) -> dict[Pair, Ways]:
    """Ways to drive between nodes, by (from, to).

    Where known roads lead, there is the fastest chain of them and, if that is another one, the fastest that is open
    at H+0. A node without a known road is joined to the nearest that has one by a guessed leg, and goes on from there.
    Only where the guessed part of such a way is longer than a guessed leg straight from node to node, or where there
    is no such way, is the straight guess taken: a closed road can't be passed by a guess beside it.
    """
    known, guessed = chains(ground.roads), guesses(ground)
    mapped = {node for pair in known for node in pair}
    entries = _entries(mapped, guessed)
    ways: dict[Pair, Ways] = {}
    for pair in permutations([node.id for node in ground.by_road], 2):
        if found := known.get(pair) or _least_guessed(pair, known, guessed, entries):
            ways[pair] = found
    return ways


def _entries(mapped: set[str], guessed: Mapping[Pair, RoadLeg]) -> dict[str, str]:
    """For each node off the known roads, the nearest on them that a guessed leg reaches; the rest are their own."""
    reach: dict[str, list[tuple[float, str]]] = {}
    for (node, end), leg in guessed.items():
        if end in mapped and node not in mapped:
            reach.setdefault(node, []).append((leg.km, end))
    return {node: node for node in mapped} | {node: min(ends)[1] for node, ends in reach.items()}


def _least_guessed(
    pair: Pair, known: Mapping[Pair, Ways], guessed: Mapping[Pair, RoadLeg], entries: Mapping[str, str]
) -> Ways:
    start, end = pair
    on, off = entries.get(start, ""), entries.get(end, "")
    before, after = ([leg] if (leg := guessed.get(step)) else [] for step in ((start, on), (off, end)))
    straight = guessed.get(pair)
    chain = (RoadLeg(km=0.0, hours=0.0),) if on and on == off else known.get((on, off), ())
    if straight is not None and (not chain or straight.km < chained([*before, *after]).km):
        return (straight,)
    return tuple(chained([*before, way, *after]) for way in chain)
