"""No page hands a text to folium unless it was made safe."""

from __future__ import annotations

import ast
from pathlib import Path

UI = Path(__file__).parents[3] / "hadr_planner" / "ui"
MAKERS = {"DivIcon", "Popup", "Tooltip", "Html", "IFrame", "GeoJsonTooltip", "GeoJsonPopup", "Element"}
SHOWN = {"popup", "tooltip", "html", "name"}


def risky(source: str) -> list[int]:
    """Lines on which something is pasted into a map as markup, other than a constant or ``text(…)``."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        of_folium = called in MAKERS or (
            isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "folium"
        )
        asked = [k.value for k in node.keywords if k.arg in SHOWN and of_folium]
        asked += node.args if called in MAKERS else []
        lines += [node.lineno for value in asked if not _harmless(value)]
    return lines


def _harmless(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) or (
        isinstance(value, ast.Call) and getattr(value.func, "id", getattr(value.func, "attr", "")) == "text"
    )


def test_every_text_that_folium_pastes_is_made_safe() -> None:
    files = sorted(UI.rglob("*.py"))
    assert files
    assert {str(file): risky(file.read_text("utf-8")) for file in files if risky(file.read_text("utf-8"))} == {}


def test_the_search_itself_finds_what_it_should() -> None:
    assert risky("folium.Marker(at, popup=site.name)") == [1]
    assert risky("DivIcon(html=f'<b>{name}</b>')") == [1]
    assert risky("folium.Marker(at, tooltip=text(site.name))") == []
