"""A running batch, followed: how many runs are done and how long the rest may take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from .terminal import complain

if TYPE_CHECKING:
    from hadr_planner.batch import Progress

EVERY_S = 5.0
WIDTH = 100
Watch = Callable[["Progress"], None]


@contextmanager
def following() -> Iterator[Watch]:
    """Lend out a function that shows progress: one line drawn again on a terminal, a line now and then in a pipe."""
    live, last_s = sys.stderr.isatty(), [-EVERY_S]

    def tell(progress: Progress) -> None:
        ends = progress.done == progress.total
        if live:
            sys.stderr.write(f"\r{told(progress):<{WIDTH}}")
            sys.stderr.flush()
        elif ends or monotonic() - last_s[0] >= EVERY_S:
            last_s[0] = monotonic()
            complain(told(progress))

    yield tell
    if live:
        sys.stderr.write("\n")


def told(progress: Progress) -> str:
    """One line."""
    failed = f", {progress.failed} failed" if progress.failed else ""
    goes_on = progress.left_s is not None and progress.done < progress.total
    left = f", about {_span(progress.left_s or 0.0)} left" if goes_on else ""
    return f"{progress.done} of {progress.total} runs done{failed}{left}"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
