"""KML 2.2: a folder for each layer; legs and lines carry their time spans, so that a globe can play them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.shapes import Feature
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.features import features as tasking_features
from hadr_planner.report.wording import clean

from .geojson import features

SPACE = "http://www.opengis.net/kml/2.2"
SPANS = (("depart", "arrive"), ("begin", "end"))
COLOURS = {
    "fixed_wing": "ffb1662b",
    "helicopter": "ffb84c7d",
    "ship": "ff757a0b",
    "landing_craft": "ffa0a639",
    "truck": "ff175da3",
}
TITLES = {"site": "Sites", "place": "Places", "leg": "Legs", "task": "Lines"}
HARMLESS = str.maketrans({"<": "‹", ">": "›", "$": "＄", "\ufffe": " ", "\uffff": " "})


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write sites, places and legs."""
    return _written(scenario.title, features(scenario, plan))


def render_tasking(tasking: Tasking) -> bytes:
    """Write the places, legs and lines of one reader."""
    return _written(f"{tasking.title}: {tasking.name}", tasking_features(tasking))


def plain(value: Any) -> str:
    """Text that no viewer takes for HTML or for one of its own placeholders, wherever it is shown.

    Viewers run the text of a placemark as HTML after reading the XML, so escaping alone is not enough.
    """
    if isinstance(value, dict):
        return "; ".join(f"{plain(key)}: {plain(one)}" for key, one in value.items())
    return clean(str(value)).translate(HARMLESS)


def _written(title: str, found: list[Feature]) -> bytes:
    root = ElementTree.Element("kml", xmlns=SPACE)
    document = _child(root, "Document")
    _child(document, "name", plain(title))
    for mode, colour in COLOURS.items():
        style = _child(document, "Style", id=mode)
        line = _child(style, "LineStyle")
        _child(line, "color", colour)
        _child(line, "width", "3")
    for layer, members in groupby(found, key=lambda feature: str(feature["properties"]["layer"])):
        folder = _child(document, "Folder")
        _child(folder, "name", TITLES[layer])
        for feature in members:
            _placemark(folder, feature)
    ElementTree.indent(root, " ")
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _child(
    parent: ElementTree.Element, name: str, text: str | None = None, /, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _placemark(folder: ElementTree.Element, feature: Feature) -> None:
    properties = feature["properties"]
    mark = _child(folder, "Placemark")
    _child(mark, "name", plain(properties.get("name") or f"{properties['asset']} #{properties['tail']}"))
    for begin, end in SPANS:
        if begin in properties:
            span = _child(mark, "TimeSpan")
            _child(span, "begin", _instant(properties[begin]))
            _child(span, "end", _instant(properties[end]))
    if properties["layer"] == "leg":
        _child(mark, "styleUrl", f"#{properties['mode']}")
    extended = _child(mark, "ExtendedData")
    for name, value in properties.items():
        if name not in ("layer", "name") and value not in (None, ""):
            _child(_child(extended, "Data", name=name), "value", plain(value))
    _geometry(mark, feature["geometry"])


def _instant(stamp: str) -> str:
    """ISO 8601 to the second, as KML wants it."""
    return f"{stamp[:16]}:00{stamp[16:]}"


def _geometry(mark: ElementTree.Element, geometry: dict[str, Any]) -> None:
    if geometry["type"] == "Point":
        _child(_child(mark, "Point"), "coordinates", _positions([geometry["coordinates"]]))
        return
    many = geometry["type"] == "MultiLineString"
    parent = _child(mark, "MultiGeometry") if many else mark
    for part in geometry["coordinates"] if many else [geometry["coordinates"]]:
        line = _child(parent, "LineString")
        _child(line, "tessellate", "1")
        _child(line, "coordinates", _positions(part))


def _positions(points: list[list[float]]) -> str:
    return " ".join(_pairs(points))


def _pairs(points: list[list[float]]) -> Iterator[str]:
    for lon, lat in points:
        yield f"{lon:.6f},{lat:.6f}"
