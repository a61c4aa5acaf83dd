"""When all of a unit could be somewhere: a unit that needs lift works where the last of it has come.

Fractions of a unit come with the first aircraft, and work as a fraction of it from then on, though the rest of the
unit could not follow for a day. So what all tails together could bring is counted from above: on each way between two
nodes no pool makes more trips than its shortest allows one after another, none is laden fuller than its lightest, and
nothing is lifted on that has not come before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions import Bools, Decisions, Floats
from hadr_planner.decisions.flows import UNIT
from hadr_planner.domain.force import Unit

Ints = NDArray[np.integer[Any]]

DUST_T = 1e-6
"""Tonnes that rounding may lack."""


@dataclass(frozen=True, slots=True)
class Lifts:
    """Lifts that may carry a unit: what each needs, and which way between two nodes and which pool it is.

    Parameters
    ----------
    mission, out, into, start, end
        As in ``missions.lifts``.
    laden_t, cycle
        Most of the unit aboard, and slots until a tail can go again.
    """

    mission: Ints
    out: Ints
    into: Ints
    start: Ints
    end: Ints
    laden_t: Floats
    cycle: Ints


def lifts_for(x: Decisions, unit: Unit) -> Lifts | None:
    """Lifts that may carry a unit; None where none does."""
    name = UNIT + unit.id
    if name not in x.cargo:
        return None
    lifts, missions, bulk = x.missions.lifts, x.missions, x.bulk_m3_per_t(name)
    carries = np.unique(x.flow.channel[x.flow.item == x.cargo.index(name)])
    mine = np.flatnonzero(np.isin(x.channels.of, carries))
    mission = lifts.mission[mine]
    hold_t = missions.cabin_m3[mission] / bulk if bulk > 0 else np.inf
    laden_t = np.minimum(missions.payload_t[mission], hold_t) * lifts.share[mine]
    into, start, end = lifts.into[mine], lifts.start[mine], lifts.end[mine]
    return Lifts(mission, lifts.out[mine], into, start, end, laden_t, missions.slots[mission])


def whole_there(x: Decisions, unit: Unit, lifts: Lifts | None, allowed: Bools) -> Ints:
    """First period by whose end all of a unit could be at each node, brought by sorties that are allowed.

    Parameters
    ----------
    x, unit, lifts
        What can be decided, which unit, and ``lifts_for`` it.
    allowed
        Sorties (mission, slot).
    """
    origin = x.network.index[unit.origin]
    if lifts is None:
        there = np.full(len(x.network.nodes), x.clock.periods + 1, dtype=np.int64)
        there[origin] = x.clock.first_from(unit.ready_h)
        return there
    may = allowed[lifts.mission]
    whole = _there_t(x, unit, lifts, may, _some_there(x, unit, lifts, may)) >= unit.type.weight_t - DUST_T
    return np.where(whole.any(axis=1), np.argmax(whole, axis=1), x.clock.periods + 1)


def _soonest(may: Bools) -> Ints:
    """First slot from each on at which each lift may begin; one too many where at none."""
    slots = may.shape[1]
    kind = np.min_scalar_type(slots)
    when = np.where(may, np.arange(slots, dtype=kind)[None, :], kind.type(slots))
    return np.minimum.accumulate(when[:, ::-1], axis=1)[:, ::-1]


def _some_there(x: Decisions, unit: Unit, lifts: Lifts, may: Bools) -> Ints:
    """Period in which some of a unit could first be at each node, carried by whatever may fly, sail or drive."""
    slots, never, origin = x.clock.slots, x.clock.periods + 1, x.network.index[unit.origin]
    there = np.full(len(x.network.nodes), never, dtype=np.int64)
    there[origin] = x.clock.first_from(unit.ready_h)
    soon, every = _soonest(may), np.arange(len(may))
    while True:
        leaves = np.searchsorted(x.leaves, there[lifts.start] + (lifts.start != origin)) - lifts.out
        begins = np.where(leaves < slots, soon[every, np.clip(leaves, 0, slots - 1)], slots)
        into = np.where(begins < slots, x.arrives[np.minimum(begins + lifts.into, len(x.arrives) - 1)], never)
        sooner = there.copy()
        np.minimum.at(sooner, lifts.end, into)
        if (sooner == there).all():
            return there
        there = sooner


def _there_t(x: Decisions, unit: Unit, lifts: Lifts, may: Bools, first: Ints) -> Floats:
    """Most tonnes of a unit that could be at each node by the end of each period."""
    all_t, origin = unit.type.weight_t, x.network.index[unit.origin]
    start, end, brought_t = _brought_t(x, lifts, may, first + (np.arange(len(first)) != origin))
    there = np.zeros((len(x.network.nodes), x.clock.periods))
    there[origin, first[origin] :] = all_t
    for period in range(x.clock.periods):
        before = there[start, period - 1] if period else np.zeros(len(start))
        before = np.where(start == origin, there[origin, period], before)
        comes = np.bincount(end, weights=np.minimum(brought_t[:, period], before), minlength=len(there))
        there[:, period] = np.maximum(there[:, period], np.minimum(comes, all_t))
    return there


def _brought_t(x: Decisions, lifts: Lifts, may: Bools, onward: Ints) -> tuple[Ints, Ints, Floats]:
    """Ways between nodes, and the most that all pools bring over each by the end of each period.

    ``onward`` is the first period in which something may be lifted on, by node.
    """
    (pool, start, end), arc = np.unique(
        np.stack([x.missions.pool[lifts.mission], lifts.start, lifts.end]), axis=1, return_inverse=True
    )
    arc = arc.ravel()
    goes = np.zeros((len(pool), x.clock.slots), dtype=bool)
    after = np.searchsorted(x.leaves, onward[lifts.start]) - lifts.out
    np.logical_or.at(goes, arc, may & (np.arange(x.clock.slots)[None, :] >= after[:, None]))
    laden_t = np.zeros(len(pool))
    np.maximum.at(laden_t, arc, lifts.laden_t)
    tails = np.array([asset.count for asset in x.pools], dtype=float)
    trips = _trips(x, goes, _least(arc, lifts.into, len(pool)), _least(arc, lifts.cycle, len(pool)))
    ways, way = np.unique(np.stack([start, end]), axis=1, return_inverse=True)
    brought = np.zeros((ways.shape[1], x.clock.periods))
    np.add.at(brought, way.ravel(), trips * (laden_t * tails[pool])[:, None])
    return ways[0], ways[1], brought


def _trips(x: Decisions, goes: Bools, into: Ints, cycle: Ints) -> Floats:
    """Most trips of one tail that end by the end of each period: it goes whenever it may and is back (way, period)."""
    trips = np.zeros((len(goes), x.clock.periods))
    back = np.zeros(len(goes), dtype=np.int64)
    for slot in np.flatnonzero(goes.any(axis=0)).tolist():
        now = np.flatnonzero(goes[:, slot] & (back <= slot))
        back[now] = slot + np.maximum(cycle[now], 1)
        at = np.minimum(slot + into[now], len(x.arrives) - 1)
        there = x.arrives[at] < x.clock.periods
        trips[now[there], x.arrives[at[there]]] += 1.0
    return np.cumsum(trips, axis=1)


def _least(of: Ints, figures: Ints, count: int) -> Ints:
    least = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(least, of, figures)
    return least
