"""The one vocabulary in which rules and aims speak to the optimizer.

Rules never touch a solver. They get arrays over every mission that could start at every slot, and blocks of further
decisions (flows, stocks, hand-overs, stays, services, openings). They ``forbid`` and they ``limit``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import sparse

from hadr_planner.decisions.block import Block
from hadr_planner.decisions.chances import CATCH_UP_DAYS
from hadr_planner.decisions.relief import Relief
from hadr_planner.decisions.rows import NO_ROW, Carry, Rows, Spell, Standing, alike
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.table import Bools, Floats, Ints


class Decisions(Relief):
    """Everything that can be decided in a scenario, and what rules have said of it so far.

    Attributes
    ----------
    rows
        Families of rows, in the order in which rules wrote them.
    extra
        Blocks of an aim's own, by name.
    moves_tails
        Whether tails are kept apart: each is at one stand or on one sortie at a time.
    """

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self.rows: list[Rows] = []
        self.extra: dict[str, Block] = {}
        self.moves_tails = False

    @property
    def blocks(self) -> dict[str, Block]:
        """Every block of decisions other than sorties, by name."""
        plain = (self.flow, self.stock, self.hand_over, self.stay, self.service, self.opening)
        return {block.name: block for block in plain} | self.extra

    def add(self, block: Block) -> Block:
        """Add a block of an aim's own."""
        self.extra[block.name] = block
        return block

    def limit(
        self,
        rule: str,
        at_most: Floats,
        terms: Mapping[str, tuple[Ints, Ints, Floats]],
        *,
        exactly: bool = False,
        sorties: tuple[Spell | Carry, ...] = (),
        standing: tuple[Standing, ...] = (),
        lump: Ints | None = None,
        grants: bool = False,
    ) -> None:
        """Add rows: for each block, (row, column, amount) entries; on the left with the sorties, limit on the right.

        ``lump`` says which rows are alike but for the hour, ``grants`` whether blocks only give room; see ``Rows``.
        """
        blocks = self.blocks
        matrices = {}
        for name, (row, column, amount) in terms.items():
            shape = (len(at_most), len(blocks[name]))
            entries = np.broadcast_to(np.asarray(amount, dtype=float), np.shape(row))
            matrices[name] = sparse.csr_matrix((entries, (row, column)), shape=shape)
        self.rows.append(
            Rows(
                rule=rule,
                at_most=np.asarray(at_most, dtype=float),
                exactly=exactly,
                sorties=sorties,
                blocks=matrices,
                standing=standing,
                lump=lump,
                grants=grants,
            )
        )

    @staticmethod
    def alike(*keys: Ints) -> Ints:
        """Number of every combination of keys, the same for equal ones; for ``lump``."""
        return alike(*keys)

    def limit_calls(self, rule: str, at_most: Floats, calls: Bools, line: Ints, amount: Floats) -> None:
        """Limit what calls take at once: at every slot, amounts of a line's calls in progress are at most its limit.

        Parameters
        ----------
        rule
            Code of the rule.
        at_most
            Limit by line.
        calls
            Which calls count, over ``missions.visits``.
        line, amount
            Line and weight of each, over the same.
        """
        visits = self.missions.visits
        slots = self.clock.slots
        row = np.arange(len(at_most) * slots, dtype=np.int64).reshape(len(at_most), slots)
        spell = Spell(
            mission=visits.mission[calls],
            since=visits.on[calls],
            until=visits.off[calls],
            line=line[calls],
            amount=amount[calls].astype(float),
            row=row,
        )
        lump = alike(np.repeat(np.arange(len(at_most)), slots), np.tile(self.watch, len(at_most)))
        limits = np.repeat(np.asarray(at_most, dtype=float), slots)
        self.rows.append(Rows(rule=rule, at_most=limits, sorties=(spell,), lump=lump))

    def limit_per_day(self, rule: str, at_most: Floats, mission: Ints, at: Ints, line: Ints, amount: Floats) -> None:
        """Limit sums per line and day: ``at_most`` is (line, day), ``at`` the slot after the start that says which."""
        lines, days = at_most.shape
        slots = self.clock.slots
        row = np.arange(lines)[:, None] * days + np.append(self.day, days - 1)[None, :]
        spell = Spell(
            mission=mission,
            since=at,
            until=at + 1,
            line=line,
            amount=np.asarray(amount, dtype=float),
            row=row[:, : slots + 1],
        )
        self.rows.append(Rows(rule=rule, at_most=np.asarray(at_most, dtype=float).ravel(), sorties=(spell,)))

    def only_while(
        self,
        rule: str,
        mission: Ints,
        since: Ints,
        until: Ints,
        line: Ints,
        most: Floats,
        grants: Mapping[str, tuple[Ints, Ints, Bools]],
        each: int = 1,
    ) -> None:
        """Sorties go through a line only in periods in which some decision grants it.

        Parameters
        ----------
        rule
            Code of the rule.
        mission, since, until, line
            Spells of sorties on a line.
        most
            How many sorties can be on each line at once, whatever is granted; infinite where that is not known. The
            tighter, the less is gained by a fraction of a grant.
        grants
            Block name to (line, column, whether it grants each period (entry, period)).
        each
            How many spells of one tail may share a slot.
        """
        if not len(mission):
            return
        lines, slots = len(most), self.clock.slots
        at_once = np.minimum(most, each * self._tails_on(mission, line, lines))
        row = np.arange(lines * slots, dtype=np.int64).reshape(lines, slots)
        terms = {}
        for name, (at, column, grant) in grants.items():
            entry, slot = np.nonzero(grant[:, self.leaves[:slots]])
            terms[name] = (row[at[entry], slot], column[entry], -at_once[at[entry]])
        spell = self.spell(mission, since, until, line, np.ones(len(mission)), row)
        lump = alike(np.repeat(np.arange(lines), slots), np.tile(self.leaves[:slots], lines))
        self.limit(rule, np.zeros(lines * slots), terms, sorties=(spell,), lump=lump, grants=True)

    def _tails_on(self, mission: Ints, line: Ints, lines: int) -> Floats:
        """Tails of all pools of which some sortie goes through each line."""
        pool, on = np.unique(np.stack([self.missions.pool[mission], line]), axis=1)
        tails = np.array([asset.count for asset in self.pools], dtype=float)
        return np.bincount(on, weights=tails[pool], minlength=lines).astype(float)

    def spell(self, mission: Ints, since: Ints, until: Ints, line: Ints, amount: Floats, row: Ints) -> Spell:
        """Weight of sorties on rows during a spell; see ``Spell``."""
        return Spell(
            mission=mission, since=since, until=until, line=line, amount=np.asarray(amount, dtype=float), row=row
        )

    def carry(self, rooms: Ints, amount: Floats) -> Carry:
        """Weight of sorties' lifts (over ``missions.lifts``) on the rooms given, numbered in their order."""
        periods = self.clock.periods
        row = np.full((max(len(self.channels), 1), periods, periods), NO_ROW, dtype=np.int64)
        chosen = self.rooms[rooms]
        row[chosen[:, 0], chosen[:, 1], chosen[:, 2]] = np.arange(len(rooms))
        lifts = self.missions.lifts
        return Carry(
            mission=lifts.mission,
            out=lifts.out,
            into=lifts.into,
            line=self.channels.of,
            amount=np.asarray(amount, dtype=float),
            row=row,
            leaves=self.leaves,
            arrives=self.arrives,
        )

    def standing(self, pool: int, node: int, slot: Ints, row: Ints, amount: float) -> Standing:
        """Weight of resting tails on rows."""
        return Standing(pool=pool, node=node, slot=slot, row=row, amount=np.full(len(slot), amount, dtype=float))


__all__ = [
    "CATCH_UP_DAYS",
    "NO_ROW",
    "Block",
    "Bools",
    "Carry",
    "Decisions",
    "Floats",
    "Ints",
    "Rows",
    "Spell",
    "Standing",
]
