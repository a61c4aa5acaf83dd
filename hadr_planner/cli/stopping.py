"""Ctrl-C asks a search to stop and keep what it has; a second one quits at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
MESSAGE = b"\nhadr: stopping; the best plan so far is kept (once more to quit at once)\n"


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Lend out a function that says whether the user, or the system, has asked to stop."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        for one in SIGNALS:
            signal.signal(one, signal.SIG_DFL)
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, MESSAGE)

    before = {one: signal.signal(one, ask) for one in SIGNALS}
    try:
        yield lambda: bool(asked)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
