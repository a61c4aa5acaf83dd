"""Every kind has a symbol in both styles, and a symbol is nothing but shapes."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from hadr_planner.domain.catalogue import Mode, UnitKind
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.io import load
from hadr_planner.ui.offmap.emblem import drawings, emblem
from hadr_planner.ui.offmap.symbols import STYLES, kinds, symbol

SHAPES = {"svg", "g", "path", "circle", "rect", "ellipse", "polygon", "text"}


def test_every_mode_and_place_has_a_symbol() -> None:
    wanted = {mode.value for mode in Mode} | {place.value for place in PlaceKind}
    assert wanted <= set(kinds())


def test_every_kind_of_unit_has_a_symbol() -> None:
    other = {UnitKind.AIRFIELD: "airfield_services"}
    assert {other.get(kind, kind.value) for kind in UnitKind} <= set(kinds())


@pytest.mark.parametrize("style", STYLES)
def test_symbols_are_shapes_only(style: str) -> None:
    for kind in kinds():
        tree = ET.fromstring(symbol(kind, style))
        names = {element.tag.split("}")[1] for element in tree.iter()}
        assert names <= SHAPES, kind
        assert not any(name[:2] == "on" or "href" in name for element in tree.iter() for name in element.attrib), kind


def test_military_symbols_tell_friends_from_neutrals_by_their_frame() -> None:
    assert symbol("ship", "app6") != symbol("ship", "app6", affiliation="neutral")
    assert symbol("ship", "ocha") == symbol("ship", "ocha", affiliation="neutral")


def test_a_kind_nobody_knows_is_drawn_as_a_base() -> None:
    assert symbol("<script>", "ocha") == symbol("base", "ocha")


def test_all_assets_of_a_scenario_have_drawings() -> None:
    scenario = load("haiyan_2013")
    names = {emblem(asset) for asset in scenario.assets.values()}
    assert {"fixed_wing", "carrier", "ship.neutral"} <= names
    for style in STYLES:
        drawn = drawings(names, style)
        assert set(drawn) == names
        assert len(set(drawn.values())) >= 5
