"""Branch and cut for small programs: units at their posts first, then all that flies."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load, verify
from hadr_planner.domain.plan import Plan
from hadr_planner.solver import solve
from hadr_planner.solver.branching import Branching

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


def planned(name: str) -> tuple[Plan, set[str]]:
    """A plan, and the phases that it went through."""
    phases: set[str] = set()
    scenario = load(WRITTEN / name)
    plan = solve(scenario, deterministic=4, watch=lambda event: phases.add(event.phase))
    assert not verify(scenario, plan)
    return plan, phases


@pytest.mark.parametrize("name", ["no_airlift", "sea_base"])
def test_all_at_once_is_no_worse_than_following_fractions(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    branched, phases = planned(name)
    assert "branching" in phases
    monkeypatch.setattr(Branching, "few", lambda self, found: False)
    assert branched.value >= planned(name)[0].value > 0.0


def test_spells_begin_from_what_all_at_once_came_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the spells left out the plan is worth no more; both are held to the same bound."""
    whole, _ = planned("no_airlift")
    monkeypatch.setattr("hadr_planner.solver.branching.SPELLS", ())
    assert planned("no_airlift")[0].value <= whole.value * (1 + 1e-9) <= whole.bound * (1 + 1e-9)
