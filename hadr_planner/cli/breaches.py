"""Breaches in words: one a line, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

from hadr_planner.domain.breach import Breach
from hadr_planner.report.counted import counted


def listed(breaches: Sequence[Breach]) -> str:
    """Every breach after the code of its rule."""
    width = max((len(breach.rule) for breach in breaches), default=0)
    return "\n".join(f"{breach.rule:<{width}}  {breach.because}" for breach in breaches)


def verdict(breaches: Sequence[Breach]) -> str:
    """How many there are, in a sentence."""
    if not breaches:
        return "the plan obeys every rule."
    rules = dict.fromkeys(breach.rule for breach in breaches)
    return f"the plan breaks {counted(len(rules), 'rule')}, {counted(len(breaches), 'time')}: {', '.join(rules)}."
