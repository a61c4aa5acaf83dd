"""Which lifts can lie on a way from where cargo is to where it is of use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hadr_planner.decisions.flows import Channels
from hadr_planner.domain.clock import Clock
from hadr_planner.missions.table import Bools, Floats, Ints, Missions

WAYS = 3
"""A unit goes to a place by one of this many quickest ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What goes somewhere as a whole.

    Parameters
    ----------
    origin
        Node index.
    tonnes
        All of it.
    tails
        How many tails every pool has.
    """

    origin: int
    tonnes: float
    tails: Ints


def useful(ways: Channels, at_start: Bools, at_end: Bools) -> Bools:
    """Channels that can lie on a way from an origin to a destination (item, channel)."""
    return _closure(at_start, ways.start, ways.end)[:, ways.start] & _closure(at_end, ways.end, ways.start)[:, ways.end]


def quickest_ways(
    missions: Missions, ways: Channels, allowed: Bools, clock: Clock, load: Load, nodes: Ints, count: int
) -> Bools:
    """Channels on the quickest few ways of one, two or three lifts for all of a load to each of some nodes."""
    hours = _lift_hours(missions, ways, allowed, clock, load, count)
    two = hours[load.origin][:, None] + hours
    middle = np.argmin(two, axis=0)
    used = np.zeros((count, count), dtype=bool)
    for node in nodes:
        direct, by_two = hours[load.origin, node], two.min(axis=0) + hours[:, node]
        by_one = hours[load.origin] + hours[:, node]
        options = (
            [(direct, ())]
            + [(by_one[n], (n,)) for n in range(count)]
            + [(by_two[n], (int(middle[n]), n)) for n in range(count)]
        )
        for total, stops in sorted(options, key=lambda option: option[0])[:WAYS]:
            if np.isfinite(total):
                chain = (load.origin, *stops, int(node))
                used[chain[:-1], chain[1:]] = True
    return used[ways.start, ways.end]


def _lift_hours(missions: Missions, ways: Channels, allowed: Bools, clock: Clock, load: Load, count: int) -> Floats:
    """Hours in which some pool lifts all of a load between nodes, with one period's wait; infinite where none can."""
    lifts = missions.lifts
    live = np.asarray(allowed.any(axis=1))[lifts.mission] & (missions.payload_t[lifts.mission] > 0)
    mission = lifts.mission[live]
    at_once_t = missions.payload_t[mission] * lifts.share[live] * load.tails[missions.pool[mission]]
    again = np.ceil(load.tonnes / np.maximum(at_once_t, 1e-9)) - 1
    hours = np.full((count, count), np.inf)
    taken = (lifts.into[live] - lifts.out[live] + again * missions.slots[mission]) * clock.slot_h + clock.length_h(0)
    np.minimum.at(hours, (ways.start[ways.of[live]], ways.end[ways.of[live]]), taken)
    np.fill_diagonal(hours, np.inf)
    return hours


def _closure(at: Bools, source: Ints, target: Ints) -> Bools:
    reached = at.copy()
    while True:
        step = reached.copy()
        for item in range(len(at)):
            step[item, target[reached[item, source]]] = True
        if (step == reached).all():
            return reached
        reached = step
