"""Draws of whole numbers, chances and choices from one seeded source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Draws:
    """A generator with manners."""

    rng: np.random.Generator

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def chance(self, share: float) -> bool:
        """Yes, so often."""
        return bool(self.rng.random() < share)

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Any of them."""
        return things[int(self.rng.integers(len(things)))]
