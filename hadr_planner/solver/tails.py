"""Tails as flows: every pool on its own network of (stand, slot) nodes, sorties and waiting between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions import Decisions
from hadr_planner.solver.columns import Columns

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TailRows:
    """Conservation rows: one an event (a slot at which a sortie leaves a stand), with its waiting arc after it.

    Parameters
    ----------
    leave, arrive
        Row from which each column takes a tail, and to which it gives it back (-1: after the last event).
    key
        (pool, stand, slot) of every event, as one number, ascending.
    start
        Tails that enter at each event from the outset.
    follows
        Whether the event before is of the same pool and stand.
    tails
        Tails of the pool of each event.
    """

    leave: Ints
    arrive: Ints
    key: Ints
    start: Floats
    follows: NDArray[np.bool_]
    tails: Floats


class Fleet:
    """Numbers the (pool, stand) lines on which tails flow.

    Attributes
    ----------
    lines
        (pool, node) of every line; pools carried by a ship have none.
    number
        Line of each (pool, node).
    home
        Whether the tails of a line's pool begin there.
    count
        Tails of each line's pool.
    leaves_line, enters_line
        Line that each mission leaves, and line that it ends on; -1 where its pool has none.
    """

    def __init__(self, x: Decisions) -> None:
        self.x = x
        self.lines: list[tuple[int, int]] = [
            (pool, int(n)) for pool in range(len(x.pools)) if not self.embarked(pool) for n in x.stands[pool]
        ]
        self.number = {line: k for k, line in enumerate(self.lines)}
        self.home = np.array([n == int(x.stands[pool][0]) for pool, n in self.lines], dtype=bool)
        self.count: Floats = np.array([x.pools[pool].count for pool, _ in self.lines], dtype=float)
        self.leaves_line = self._lines_of(x.missions.start)
        self.enters_line = self._lines_of(x.missions.end)

    def _lines_of(self, node: Ints) -> Ints:
        pairs = zip(self.x.missions.pool.tolist(), node.tolist(), strict=True)
        return np.array([self.number.get(pair, -1) for pair in pairs], dtype=np.int64)

    def embarked(self, pool: int) -> bool:
        """Whether the pool is carried by a ship; its tails are then where the ship lies."""
        return self.x.pools[pool].base in self.x.scenario.assets

    def lines_of(self, pool: int) -> list[int]:
        """Numbers of a pool's lines, its home first; none where a ship carries it."""
        return [] if self.embarked(pool) else [self.number[pool, int(node)] for node in self.x.stands[pool]]

    def waiting(self, columns: Columns, share: Floats) -> Floats:
        """Tails that rest on every (line, slot), when so many fly each column."""
        rest = np.zeros((len(self.lines), self.x.clock.slots + 1))
        rest[self.home, 0] = self.count[self.home]
        leaves, enters = self.leaves_line[columns.mission], self.enters_line[columns.mission]
        out, back = leaves >= 0, enters >= 0
        np.subtract.at(rest, (leaves[out], self.leave_slot(columns)[out]), share[out])
        np.add.at(rest, (enters[back], self.free_slot(columns)[back]), share[back])
        return np.maximum(np.cumsum(rest, axis=1), 0.0)

    def leave_slot(self, columns: Columns) -> Ints:
        """Slot from which each column claims its tail."""
        return columns.start - self.x.lead[columns.mission, columns.start]

    def free_slot(self, columns: Columns) -> Ints:
        """Slot at which each column gives its tail back."""
        x = self.x
        free = columns.start + x.missions.slots[columns.mission] + x.rest[columns.mission]
        return np.asarray(np.minimum(free, x.clock.slots))

    @cached_property
    def busy(self) -> NDArray[np.bool_]:
        """Slots in which any sortie that rules allow holds a tail, by (pool, slot)."""
        held = np.zeros((len(self.x.pools), self.x.clock.slots), dtype=bool)
        for pool in range(len(self.x.pools)):
            mine = np.flatnonzero(self.x.missions.pool == pool)
            row, start = np.nonzero(self.x.allowed[mine])
            columns = Columns(mine[row], start)
            claims = np.zeros(self.x.clock.slots + 1, dtype=np.int64)
            np.add.at(claims, self.leave_slot(columns), 1)
            np.subtract.at(claims, self.free_slot(columns), 1)
            held[pool] = np.cumsum(claims[:-1]) > 0
        return held

    def rows(self, columns: Columns, watched: Ints) -> TailRows:
        """Rows for these columns; lines in ``watched`` also get an event wherever a tail arrives."""
        wide = self.x.clock.slots + 1
        leaves, enters = self.leaves_line[columns.mission], self.enters_line[columns.mission]
        flows = leaves >= 0
        leave_key = leaves * wide + self.leave_slot(columns)
        arrive_key = enters * wide + self.free_slot(columns)
        seen = flows & np.isin(enters, watched)
        key = np.unique(np.concatenate([leave_key[flows], arrive_key[seen], watched * wide]))
        line = key // wide
        follows = np.append(False, line[1:] == line[:-1]) if len(key) else np.zeros(0, dtype=bool)
        first = ~follows
        start = np.where(first & self.home[line], self.count[line], 0.0) if len(key) else np.zeros(0)
        leave = np.where(flows, np.searchsorted(key, leave_key), -1)
        arrive = np.searchsorted(key, arrive_key)
        same = (arrive < len(key)) & (line[np.minimum(arrive, max(len(key) - 1, 0))] == enters) if len(key) else flows
        arrive = np.where(flows & same, arrive, -1)
        return TailRows(leave, arrive, key, start, follows, self.count[line] if len(key) else np.zeros(0))
