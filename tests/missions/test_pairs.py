"""Two drops in one sortie: a landing craft serves two villages on one coast where neither can use its whole load."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load, solve, verify
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions import pairs

YAML = """title: Two villages on a far coast
start: 2030-03-10T06:00:00+08:00
hazard: cyclone
host: PHL
horizon_h: 24
slot_min: 30
"""
TABLES = {
    "sites": "name,lat,lon,affected,coastal\nNorth,11.05,124.383,9000,true\nSouth,10.95,124.41,9000,true\n",
    "places": "name,kind,lat,lon,max_draft_m,berths\nCebu port,seaport,10.30,123.91,10,3\n",
    "needs": "site,item,quantity,unit,per\nNorth,food,9000,people,day\nSouth,food,9000,people,day\n",
    "supplies": "place,item,quantity_t\nCebu port,food,400\n",
    "assets": "type,owner,base,count,operator\nlcu_1610,PHL,Cebu port,1,military\n",
}


def coast(folder: Path) -> Scenario:
    """One craft, a day's sail there and back, and two villages that each need less than half of its load."""
    (folder / "scenario.yaml").write_text(YAML, "utf-8")
    for name, table in TABLES.items():
        (folder / f"{name}.csv").write_text(table, "utf-8")
    return load(folder)


def served(plan: Plan) -> set[str]:
    """Sites at which something is handed over."""
    return {one.from_ for one in plan.hand_overs}


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return coast(tmp_path)


def test_one_craft_serves_two_villages_in_one_sortie(scenario: Scenario) -> None:
    """And the verifier agrees."""
    plan = solve(scenario, deterministic=2)
    assert not verify(scenario, plan)
    assert served(plan) == set(scenario.sites)
    assert [stop.node for stop in plan.sorties[0].stops if stop.unloads] in (["north", "south"], ["south", "north"])


def test_with_one_drop_it_serves_one_village_that_day(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two drops are worth: the other village."""
    both = solve(scenario, deterministic=2)
    monkeypatch.setattr(pairs, "PAIR_KM", 0.0)
    one = solve(scenario, deterministic=2)
    assert len(served(one)) == 1
    assert both.value > 1.5 * one.value
