"""What a search tells while it runs: one typed stream that command line, desk and batch all read."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner.domain.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of a search.

    Parameters
    ----------
    elapsed_s
        Seconds since the search began.
    phase
        What it is doing, in a word or two.
    value, bound
        Best verified plan so far, and the bound, which only falls; minus and plus infinity where not known yet.
    plan
        The new best plan, when this step found one.
    """

    elapsed_s: float
    phase: str
    value: float
    bound: float
    plan: Plan | None = None

    @property
    def gap(self) -> float:
        """Share by which some plan could still be better."""
        return max(self.bound - self.value, 0.0) / self.bound if 0 < self.bound < float("inf") else 1.0
