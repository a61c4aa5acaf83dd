"""Which rows of the book a sortie takes room on, and how much."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions.rows import NO_ROW, Spell
from hadr_planner.solver.program import Program

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Taken = tuple[Ints, Floats]


class Room:
    """Rows that bind sorties alone (tails, ramps, berths, fuel, hours), put together once for every mission asked for.

    The lines of all spells stand one after another, each with slots before and after the horizon, so that a sortie's
    spell is a stretch of them that moves on with its start. Where nothing is limited, the row is the last one, which is
    not in the book and has no end of room.
    """

    def __init__(self, program: Program) -> None:
        spells = [
            (term, int(program.first[k]))
            for k, rows in enumerate(program.x.rows)
            for term in rows.sorties
            if isinstance(term, Spell) and len(term.mission)
        ]
        endless = len(program.at_most)
        self._found: dict[int, Taken] = {}
        self._terms, lines, at = [], [np.zeros(0, dtype=np.int64)], 0
        for spell, first in spells:
            before, after = max(-int(spell.since.min()), 0), max(int(spell.until.max()), 0)
            row = np.where(spell.row == NO_ROW, endless, spell.row + first)
            wide = np.pad(row, ((0, 0), (before, after)), constant_values=endless)
            order = np.argsort(spell.mission, kind="stable")
            begins = at + spell.line[order] * wide.shape[1] + before
            self._terms.append(
                (spell.mission[order], begins + spell.since[order], begins + spell.until[order], spell.amount[order])
            )
            lines.append(wide.ravel())
            at += wide.size
        self._lines = np.concatenate(lines)

    def taken(self, mission: int, slot: int) -> Taken:
        """Rows on which a sortie weighs (one entry a slot, so a row may come again), and how much."""
        found = self._found.get(mission)
        if found is None:
            found = self._found[mission] = self._of(mission)
        return self._lines[found[0] + slot], found[1]

    def _of(self, mission: int) -> Taken:
        places, amounts = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
        for missions, first, last, amount in self._terms:
            low, high = np.searchsorted(missions, (mission, mission + 1)).tolist()
            for k in range(low, high):
                places.append(np.arange(first[k], last[k]))
                amounts.append(np.full(max(last[k] - first[k], 0), amount[k]))
        return np.concatenate(places), np.concatenate(amounts)
