"""Roads that are shut to trucks in some slots, for the rules that say so to the optimizer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.network import RoadLeg

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def bar_roads(x: Decisions, shut: Mapping[str, Bools]) -> None:
    """Rule out truck moves all of whose usable ways lead over a road in a slot in which it is shut.

    Usable is a way that is open, bears the truck and fits into the time taken; where there is none, other rules say so.
    """
    hops = x.missions.hops
    drives = x.pool_array(lambda asset: asset.type.mode is Mode.TRUCK)[hops.mission]
    for (start, end), ways in x.network.roads.items():
        if any(id in shut for way in ways for id in way.via):
            found = (hops.start == x.network.index[start]) & (hops.end == x.network.index[end]) & drives
            _bar(x, np.flatnonzero(found), ways, shut)


def _bar(x: Decisions, moves: Ints, ways: tuple[RoadLeg, ...], shut: Mapping[str, Bools]) -> None:
    hops, slots = x.missions.hops, x.clock.slots
    off = np.minimum(np.arange(slots) + hops.off[moves, None], slots)
    on = np.minimum(np.arange(slots) + hops.on[moves, None], slots)
    usable, passable = np.zeros(off.shape, dtype=bool), np.zeros(off.shape, dtype=bool)
    weight_t = x.pool_array(lambda asset: asset.type.weight_t)[hops.mission[moves], None]
    for way in ways:
        open_ = (x.hour[off] >= way.opens_h - EPSILON_H) & (x.hour[on] <= way.closes_h + EPSILON_H)
        fits = way.hours <= x.hour[on] - x.hour[off] + EPSILON_H
        bears = weight_t <= (np.inf if way.max_load_t is None else way.max_load_t)
        closed = np.any([shut[id] for id in way.via if id in shut] or [np.zeros(slots, dtype=bool)], axis=0)
        sums = np.append(0, np.cumsum(closed))
        usable |= open_ & fits & bears
        passable |= open_ & fits & bears & (sums[on] == sums[off])
    barred = np.zeros_like(x.allowed)
    np.logical_or.at(barred, hops.mission[moves], usable & ~passable)
    x.forbid(barred)
