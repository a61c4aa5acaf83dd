"""A first plan as a good staff makes it by hand: hour by hour, each free tail goes where its load helps most.

Sorties are placed one by one within every row that binds sorties alone (tails, ramps, berths, fuel, hours), so what
comes out can be flown; what exactly is loaded is settled afterwards, for all sorties together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan
from hadr_planner.solver.assemble import from_manifest
from hadr_planner.solver.columns import Columns, from_codes
from hadr_planner.solver.gains import Gains
from hadr_planner.solver.hand import Booking, Hand, Tail
from hadr_planner.solver.loads import Manifest
from hadr_planner.solver.opened import granted
from hadr_planner.solver.program import Program
from hadr_planner.solver.sent import sent, surely
from hadr_planner.solver.stores import Stores

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ALTERNATIVES = 4
"""Sorties remembered at every choice, for the linear program to choose among."""
TRIED = 12
"""Missions that one tail tries at one slot before it waits."""
OFF_SHORE_KM = 60.0
"""How far from a sea base people count a third as much."""
ONWARD = 0.25
"""Worth of cargo that waits at another stand, relative to cargo here."""


class Greedy:
    """The staff's eye and hands: what lies where, who still lacks what, which tails are free, where a load helps."""

    def __init__(self, program: Program, booked: Sequence[Booking] = (), *, moored: bool = False) -> None:
        """Nothing has been flown but what is booked; ``moored`` ships do nothing else."""
        self.program = program
        self.moored = moored
        self.x = x = program.x
        self.loads: dict[tuple[int, int], dict[int, float]] = {}
        self.weighed: list[tuple[int, int]] = []
        self.hand = Hand(program, granted(program, surely(x)), booked)
        self.stores = Stores(program)
        self.gains = Gains(x, self.stores)
        self.people_near = self._people_near()
        self.lift_order = np.argsort(x.missions.lifts.mission, kind="stable")
        self.lift_sorted = x.missions.lifts.mission[self.lift_order]

    def run(self) -> Manifest:
        """Choose sorties and their loads, slot by slot."""
        x = self.x
        chosen: list[tuple[int, int]] = []
        period = -1
        waits: set[tuple[int, int]] = set()
        for slot in range(x.clock.slots):
            if int(x.leaves[slot]) != period:
                period = int(x.leaves[slot])
                self.stores.turn(slot)
                self.gains.turn()
                waits = set()
            for mission in self.hand.due(slot):
                self._book(mission, slot, len(chosen))
                chosen.append((mission, slot))
            full: set[tuple[int, int]] = set()
            for pool, tail in self.hand.idle(slot):
                key = pool, tail.stand
                if key in waits or key in full:
                    continue
                best, hopeless = self.choose(pool, tail, slot)
                if best is not None:
                    self.hand.fly(best, slot, tail)
                    self._book(best, slot, len(chosen))
                    chosen.append((best, slot))
                elif tail.due:
                    continue
                elif hopeless:
                    waits.add(key)
                else:
                    full.add(key)
        pairs = np.array(chosen, dtype=np.int64).reshape(-1, 2)
        manifest = Manifest(self.program, Columns(pairs[:, 0], pairs[:, 1]))
        manifest.loads.update(self.loads)
        return manifest

    def _people_near(self) -> Floats:
        """Worth of lying off a node: people affected within an hour's flight, at anchorages."""
        x = self.x
        people = np.array([getattr(node, "affected", 0.0) for node in x.nodes])
        return np.asarray((np.exp(-x.network.air_km / OFF_SHORE_KM) @ people) * self.stores.afloat)

    def choose(self, pool: int, tail: Tail, slot: int) -> tuple[int | None, bool]:
        """The mission that helps most per slot of those that can start now; and whether none will help this period."""
        x = self.x
        sails = x.pools[pool].type.mode is Mode.SHIP
        if sails and (self.moored or (self.stores.afloat[tail.stand] and pool in self.hand.carriers)):
            return None, True
        missions = self.hand.ready(pool, tail, slot)
        if not len(missions):
            return None, (pool, tail.stand) not in self.hand.missions_of
        score = self.gains.of(missions) / x.missions.slots[missions]
        if len(x.stands[pool]) > 1 and pool not in self.hand.carrier_of:
            score = score + self._onward(pool, missions)
        if score.max() <= 0:
            return None, True
        order = missions[np.argsort(-score, kind="stable")[: min(TRIED, int(np.count_nonzero(score > 0)))]].tolist()
        self.weighed += [(mission, slot) for mission in order[:ALTERNATIVES]]
        return next((mission for mission in order if self.hand.fits(mission, slot)), None), False

    def _onward(self, pool: int, missions: Ints) -> Floats:
        """What going to another stand opens: cargo that waits there, or a sea base off the people in need."""
        x = self.x
        ends, slots = x.missions.end[missions], x.missions.slots[missions]
        stand = int(x.missions.start[missions[0]])
        if pool in self.hand.carriers:
            return np.asarray(np.maximum(self.people_near[ends] - 1.2 * self.people_near[stand], 0.0) / slots)
        score = np.zeros(len(missions))
        for end in set(ends.tolist()) - {stand}:
            there = self.hand.missions_of.get((pool, end))
            if there is not None:
                gains = self.gains.of(there)
                best = int(np.argmax(gains / x.missions.slots[there]))
                mark = ends == end
                score[mark] = ONWARD * gains[best] / (x.missions.slots[there[best]] + slots[mark])
        return score

    def _book(self, mission: int, slot: int, sortie: int) -> None:
        """Load what helps most, lift by lift."""
        low, high = np.searchsorted(self.lift_sorted, (mission, mission + 1))
        ship = int(self.x.missions.pool[mission]) in self.hand.carriers
        for lift in self.lift_order[low:high].tolist():
            if self.stores.afloat[self.x.missions.lifts.end[lift]] and not ship:
                self.loads[sortie, lift] = {}
                continue
            self.loads[sortie, lift] = self.stores.load(lift, mission, slot)
            self.gains.taken(lift, self.loads[sortie, lift])

    def alternatives(self) -> Columns:
        """Sorties that were weighed against each other, each once."""
        pairs = np.array(self.weighed, dtype=np.int64).reshape(-1, 2)
        slots = self.x.clock.slots
        return from_codes(pairs[:, 0] * slots + pairs[:, 1], slots)

    def wishes(self) -> dict[str, Floats]:
        """The most that could be asked of everything but sorties: for every unit, short stays where it was sent."""
        values = {name: block.upper.copy() for name, block in self.program.blocks.items()}
        values["stay"] = sent(self.x)
        return values


def greedy(program: Program) -> Plan:
    """A first plan, loads and all."""
    staff = Greedy(program)
    return from_manifest(program, staff.run(), staff.wishes())
