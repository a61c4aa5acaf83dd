"""``hadr replan``: a changed scenario and the plan in force become a plan that obeys, and words on what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Hadr

from hadr_planner import load, save, verify
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import read_plan
from hadr_planner.solver import solve


@pytest.fixture(scope="module")
def made(tutorial: Scenario) -> Plan:
    return solve(tutorial, deterministic=1)


def harder(scenario: Scenario) -> str:
    """The tutorial without the asset that flies first, as a folder."""
    save(scenario, "harder")
    for table in (Path("harder/assets.csv"), Path("harder/caveats.csv")):
        lines = table.read_text("utf-8").splitlines()
        table.write_text("\n".join(line for line in lines if "aus_c130j" not in line) + "\n", "utf-8")
    return "harder"


def test_what_changed_is_told_nation_by_nation(
    hadr: Hadr, made: Plan, tutorial: Scenario, kept: Callable[[Plan], str]
) -> None:
    """An asset is withdrawn: its orders are cancelled, and the plan that is written obeys the scenario as it now is."""
    where, plan = harder(tutorial), kept(made)
    said = hadr("replan", where, plan, "--seconds", "100000")
    assert said.code == 0, said.err
    assert "AUS: " in said.out
    assert "Cancelled: aus_c130j" in said.out
    written = read_plan("replanned.json")
    assert verify(load(where), written) == ()
    assert "aus_c130j" not in {sortie.asset for sortie in written.sorties}


def test_the_same_for_machines(hadr: Hadr, made: Plan, kept: Callable[[Plan], str]) -> None:
    """Nothing has changed, so nothing is cancelled, and the file is named."""
    said = hadr("replan", "tutorial", kept(made), "--seconds", "100000", "--out", "again.json", "--json")
    found = json.loads(said.out)
    assert found["cancelled"] == 0
    assert found["breaches"] == []
    assert found["value"] >= made.value - 1e-6
    assert Path(found["plan"]).name == "again.json"
