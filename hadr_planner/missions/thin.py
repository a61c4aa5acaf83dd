"""Fewer missions where a scenario is so large that all at every slot would not fit: the best of their kind stay.

Missions of a pool are of one kind if they leave from and end at the same stands, and drop at the same nodes. Of each
kind the one that brings most in an hour goes first, then the second of every kind; goods that are there from the start
and goods that must first be brought are told apart. Every node keeps its best besides, whosever they are, and every
move from stand to stand stays.
"""

from __future__ import annotations

import numpy as np

from hadr_planner.missions.build import NOWHERE
from hadr_planner.missions.table import Bools, Floats, Ints, Missions

CELLS = 50_000_000
"""Missions times slots beyond which missions are left out."""
BEST_PER_NODE = 12
"""Missions that each node keeps in any case, by what they bring in an hour."""


def thinned(table: Missions, slots: int, stocked: Bools) -> Missions:
    """The table as it is, or its best missions where it is too large.

    Parameters
    ----------
    table
        All missions of all pools.
    slots
        Slots of the horizon.
    stocked
        Nodes where goods or units are from the start.
    """
    if len(table) * slots <= CELLS:
        return table
    drop, second, pick = _ends(table)
    rate = table.payload_t / table.slots
    moves = (table.start != table.end) | (drop == NOWHERE)
    there = stocked[np.maximum(pick, 0)]
    turn = _turn((table.pool, table.start, table.end, drop, second, there), rate)
    place = _turn((table.pool,), -turn + rate / (1.0 + rate.max()))
    keep = moves | (_turn((drop, there), rate) < BEST_PER_NODE)
    left = max(CELLS // slots - int(keep.sum()), 0)
    order = np.argsort(np.where(keep, len(table), place), kind="stable")
    keep[order[:left]] = True
    return table.take(keep)


def _ends(table: Missions) -> tuple[Ints, Ints, Ints]:
    """First and second drop of every mission, and where it picks up; ``NOWHERE`` without cargo."""
    lifts = table.lifts
    first, second, pick = (np.full(len(table), NOWHERE, dtype=np.int64) for _ in range(3))
    second[lifts.mission] = lifts.end
    first[lifts.mission[::-1]] = lifts.end[::-1]
    second[first == second] = NOWHERE
    pick[lifts.mission] = lifts.start
    return first, second, pick


def _turn(kind: tuple[Ints | Bools, ...], worth: Floats) -> Ints:
    """How many of its own kind are worth more, the earlier one first where they are alike."""
    order = np.lexsort((-worth, *kind))
    begins = np.any([np.diff(key[order], prepend=-2) != 0 for key in (key.astype(np.int64) for key in kind)], axis=0)
    first = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    turn = np.empty(len(worth), dtype=np.int64)
    turn[order] = np.arange(len(order)) - first
    return turn
