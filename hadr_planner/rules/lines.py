"""Which nodes a figure is known of, numbered as the lines of a limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1


def lines(figures: Sequence[float | None]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Line of every node, ``UNKNOWN`` where the figure is, and the figure of every line."""
    known = [number for number, figure in enumerate(figures) if figure is not None]
    line = np.full(len(figures), UNKNOWN, dtype=np.int64)
    line[known] = np.arange(len(known))
    return line, np.array([figures[number] for number in known], dtype=float)
