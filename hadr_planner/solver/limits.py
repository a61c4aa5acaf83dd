"""How long a search may take, how near it must come, and who may stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Limits:
    """How long, how near, and who may stop it.

    Parameters
    ----------
    seconds
        Wall-clock time.
    gap
        Share of the bound within which a plan is good enough.
    rounds
        Count rounds of work in place of seconds.
    stop
        Asked often; once true, the search ends.
    cores
        How many of the machine's it may use.
    """

    seconds: float
    gap: float
    rounds: int | None
    stop: Callable[[], bool]
    cores: int = 2
    begun: float = field(default_factory=time.monotonic)

    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.begun

    def left(self, share: float = 1.0) -> float:
        """Seconds until that share of the time is used up; endless where work is counted instead."""
        return 1e6 if self.rounds is not None else self.seconds * share - self.elapsed()

    def counted_out(self, rounds: int, share: float) -> bool:
        """Whether that share of the rounds is used up."""
        return self.rounds is not None and rounds >= share * self.rounds
