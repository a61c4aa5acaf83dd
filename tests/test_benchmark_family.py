"""Members of the benchmark family are scenarios that a loader takes, and the same every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.family import instance
from benchmarks.size import SIZES
from hadr_planner.domain.catalogue import Mode
from hadr_planner.io import load, save


def test_a_seed_makes_the_same_instance_every_time_and_another_seed_another() -> None:
    """Results can be compared because the instance is."""
    assert instance("S", 1) == instance("S", 1)
    assert instance("S", 1).digest != instance("S", 2).digest


@pytest.mark.parametrize("size", SIZES)
def test_an_instance_is_as_large_as_its_size_says_and_has_everything(size: str) -> None:
    """Every mode, craft and helicopters on board, units of every kind, caveats, orders."""
    made, wanted = instance(size), SIZES[size]
    assert (len(made.sites), len(made.assets), made.clock.days) == (wanted.sites, wanted.pools, wanted.days)
    assert {asset.type.mode for asset in made.assets.values()} == set(Mode)
    aboard = {asset.type.mode for asset in made.assets.values() if asset.base in made.assets}
    assert aboard == {Mode.HELICOPTER, Mode.LANDING_CRAFT}
    assert made.units
    assert made.caveats
    assert made.orders


def test_an_instance_is_a_scenario_that_loads(tmp_path: Path) -> None:
    """Written as a folder and read back, it is the same."""
    made = instance("S", 3)
    save(made, tmp_path / "s3")
    assert replace(load(tmp_path / "s3"), assumptions=()) == made
