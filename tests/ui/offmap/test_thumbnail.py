"""The small map on a scenario's card."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from report.world import IMAGE

from hadr_planner.io import load
from hadr_planner.ui import thumbnail

SVG = "{http://www.w3.org/2000/svg}"


def test_it_shows_every_site_and_place_inside_its_frame() -> None:
    scenario = load("tutorial")
    tree = ET.fromstring(thumbnail.svg(scenario))
    dots = tree.findall(f"{SVG}circle")
    assert len(dots) == len(scenario.sites)
    assert all(0 <= float(dot.attrib["cx"]) <= thumbnail.WIDE for dot in dots)
    assert all(0 <= float(dot.attrib["cy"]) <= thumbnail.TALL for dot in dots)
    assert len(tree.findall(f"{SVG}rect")) == len(scenario.places) + 1


def test_land_is_drawn() -> None:
    path = ET.fromstring(thumbnail.svg(load("tutorial"))).find(f"{SVG}path")
    assert path is not None
    assert path.attrib["d"].count("L") > 20


def test_a_hostile_title_is_text() -> None:
    drawn = thumbnail.svg(replace(load("tutorial"), title=IMAGE))
    assert "<img" not in drawn
    assert ET.fromstring(drawn).find(f"{SVG}title").text == f"Map of {IMAGE}"  # type: ignore[union-attr]


def test_a_scenario_without_sites_or_places_still_has_a_map() -> None:
    assert "<circle" not in thumbnail.svg(replace(load("tutorial"), sites={}, places={}, assets={}))
