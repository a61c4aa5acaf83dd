"""What the map of a situation is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report.world import scenario as hostile

from hadr_planner.domain.scenario import Area
from hadr_planner.io import load
from hadr_planner.ui.offmap.emblem import signs
from hadr_planner.ui.offmap.situation import LAYERS, grades, needs_t, situation
from hadr_planner.ui.offmap.stage import corners, ground, stage, zoom


def test_sites_are_graded_by_the_goods_they_need() -> None:
    scenario = load("tutorial")
    told = situation(scenario, LAYERS, None, "ocha")
    need_t = needs_t(scenario)
    ordered = sorted(told["sites"], key=lambda site: need_t[site["id"]])
    assert [site["grade"] for site in ordered] == sorted(site["grade"] for site in ordered)
    assert ordered[-1]["grade"] == len(told["legend"]["grades"]) - 1


def test_grades_split_into_five_classes_of_about_equal_count() -> None:
    assert grades([float(n) for n in range(1, 101)]) == [21.0, 41.0, 61.0, 81.0]
    assert grades([5.0] * 20) == [5.0]
    assert grades([]) == []


def test_only_layers_asked_for_are_shown() -> None:
    scenario = load("tutorial")
    told = situation(scenario, frozenset({"sites"}), None, "ocha")
    assert told["sites"]
    assert not (told["places"])
    assert not (told["bases"])
    assert not (told["areas"])
    assert not (told["roads"])


def test_only_assets_of_nations_asked_for_are_shown() -> None:
    scenario = load("haiyan_2013")
    told = situation(scenario, LAYERS, frozenset({"AUS"}), "ocha")
    assert told["owners"] == ["AUS"]
    shown = {asset["id"] for base in told["bases"] for asset in base["assets"]}
    assert shown == {asset.id for asset in scenario.assets.values() if asset.owner == "AUS"}


def test_every_asset_waits_somewhere_even_one_that_a_ship_carries() -> None:
    scenario = load("haiyan_2013")
    carried = [a for a in scenario.assets.values() if a.base in scenario.assets]
    told = situation(scenario, LAYERS, None, "ocha")
    shown = [asset["id"] for base in told["bases"] for asset in base["assets"]]
    assert carried
    assert sorted(shown) == sorted(scenario.assets)


def test_source_and_confidence_are_told() -> None:
    told = situation(load("haiyan_2013"), LAYERS, None, "ocha")
    labels = [dict(site["rows"]) for site in told["sites"]]
    assert all(rows["Confidence"] in ("verified", "reported", "estimated", "unverified") for rows in labels)
    assert any("Source" in rows for rows in labels)


def test_a_theatre_across_180_degrees_lies_in_one_piece() -> None:
    scenario = load("tutorial")
    sites, (a, b) = scenario.sites, list(scenario.sites)[:2]
    moved = {a: replace(sites[a], lat=-18.0, lon=179.5), b: replace(sites[b], lat=-18.5, lon=-179.5)}
    split = replace(scenario, sites=moved, places={}, assets={}, roads={}, needs={}, partnerships={})
    lons = [lon for _, lon in ground(split).at.values()]
    assert max(lons) - min(lons) == pytest.approx(1.0)
    (_, west), (_, east) = json.loads(stage(split).json)["view"]
    assert east - west < 2


def test_areas_keep_their_rings_in_one_piece() -> None:
    scenario = load("tutorial")
    ring = [[179.0, -18.0], [-179.0, -18.0], [-179.0, -17.0], [179.0, -17.0], [179.0, -18.0]]
    area = Area(id="a", name="Search", kind="search", geometry={"type": "Polygon", "coordinates": [ring]})
    told = situation(replace(scenario, areas={"a": area}), LAYERS, None, "ocha")
    (rings,) = told["areas"][0]["rings"]
    lons = [lon for _, lon in rings[0]]
    assert max(lons) - min(lons) == pytest.approx(2.0)


def test_hostile_names_are_told_as_they_are_for_the_script_writes_them_as_text() -> None:
    world = hostile()
    told = situation(world, LAYERS, None, "app6")
    assert {site["name"] for site in told["sites"]} == {site.name for site in world.sites.values()}


def test_a_map_of_nothing_looks_at_the_world() -> None:
    assert corners([])[0][1] < -100
    assert zoom(corners([])) == 2


def test_the_legend_names_every_symbol_in_use_once() -> None:
    """Assets and places of the map, in either style; what is drawn alike is one line."""
    scenario = load("tutorial")
    for style in ("ocha", "app6"):
        told = situation(scenario, LAYERS, None, style)
        named = [name for name, _, _ in told["legend"]["signs"]]
        drawings = {told["svgs"][name] for name in named}
        assert drawings == set(told["svgs"].values())
        assert {mode for _, mode, _ in told["legend"]["signs"]} > {"helicopter", "truck"}
    assert signs(["ship", "carrier", "airfield"], "ocha") == [("ship", "ship", "Ship"), ("airfield", "", "Airfield")]
    assert [words for *_, words in signs(["truck", "truck.neutral"], "app6")] == ["Truck", "Truck, neutral"]
    assert [words for *_, words in signs(["truck", "truck.neutral"], "ocha")] == ["Truck"]
