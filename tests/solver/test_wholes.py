"""Whole plans of large programs: units get their posts by branch and cut once everything else is flown."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load, verify
from hadr_planner.solver import Event, around, solve, wholes

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


def values_by_phase(name: str) -> dict[str, float]:
    """Value of the best plan after each kind of step."""
    seen: dict[str, float] = {}

    def watch(event: Event) -> None:
        seen[event.phase] = event.value

    plan = solve(load(WRITTEN / name), deterministic=4, watch=watch)
    assert not verify(load(WRITTEN / name), plan)
    return seen


@pytest.mark.parametrize("name", ["no_airlift", "sea_base"])
def test_posts_by_branch_and_cut_are_no_worse_than_those_of_fractions(name: str, monkeypatch) -> None:
    """A small scenario, planned as if branch and cut over its sorties took too long."""
    monkeypatch.setattr(wholes, "BRANCH_OTHERS", 0)
    monkeypatch.setattr(around, "SMALL", 0)
    seen = values_by_phase(name)
    assert seen["branching"] >= seen["fitting around ships"] > 0.0
