"""Branch and cut for small programs: units at their posts first, then all that flies."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load, verify
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan
from hadr_planner.solver import branching, solve
from hadr_planner.solver.branching import Branching, taken
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.search import Search

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


def searched(name: str, monkeypatch: pytest.MonkeyPatch) -> Search:
    """A search that came to its end as if branch and cut over all that flies took too long."""
    monkeypatch.setattr(branching, "OTHERS", 0)
    limits = Limits(seconds=60.0, gap=0.0, rounds=4, cores=1, stop=lambda: False)
    search = Search(load(WRITTEN / name), limits, lambda event: None)
    search.run()
    return search


@pytest.mark.parametrize("name", ["no_airlift", "sea_base"])
def test_around_ships_the_plan_gets_no_worse_and_ships_and_units_stay(name: str, monkeypatch) -> None:
    search = searched(name, monkeypatch)
    best, scenario = search.best, search.scenario
    before = best.plan
    search.wholes.branching.around_ships(search.market.found)
    assert best.plan.value >= before.value
    assert not verify(scenario, best.plan)
    assert best.plan.stays == before.stays
    ships = {asset.id for asset in scenario.assets.values() if asset.type.mode is Mode.SHIP}
    sailed, sails = ({(s.asset, s.start_h) for s in one.sorties if s.asset in ships} for one in (before, best.plan))
    assert sails <= sailed


def test_stays_of_a_plan_are_found_again_in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    search = searched("sea_base", monkeypatch)
    mine, stay = taken(search.program, search.best.plan), search.program.blocks["stay"]
    units, nodes = list(search.scenario.units), search.program.x.network.nodes
    found = {(units[stay.unit[j]], nodes[stay.node[j]]) for j in mine.nonzero()[0].tolist()}
    assert found == {(one.unit, one.node) for one in search.best.plan.stays}
