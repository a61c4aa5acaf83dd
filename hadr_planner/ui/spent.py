"""How much of its time a search has spent, in words."""

from __future__ import annotations

from hadr_planner.jobs import JobState
from hadr_planner.report.wording import number


def spent(state: JobState) -> str:
    """Seconds so far, of those that it has."""
    return f"{number(round(min(state.elapsed_s, state.seconds)))} of {number(state.seconds)} s"
