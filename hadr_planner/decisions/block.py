"""A block of decisions other than sorties: named columns, an upper bound, a reward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True, kw_only=True)
class Block:
    """Decisions of one kind, one entry each.

    Parameters
    ----------
    columns
        What each decision is about: node, item, period and so on, as equally long arrays.
    upper
        Most that each may be; every decision is at least zero.
    whole
        Whether they are whole numbers.
    reward
        Worth of one unit of each, by aim.
    """

    name: str
    columns: dict[str, NDArray[Any]]
    upper: NDArray[np.float64]
    whole: bool = False
    reward: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.upper)

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self.columns[name]
        except KeyError:
            raise AttributeError(name) from None

    def worth(self) -> NDArray[np.float64]:
        """Reward of all aims together."""
        return sum(self.reward.values(), np.zeros(len(self)))


def block(name: str, columns: tuple[str, ...], rows: Sequence[tuple[int, ...]], most: Sequence[float]) -> Block:
    """Block with one entry a row, each row the columns in their order."""
    table = np.array(rows, dtype=np.int64).reshape(-1, len(columns))
    return Block(name=name, columns={c: table[:, k] for k, c in enumerate(columns)}, upper=np.array(most, dtype=float))
