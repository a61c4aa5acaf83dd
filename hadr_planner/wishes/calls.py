"""Which missions call where: how wishes find the sorties that they speak of among all that could be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.decisions.rows import NO_ROW, Spell
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Sortie
from hadr_planner.missions.table import Bools, Floats, Ints

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

NOWHERE = -1
Route = tuple[tuple[int, int, int], ...]
"""Calls one after the other: the node, and the slots since the start at which the call begins and ends."""
Routes = Mapping[Route, Ints]


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls of a pool's missions, one row a mission, padded with ``NOWHERE``."""

    mission: Ints
    node: Ints
    on: Ints
    off: Ints


def calls(x: Decisions, asset: str) -> Calls:
    """Calls of all missions of an asset."""
    pool = x.missions.pools.index(asset) if asset in x.missions.pools else NOWHERE
    mine: Bools = x.missions.pool == pool
    mission = np.flatnonzero(mine)
    visits = x.missions.visits
    mark = np.flatnonzero(mine[visits.mission])
    mark = mark[np.argsort(visits.mission[mark], kind="stable")]
    whose = np.searchsorted(mission, visits.mission[mark])
    turn = np.arange(len(mark)) - np.searchsorted(whose, whose)
    shape = len(mission), int(turn.max(initial=-1)) + 1
    tables = [np.full(shape, NOWHERE, dtype=np.int64) for _ in range(3)]
    for table, column in zip(tables, (visits.node, visits.on, visits.off), strict=True):
        table[whose, turn] = column[mark]
    return Calls(mission, *tables)


def along(x: Decisions, asset: str, route: Sequence[str]) -> Ints:
    """Missions of an asset that call at these nodes, one straight after the other."""
    found = calls(x, asset)
    wanted = np.array([x.network.index.get(node, NOWHERE - 1) for node in route])
    width = found.node.shape[1]
    begins = range(width - len(wanted) + 1)
    fits = [(found.node[:, k : k + len(wanted)] == wanted).all(axis=1) for k in begins]
    return found.mission[np.any(fits, axis=0)] if fits else found.mission[:0]


def like(x: Decisions, sortie: Sortie) -> tuple[Ints, int]:
    """Missions with just the calls of a sortie at just its hours, and the slot at which it starts; -1 off the clock."""
    return _like(x, _routes(x, sortie.asset), sortie)


def flights(x: Decisions, sorties: Sequence[Sortie]) -> Iterator[tuple[Sortie, int, int]]:
    """Sorties that are allowed as they are, each with its mission and slot; others are left out."""
    known: dict[str, Routes] = {}
    for sortie in sorties:
        if sortie.stops:
            if sortie.asset not in known:
                known[sortie.asset] = _routes(x, sortie.asset)
            missions, slot = _like(x, known[sortie.asset], sortie)
            able = missions[x.allowed[missions, slot]] if slot != NOWHERE else missions[:0]
            if len(able):
                yield sortie, int(able[0]), slot


def _routes(x: Decisions, asset: str) -> Routes:
    """Missions of an asset by their calls."""
    found = calls(x, asset)
    routes: defaultdict[Route, list[int]] = defaultdict(list)
    rows = zip(*(table.tolist() for table in (found.mission, found.node, found.on, found.off)), strict=True)
    for mission, *row in rows:
        routes[tuple(call for call in zip(*row, strict=True) if call[0] != NOWHERE)].append(mission)
    return {route: np.array(missions, dtype=np.int64) for route, missions in routes.items()}


def _like(x: Decisions, routes: Routes, sortie: Sortie) -> tuple[Ints, int]:
    none, slot_h = np.zeros(0, dtype=np.int64), x.clock.slot_h
    hours = [hour for stop in sortie.stops for hour in (stop.on_block_h, stop.off_block_h)]
    slots = [round(hour / slot_h) for hour in hours]
    start = slots[0]
    astray_h = max(abs(slot * slot_h - hour) for slot, hour in zip(slots, hours, strict=True))
    if astray_h > EPSILON_H or not 0 <= start < x.clock.slots:
        return none, NOWHERE
    nodes = [x.network.index.get(stop.node, NOWHERE - 1) for stop in sortie.stops]
    since = [slot - start for slot in slots]
    route = tuple(zip(nodes, since[::2], since[1::2], strict=True))
    return routes.get(route, none), start


def once(x: Decisions, mission: Ints, slots: Bools) -> Spell:
    """Each sortie of these missions that starts in one of the slots counts against row 0 as one less."""
    row = np.where(slots, 0, NO_ROW)[None, :]
    nothing = np.zeros(len(mission), dtype=np.int64)
    amount: Floats = -np.ones(len(mission))
    return x.spell(mission, nothing, nothing + 1, nothing, amount, row)
