"""Placing sorties one by one within every row that binds sorties alone: tails, ramps, berths, fuel, hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.program import Program
from hadr_planner.solver.room import Room

Ints = NDArray[np.int64]
_Weight = tuple[Ints, Ints, NDArray[np.float64]]
NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Booking:
    """A sortie that a certain tail (counted from 0 in its pool) flies whatever else is flown."""

    mission: int
    slot: int
    pool: int
    tail: int


@dataclass(slots=True)
class Tail:
    """One tail: when it is free, and where; and what it must yet fly, in order of time."""

    free: int
    stand: int
    due: list[Booking] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Starts:
    """Missions of a pool from a stand; which may start at each slot, and how long before that they claim their tail."""

    missions: Ints
    allowed: NDArray[np.bool_]
    lead: Ints | None


class Hand:
    """What is still free as sorties are placed in order of time."""

    def __init__(
        self, program: Program, granted: NDArray[np.float64] | None = None, booked: Sequence[Booking] = ()
    ) -> None:
        self.program = program
        self.x = program.x
        x = self.x
        room = program.at_most if granted is None else program.at_most + granted
        self.left = np.append(room, np.inf)
        self.room = Room(program)
        self.tails = {
            p: [Tail(0, int(x.stands[p][0])) for _ in range(a.count)] for p, a in enumerate(x.pools) if len(x.stands[p])
        }
        self.carrier_of = {
            p: x.missions.pools.index(a.base) for p, a in enumerate(x.pools) if a.base in x.scenario.assets
        }
        self.carriers = set(self.carrier_of.values())
        self.missions_of = self._missions_of()
        self._starts: dict[tuple[int, int], _Starts] = {}
        self.busy = np.asarray(x.allowed.any(axis=0)).tolist()
        self.resting: dict[int, list[_Weight]] = defaultdict(list)
        for line, slots, row, amount in program.standing:
            self.resting[line].append((slots, row, amount))
            if program.fleet.home[line]:
                self.left[row] -= amount * program.fleet.count[line]
        for one in sorted(booked, key=lambda one: one.slot):
            self._take_room(one.mission, one.slot)
            self.tails[one.pool][one.tail].due.append(one)

    def _missions_of(self) -> dict[tuple[int, int], Ints]:
        """Missions that may ever start, by pool and stand."""
        x = self.x
        live = np.flatnonzero(np.asarray(x.allowed.any(axis=1)))
        key = x.missions.pool[live] * (len(x.nodes) + 1) + x.missions.start[live]
        order = np.argsort(key, kind="stable")
        keys, first = np.unique(key[order], return_index=True)
        parts = np.split(live[order], first[1:]) if len(keys) else []
        return {
            (int(k) // (len(x.nodes) + 1), int(k) % (len(x.nodes) + 1)): part
            for k, part in zip(keys, parts, strict=True)
        }

    def idle(self, slot: int) -> Iterator[tuple[int, Tail]]:
        """Free tails, pool by pool; embarked ones are where their ship lies, nowhere while it sails."""
        if not self.busy[slot]:
            return
        for pool, tails in self.tails.items():
            stand = self._ship_stand(pool, slot) if pool in self.carrier_of else None
            for tail in tails:
                if tail.free <= slot:
                    if stand is not None:
                        tail.stand = stand
                    yield pool, tail

    def _ship_stand(self, pool: int, slot: int) -> int:
        ships = [ship for ship in self.tails.get(self.carrier_of[pool], ()) if ship.free <= slot]
        return ships[0].stand if ships else -1

    def ready(self, pool: int, tail: Tail, slot: int) -> Ints:
        """Missions that this tail could start now."""
        starts = self._from(pool, tail.stand)
        if starts is None:
            return NONE
        now = starts.allowed[slot]
        if starts.lead is not None:
            now = now & (slot - starts.lead[slot] >= tail.free)
        missions = starts.missions[now]
        return self._in_time(missions, tail, slot) if tail.due else missions

    def _from(self, pool: int, stand: int) -> _Starts | None:
        """What may start from a stand, slot by slot."""
        missions = self.missions_of.get((pool, stand))
        if missions is None:
            return None
        found = self._starts.get((pool, stand))
        if found is None:
            lead = self.x.lead[missions]
            found = _Starts(
                missions, np.ascontiguousarray(self.x.allowed[missions].T), lead.T.copy() if lead.any() else None
            )
            self._starts[pool, stand] = found
        return found

    def _in_time(self, missions: Ints, tail: Tail, slot: int) -> Ints:
        """Those that bring a tail back in time to where its next booking leaves from."""
        x, due = self.x, tail.due[0]
        free = slot + x.missions.slots[missions] + x.rest[missions]
        back = free <= due.slot - int(x.lead[due.mission, due.slot])
        if due.pool not in self.carrier_of:
            back &= x.missions.end[missions] == x.missions.start[due.mission]
        return missions[back]

    def due(self, slot: int) -> Iterator[int]:
        """Missions booked for this slot, each now under way."""
        for tails in self.tails.values():
            for tail in tails:
                if tail.due and tail.due[0].slot == slot:
                    mission = tail.due.pop(0).mission
                    self._send(mission, slot, tail)
                    yield mission

    def fits(self, mission: int, slot: int) -> bool:
        """Whether every row still has room for it."""
        rows, amount = self.room.taken(mission, slot)
        if (self.left[rows] < amount - 1e-9).any():
            return False
        pool = int(self.x.missions.pool[mission])
        return pool not in self.carriers or self._may_sail(mission, slot)

    def _may_sail(self, mission: int, slot: int) -> bool:
        """Whether nothing that flies from the ship is still out."""
        return all(
            self.left[row[slots >= slot]].min(initial=np.inf) >= -amount[0] - 1e-9
            for slots, row, amount in self._resting(mission, int(self.x.missions.start[mission]))
            if len(amount) and self._counts_sorties(row)
        )

    def _counts_sorties(self, row: Ints) -> bool:
        return bool(self.x.rows[self.program.rule[row[0]]].sorties)

    def fly(self, mission: int, slot: int, tail: Tail) -> None:
        """Book it."""
        self._take_room(mission, slot)
        self._send(mission, slot, tail)

    def _take_room(self, mission: int, slot: int) -> None:
        rows, amount = self.room.taken(mission, slot)
        np.subtract.at(self.left, rows, amount)
        self._move(mission, slot)

    def _send(self, mission: int, slot: int, tail: Tail) -> None:
        x = self.x
        tail.free = slot + int(x.missions.slots[mission]) + int(x.rest[mission])
        tail.stand = int(x.missions.end[mission])

    def _move(self, mission: int, slot: int) -> None:
        """Where a tail rests matters to what lies aboard and to what flies from it."""
        x = self.x
        until = slot + int(x.missions.slots[mission]) + int(x.rest[mission])
        for slots, row, amount in self._resting(mission, int(x.missions.start[mission])):
            self.left[row[slots >= slot]] += amount[slots >= slot]
        for slots, row, amount in self._resting(mission, int(x.missions.end[mission])):
            self.left[row[slots >= until]] -= amount[slots >= until]

    def _resting(self, mission: int, stand: int) -> list[_Weight]:
        """What a tail of a mission's pool weighs while it rests at a stand."""
        line = self.program.fleet.number.get((int(self.x.missions.pool[mission]), stand), -1)
        return self.resting.get(line, [])
