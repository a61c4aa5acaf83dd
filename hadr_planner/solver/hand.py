"""Placing sorties one by one within every row that binds sorties alone: tails, ramps, berths, fuel, hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions.rows import Spell
from hadr_planner.solver.program import Program

Ints = NDArray[np.int64]


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
class _Term:
    row: Ints
    since: int
    until: int
    amount: float


class Hand:
    """What is still free as sorties are placed in order of time."""

    def __init__(
        self, program: Program, granted: NDArray[np.float64] | None = None, booked: Sequence[Booking] = ()
    ) -> None:
        self.program = program
        self.x = program.x
        x = self.x
        self.left = program.at_most.copy() if granted is None else program.at_most + granted
        self.terms: dict[int, list[_Term]] = {}
        self._spells = [
            _Index(term, program.first[k])
            for k, rows in enumerate(x.rows)
            for term in rows.sorties
            if isinstance(term, Spell)
        ]
        self.tails = {
            p: [Tail(0, int(x.stands[p][0])) for _ in range(a.count)] for p, a in enumerate(x.pools) if len(x.stands[p])
        }
        self.carrier_of = {
            p: x.missions.pools.index(a.base) for p, a in enumerate(x.pools) if a.base in x.scenario.assets
        }
        self.carriers = set(self.carrier_of.values())
        self.missions_of = self._missions_of()
        self.busy = np.asarray(x.allowed.any(axis=0))
        for line, _, row, amount in program.standing:
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
        x = self.x
        missions = self.missions_of.get((pool, tail.stand))
        if missions is None:
            return np.zeros(0, dtype=np.int64)
        missions = missions[x.allowed[missions, slot]]
        missions = self._in_time(missions, tail, slot) if tail.due else missions
        return np.asarray(missions[slot - x.lead[missions, slot] >= tail.free]) if len(missions) else missions

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
        for term in self._terms(mission):
            rows = term.row[slot + term.since : slot + term.until]
            if len(rows) and self.left[rows[rows >= 0]].min(initial=np.inf) < term.amount - 1e-9:
                return False
        pool = int(self.x.missions.pool[mission])
        return pool not in self.carriers or self._may_sail(mission, slot)

    def _may_sail(self, mission: int, slot: int) -> bool:
        """Whether nothing that flies from the ship is still out."""
        line = self.program.fleet.number.get((int(self.x.missions.pool[mission]), int(self.x.missions.start[mission])))
        return all(
            self.left[row[slots >= slot]].min(initial=np.inf) >= -amount[0] - 1e-9
            for at, slots, row, amount in self.program.standing
            if at == line and len(amount) and self._counts_sorties(row)
        )

    def _counts_sorties(self, row: Ints) -> bool:
        return bool(self.x.rows[self.program.rule[row[0]]].sorties)

    def fly(self, mission: int, slot: int, tail: Tail) -> None:
        """Book it."""
        self._take_room(mission, slot)
        self._send(mission, slot, tail)

    def _take_room(self, mission: int, slot: int) -> None:
        for term in self._terms(mission):
            rows = term.row[slot + term.since : slot + term.until]
            np.subtract.at(self.left, rows[rows >= 0], term.amount)
        self._move(mission, slot)

    def _send(self, mission: int, slot: int, tail: Tail) -> None:
        x = self.x
        tail.free = slot + int(x.missions.slots[mission]) + int(x.rest[mission])
        tail.stand = int(x.missions.end[mission])

    def _move(self, mission: int, slot: int) -> None:
        """Where a tail rests matters to what lies aboard and to what flies from it."""
        x, fleet = self.x, self.program.fleet
        pool = int(x.missions.pool[mission])
        if not self.program.standing:
            return
        leave, enter = (
            fleet.number.get((pool, int(x.missions.start[mission]))),
            fleet.number.get((pool, int(x.missions.end[mission]))),
        )
        until = slot + int(x.missions.slots[mission]) + int(x.rest[mission])
        for line, slots, row, amount in self.program.standing:
            if line == leave:
                self.left[row[slots >= slot]] += amount[slots >= slot]
            if line == enter:
                self.left[row[slots >= until]] -= amount[slots >= until]

    def _terms(self, mission: int) -> list[_Term]:
        found = self.terms.get(mission)
        if found is None:
            found = self.terms[mission] = [term for index in self._spells for term in index.of(mission)]
        return found


class _Index:
    """Terms of one spell, found by mission."""

    def __init__(self, spell: Spell, first: int) -> None:
        self.spell = spell
        self.row = np.where(spell.row >= 0, spell.row + first, -1)
        self.order = np.argsort(spell.mission, kind="stable")
        self.sorted = spell.mission[self.order]

    def of(self, mission: int) -> Iterator[_Term]:
        low, high = np.searchsorted(self.sorted, [mission, mission + 1])
        for k in self.order[low:high].tolist():
            yield _Term(
                self.row[self.spell.line[k]],
                int(self.spell.since[k]),
                int(self.spell.until[k]),
                float(self.spell.amount[k]),
            )
