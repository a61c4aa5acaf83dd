"""Who carries what: flows shared out over the sorties of their room, then trimmed to what is really there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from hadr_planner.decisions.flows import UNIT
from hadr_planner.solver import engine
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Program

DUST_T = 1e-4
SPILT_T = 1e-2
"""Tonnes that may be left in a room before its loads are thought over."""
STEEP, STEEPEST = 4.0, 8
"""How many times more each good counts than the next, over how many of them: first come, first served."""


class Manifest:
    """Tonnes by (sortie, lift, item), sorties being entries of ``flown`` (one a tail)."""

    def __init__(self, program: Program, flown: Columns) -> None:
        self.program = program
        self.x = program.x
        self.flown = flown
        lifts = self.x.missions.lifts
        order = np.argsort(lifts.mission, kind="stable")
        first = np.searchsorted(lifts.mission[order], flown.mission)
        last = np.searchsorted(lifts.mission[order], flown.mission, side="right")
        self.lifts = [order[a:b].tolist() for a, b in zip(first, last, strict=True)]
        self.loads: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)

    def periods(self, sortie: int, lift: int) -> tuple[int, int]:
        """Periods of pick-up and drop."""
        x, start = self.x, int(self.flown.start[sortie])
        lifts = x.missions.lifts
        out, into = start + int(lifts.out[lift]), start + int(lifts.into[lift])
        return int(x.leaves[min(out, len(x.leaves) - 1)]), int(x.arrives[min(into, len(x.arrives) - 1)])

    def by_period(self) -> dict[int, list[tuple[int, int, int]]]:
        """(sortie, lift, item) by the period in which goods leave."""
        found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for (sortie, lift), held in self.loads.items():
            for item in held:
                found[self.periods(sortie, lift)[0]].append((sortie, lift, item))
        return found


def share_out(program: Program, flown: Columns, flow: np.ndarray) -> Manifest:
    """Share the flows of every room out over its sorties, within payload and hold.

    Units, which go whole, come first, and what is bulky before what is dense.
    """
    manifest = Manifest(program, flown)
    x = program.x
    bulk = np.array([x.bulk_m3_per_t(item) for item in x.cargo])
    dense = np.array([not item.startswith(UNIT) for item in x.cargo], dtype=bool)
    moved = np.flatnonzero(flow > DUST_T)
    item = x.flow.item[moved]
    asked: dict[tuple[int, int, int], list[Good]] = defaultdict(list)
    for j in moved[np.lexsort((-bulk[item], dense[item]))].tolist():
        room = int(x.flow.channel[j]), int(x.flow.out[j]), int(x.flow.into[j])
        asked[room].append(Good(int(x.flow.item[j]), float(bulk[x.flow.item[j]]), float(flow[j])))
    for room, holds in _rooms(manifest).items():
        goods = asked.get(room, [])
        load(goods, holds)
    return manifest


@dataclass(frozen=True, slots=True)
class Good:
    """Tonnes of something to carry, and its volume in m3 a tonne."""

    item: int
    bulk: float
    tonnes: float


@dataclass(frozen=True, slots=True)
class Hold:
    """One sortie on one lift: its room, and what it holds."""

    payload_t: float
    hold_m3: float
    held: dict[int, float]


def load(goods: Sequence[Good], holds: Sequence[Hold]) -> None:
    """Load empty holds: goods one after the other, or mixed where more of them fits like that."""
    if _stack(goods, holds) > SPILT_T:
        _fit(goods, holds)


def _rooms(manifest: Manifest) -> dict[tuple[int, int, int], list[Hold]]:
    """The holds of every room, those with most volume for their payload first."""
    x, missions, lifts = manifest.x, manifest.x.missions, manifest.x.missions.lifts
    rooms: dict[tuple[int, int, int], list[Hold]] = defaultdict(list)
    for sortie, mine in enumerate(manifest.lifts):
        mission = int(manifest.flown.mission[sortie])
        for lift in mine:
            share = float(lifts.share[lift])
            payload_t, hold_m3 = float(missions.payload_t[mission]) * share, float(missions.cabin_m3[mission]) * share
            hold = Hold(payload_t, hold_m3, manifest.loads[sortie, lift])
            rooms[int(x.channels.of[lift]), *manifest.periods(sortie, lift)].append(hold)
    for holds in rooms.values():
        holds.sort(key=lambda hold: -hold.hold_m3 / max(hold.payload_t, DUST_T))
    return rooms


def _stack(goods: Sequence[Good], holds: Sequence[Hold]) -> float:
    """Load one good after the other; the tonnes that found no room."""
    free = [[hold.payload_t, hold.hold_m3] for hold in holds]
    spilt = 0.0
    for good in goods:
        left = good.tonnes
        for hold, room in zip(holds, free, strict=True):
            take = min(left, room[0], room[1] / good.bulk if good.bulk > 0 else np.inf)
            if take > DUST_T:
                hold.held[good.item] = take
                room[0] -= take
                room[1] -= take * good.bulk
                left -= take
            if left <= DUST_T:
                break
        spilt += max(left, 0.0)
    return spilt


def _fit(goods: Sequence[Good], holds: Sequence[Hold]) -> None:
    """Load as much as fits, mixtures too; where not all does, what comes later in the list is left."""
    m, n = len(goods), len(holds)
    which, where = np.repeat(np.arange(m), n), np.tile(np.arange(n), m)
    bulk = np.array([good.bulk for good in goods])[which]
    every, one = np.arange(m * n), np.ones(m * n)
    row = np.concatenate([where, n + where, 2 * n + which])
    found = engine.solve(
        engine.Model(
            reward=(1.0 + bulk) * STEEP ** np.minimum(m - 1 - which, STEEPEST),
            lower=np.zeros(m * n),
            upper=np.full(m * n, np.inf),
            whole=np.zeros(m * n, dtype=bool),
            matrix=sparse.csr_matrix((np.concatenate([one, bulk, one]), (row, np.tile(every, 3)))),
            low=np.full(2 * n + m, -np.inf),
            high=np.array([*(h.payload_t for h in holds), *(h.hold_m3 for h in holds), *(g.tonnes for g in goods)]),
        ),
        seconds=1.0,
        options={},
    )
    if found.found:
        for hold in holds:
            hold.held.clear()
        for good, k, tonnes in zip(which.tolist(), where.tolist(), found.values.tolist(), strict=True):
            if tonnes > DUST_T:
                holds[k].held[goods[good].item] = tonnes
