"""What the tutorial promises its reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.force import Operator
from hadr_planner.io import load
from hadr_planner.io.home import scenarios_dir
from hadr_planner.network import network

GUIDE = Path(__file__).parents[2] / "docs" / "tutorial.md"


@pytest.fixture(scope="module")
def scenario():
    return load("tutorial")


def test_it_is_small_enough_to_read_in_five_minutes(scenario):
    counts = [len(getattr(scenario, name)) for name in ("sites", "places", "assets", "units", "caveats", "orders")]
    assert counts == [4, 4, 4, 1, 1, 1]
    assert scenario.clock.horizon_h == 72


def test_two_nations_and_the_host_bring_one_pool_of_each_mode(scenario):
    assert {asset.owner for asset in scenario.assets.values()} == {"AUS", "NZL", scenario.host}
    modes = {asset.type.mode for asset in scenario.assets.values()}
    assert modes == {Mode.FIXED_WING, Mode.HELICOPTER, Mode.SHIP, Mode.TRUCK}
    assert {asset.operator for asset in scenario.assets.values()} == {Operator.MILITARY, Operator.HOST}


def test_natewa_has_no_open_road_before_the_bridge_is_back(scenario):
    ways = [legs for (_, to), legs in network(scenario).roads.items() if to == "natewa"]
    assert ways
    assert min(leg.opens_h for legs in ways for leg in legs) == 48


def test_the_guide_explains_every_table_that_is_there(scenario):
    told = GUIDE.read_text(encoding="utf-8")
    tables = {path.name for path in (Path(scenarios_dir()) / "tutorial").iterdir() if path.suffix in (".csv", ".yaml")}
    assert {name for name in tables if f"`{name}`" not in told} == set()


def test_the_guide_names_only_rows_that_exist(scenario):
    named = set(re.findall(r"--(?:asset|to) ([a-z0-9_]+)(?![a-z0-9_.])", GUIDE.read_text(encoding="utf-8")))
    assert named
    assert named <= {*scenario.assets, *scenario.sites, *scenario.places}
