"""Whole plans of large programs: units get their posts by branch and cut once everything else is flown."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load, verify
from hadr_planner.solver import Event, branching, solve, wholes
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.search import Search

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


def value_of(name: str) -> float:
    """Value of the plan; it is verified, and other than by hand or by following fractions."""
    phases = set()

    def watch(event: Event) -> None:
        phases.add(event.phase)

    plan = solve(load(WRITTEN / name), deterministic=4, watch=watch)
    assert not verify(load(WRITTEN / name), plan)
    assert phases & {"branching", "fitting around ships"}
    return plan.value


@pytest.mark.parametrize("name", ["no_airlift", "sea_base"])
def test_posts_by_branch_and_cut_are_no_worse_than_those_of_fractions(name: str, monkeypatch) -> None:
    """A small scenario, planned as if branch and cut over its sorties took too long."""
    monkeypatch.setattr(branching, "OTHERS", 0)
    branched = value_of(name)
    monkeypatch.setattr(wholes.Wholes, "_post", lambda self: False)
    assert branched >= value_of(name) > 0.0


def test_where_work_is_counted_nothing_ends_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What flies around ships is weighed for seconds; so it is left out, and counted runs come to the same plan."""
    monkeypatch.setattr(branching, "OTHERS", 0)
    asked: list[bool] = []
    monkeypatch.setattr(branching.Branching, "around_ships", lambda self, found: asked.append(True))
    limits = Limits(seconds=600.0, gap=0.0, rounds=4, cores=1, stop=lambda: False)
    search = Search(load(WRITTEN / "no_airlift"), limits, lambda event: None)
    search.run()
    assert not asked
    limits.rounds = None
    search.wholes.last(search.market.found)
    assert asked
