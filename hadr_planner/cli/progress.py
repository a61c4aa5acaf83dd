"""A running search, followed: one live line on a terminal, plain lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf, isfinite
from time import monotonic
from typing import TYPE_CHECKING

from hadr_planner.report.wording import clean, number, percent

from .terminal import complain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hadr_planner.solver.event import Event

BAR_WIDTH = 24
EVERY_S = 1.0
REFRESH_HZ = 4
Watch = Callable[["Event"], None]


@contextmanager
def following(seconds: float | None) -> Iterator[Watch]:
    """Lend out a function that shows each event; without ``seconds`` the end is not known beforehand."""
    if not sys.stderr.isatty():
        yield Lines().tell
        return
    from rich.console import Console
    from rich.live import Live

    board = Board(seconds)
    with Live(board, console=Console(stderr=True), refresh_per_second=REFRESH_HZ, transient=True):
        yield board.tell


def told(event: Event) -> str:
    """One event in one line."""
    gap = percent(event.gap) if event.gap >= 0.1 else f"{event.gap:.2%}".replace("%", " %")
    known = isfinite(event.value) and isfinite(event.bound)
    return (
        f"{event.elapsed_s:7.1f} s  {clean(event.phase)}: value {_figure(event.value)}, "
        f"bound {_figure(event.bound)}, gap {gap if known else '-'}"
    )


def _figure(value: float) -> str:
    return number(value, 1) if isfinite(value) else "-"


@dataclass(slots=True)
class Lines:
    """Plain lines: one for each improvement, else at most one a second."""

    value: float = -inf
    last_s: float = -inf

    def tell(self, event: Event) -> None:
        """Print the event, if there is something new about it."""
        if event.value > self.value or event.elapsed_s >= self.last_s + EVERY_S:
            complain(told(event))
            self.value, self.last_s = max(self.value, event.value), event.elapsed_s


class Board:
    """One line that is drawn again and again: a bar of the time and the last event."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self.began = monotonic()
        self.line = "reading"

    def tell(self, event: Event) -> None:
        """Keep the event for the next drawing."""
        self.line = told(event).strip()

    def __rich__(self) -> RenderableType:
        """Draw."""
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        row = Table.grid(padding=(0, 1))
        spent_s = monotonic() - self.began
        bar = ProgressBar(
            total=self.seconds, completed=min(spent_s, self.seconds or spent_s), width=BAR_WIDTH, pulse=not self.seconds
        )
        row.add_row(bar, Text(self.line, overflow="ellipsis", no_wrap=True), Text("Ctrl-C keeps the best plan", "dim"))
        return row
