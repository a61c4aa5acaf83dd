"""Who carries what: flows shared out over the sorties of their room, then trimmed to what is really there."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from hadr_planner.decisions.flows import UNIT
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Program

DUST_T = 1e-4


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
    """Share the flows of every room out over its sorties, within payload and hold; units, which go whole, first."""
    manifest = Manifest(program, flown)
    x = program.x
    missions, lifts = x.missions, x.missions.lifts
    rooms: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    for sortie, mine in enumerate(manifest.lifts):
        for lift in mine:
            rooms[int(x.channels.of[lift]), *manifest.periods(sortie, lift)].append((sortie, lift))
    bulk = [x.bulk_m3_per_t(item) for item in x.cargo]
    units = np.array([item.startswith(UNIT) for item in x.cargo], dtype=bool)
    moved = np.flatnonzero(flow > DUST_T)
    for j in moved[np.argsort(~units[x.flow.item[moved]], kind="stable")].tolist():
        room = int(x.flow.channel[j]), int(x.flow.out[j]), int(x.flow.into[j])
        left_t, item = float(flow[j]), int(x.flow.item[j])
        for sortie, lift in rooms.get(room, ()):
            mission = int(flown.mission[sortie])
            share = float(lifts.share[lift])
            held = manifest.loads[sortie, lift]
            free_t = missions.payload_t[mission] * share - sum(held.values())
            free_m3 = missions.cabin_m3[mission] * share - sum(t * bulk[k] for k, t in held.items())
            take = min(left_t, free_t, free_m3 / bulk[item] if bulk[item] > 0 else np.inf)
            if take > DUST_T:
                held[item] = held.get(item, 0.0) + float(take)
                left_t -= float(take)
            if left_t <= DUST_T:
                break
    return manifest
