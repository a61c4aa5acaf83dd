"""Wished sorties placed by themselves: which hold together, which don't, and on which tails.

They are placed in order of time within every row that binds sorties alone, each on a tail that is free by then. A
sortie that needs its tail elsewhere is preceded by one that brings it there, where one sortie does; where none does, it
is left to the program.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hadr_planner.solver.hand import Booking, Hand, Tail
from hadr_planner.solver.program import Program
from hadr_planner.wishes import Insist, Keep

LINKS = 30
"""Sorties tried to bring a tail to where it is wanted."""
Asked = Insist | Keep


class Ledger(Hand):
    """Room and tails, with wished sorties on them and nothing else."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        for k, rows in enumerate(self.x.rows):
            if rows.blocks:
                self.left[program.first[k] : program.first[k + 1]] = np.inf
        self._room = self.left.copy()
        self.booked: list[Booking] = []

    def place(self, wishes: Sequence[Asked]) -> list[Asked]:
        """Place wishes in order of time from an empty ledger; those for which there is no room are returned."""
        self._clear()
        return [wish for wish in sorted(wishes, key=starts_h) if not self._place(wish)]

    def against(self, wish: Asked, others: Sequence[Asked]) -> tuple[Asked, ...]:
        """The others with which a wish does not hold together, none of them in vain: dropped one by one and tried."""
        asset = asset_of(wish)
        near = [one for one in others if asset_of(one) == asset]
        left = near if self._clash(wish, near) else list(others)
        for one in tuple(left):
            fewer = [other for other in left if other is not one]
            if self._clash(wish, fewer):
                left = fewer
        return tuple(left)

    def _clash(self, wish: Asked, others: Sequence[Asked]) -> bool:
        return bool(self.place([*others, wish]))

    def _clear(self) -> None:
        x = self.x
        self.left = self._room.copy()
        self.booked = []
        for pool, tails in self.tails.items():
            for tail in tails:
                tail.free, tail.stand = 0, int(x.stands[pool][0])

    def _place(self, wish: Asked) -> bool:
        times = wish.times if isinstance(wish, Keep) else 1
        choices = allowed(self, wish)
        return all(self._place_one(choices) for _ in range(times))

    def _place_one(self, choices: list[tuple[int, int]]) -> bool:
        late: list[tuple[int, int, Tail]] = []
        for mission, slot in choices:
            claim = slot - int(self.x.lead[mission, slot])
            if not self.fits(mission, slot):
                continue
            tails = self.tails.get(int(self.x.missions.pool[mission]), [])
            free = [tail for tail in tails if tail.free <= claim]
            late += [(mission, slot, tail) for tail in free[:1]]
            for tail in sorted(free, key=lambda tail: -tail.free):
                if self._bring(mission, claim, tail):
                    self._book(mission, slot, tail)
                    return True
        for mission, slot, tail in late[:1]:
            self.fly(mission, slot, tail)
        return bool(late)

    def _bring(self, mission: int, claim: int, tail: Tail) -> bool:
        """See that a tail is where a mission leaves from, by one more sortie if need be."""
        x = self.x
        pool, wanted = int(x.missions.pool[mission]), int(x.missions.start[mission])
        if tail.stand == wanted or pool in self.carrier_of:
            return True
        ways = self.missions_of.get((pool, tail.stand), np.zeros(0, dtype=np.int64))
        ways = ways[x.missions.end[ways] == wanted]
        for way in ways[np.argsort(x.missions.slots[ways], kind="stable")][:LINKS].tolist():
            begins = np.arange(tail.free, claim - int(x.missions.slots[way] + x.rest[way]) + 1)
            begins = begins[x.allowed[way, begins]]
            for slot in begins[begins - x.lead[way, begins] >= tail.free][:LINKS].tolist():
                if self.fits(way, slot):
                    self._book(way, slot, tail)
                    return True
        return False

    def _book(self, mission: int, slot: int, tail: Tail) -> None:
        pool = int(self.x.missions.pool[mission])
        number = next(k for k, one in enumerate(self.tails[pool]) if one is tail)
        self.booked.append(Booking(mission, slot, pool, number))
        self.fly(mission, slot, tail)


def allowed(hand: Hand, wish: Asked) -> list[tuple[int, int]]:
    """(mission, slot) of every sortie that would hold a wish and that no rule forbids."""
    return [(mission, slot) for mission, slot in wish.choices(hand.x) if hand.x.allowed[mission, slot]]


def starts_h(wish: Asked) -> float:
    """Hour at which the sortie wished for starts."""
    return wish.sortie.start_h if isinstance(wish, Keep) else wish.start_h


def asset_of(wish: Asked) -> str:
    """Asset that is to go."""
    return wish.sortie.asset if isinstance(wish, Keep) else wish.asset
