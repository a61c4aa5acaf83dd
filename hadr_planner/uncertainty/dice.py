"""Chance that belongs to a scenario, a number and a row, and to nothing else.

Every thing that a row is about has a stream of its own: a counter-based generator seeded by a hash of the scenario's
digest, the number of the draw, the id of the row and the name of the thing. So a draw is the same whoever makes it,
in whatever order, on however many workers; and a further row changes nothing in what the others draw.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from hadr_planner.domain.doubt import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """What came up for one thing.

    Parameters
    ----------
    happens
        Whether the row holds for it.
    amount
        Between the row's ``low`` and ``high``.
    edge
        Between 0 and 1, for what has to be rounded to whole things.
    """

    happens: bool
    amount: float
    edge: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dice:
    """Rolls of one draw."""

    digest: str
    number: int

    def roll(self, doubt: Doubt, thing: str, together: str = "") -> Roll:
        """What comes up for a thing; what is not drawn by itself shares the roll of all that is rolled ``together``."""
        own = self._shares(doubt.id, "alone", thing)
        chance, amount, edge = own[1:] if own[0] < doubt.spread else self._shares(doubt.id, "alike", together)[1:]
        return Roll(
            happens=chance < doubt.probability, amount=doubt.low + (doubt.high - doubt.low) * amount, edge=edge
        )

    def _shares(self, *name: str) -> tuple[float, ...]:
        text = "\0".join((self.digest, str(self.number), *name))
        entropy = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
        stream = np.random.Generator(np.random.Philox(np.random.SeedSequence(entropy)))
        return tuple(stream.random(4).tolist())
