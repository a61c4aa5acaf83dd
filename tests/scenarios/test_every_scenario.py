"""What holds for every scenario that comes with the program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.quantity import Confidence
from hadr_planner.io import load
from hadr_planner.io.home import scenarios_dir
from hadr_planner.network.mask import shores
from hadr_planner.smells import smells

STEPS = np.array([-1, 0, 1]) * 0.02
"""Degrees, about two kilometres: the mask's cells are that coarse."""
NAMES = ("haiyan_2013", "tutorial")


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_without_a_fault_and_under_its_own_name(name):
    assert load(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_every_row_names_its_source_and_confidence(name, rows):
    tables = sorted(path.stem for path in (Path(scenarios_dir()) / name).glob("*.csv"))
    assert len(tables) >= 10
    bare = [
        (table, line)
        for table in tables
        for line, row in enumerate(rows(name, table), start=2)
        if not row["source"].strip() or row["confidence"] not in list(Confidence)
    ]
    assert bare == []


@pytest.mark.parametrize("name", NAMES)
def test_sites_lie_on_land_or_right_at_the_shore_and_anchorages_at_sea(name):
    scenario, mask = load(name), shores()
    north, east = np.meshgrid(STEPS, STEPS)
    afloat = [site.id for site in scenario.sites.values() if mask.at_sea(site.lat + north, site.lon + east).all()]
    aground = [
        place.id
        for place in scenario.places.values()
        if place.kind is PlaceKind.ANCHORAGE and not mask.at_sea(place.lat, place.lon)
    ]
    assert (afloat, aground) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_smells_but_unknown_fuel_and_rows_that_only_inform(name):
    known = ("fuel_t_per_day", "kept but not planned with")
    assert [str(smell) for smell in smells(load(name)) if not any(words in str(smell) for words in known)] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_sources_are_written_down(name):
    assert (Path(scenarios_dir()) / name / "SOURCES.md").read_text(encoding="utf-8").startswith("# Sources")


@pytest.mark.parametrize("name", NAMES)
def test_the_periods_begin_at_six_noon_six_or_midnight_local_time(name):
    scenario = load(name)
    assert {scenario.local_hour(edge) % 6 for edge in scenario.clock.edges_h} == {0}
