"""Make a folium map load everything from this package, and refuse what would come from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from branca.colormap import ColorMap
from branca.element import Element
from folium import Map, TileLayer
from folium.elements import JSCSSMixin

from hadr_planner.errors import HadrError
from hadr_planner.ui.served import address

REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
LEAFLET = {"leaflet": "leaflet.js", "leaflet_css": "leaflet.css"}
UNUSED = {
    "jquery", "bootstrap", "awesome_markers", "bootstrap_css", "glyphicons_css", "awesome_markers_font_css",
    "awesome_markers_css", "awesome_rotate_css",
}  # fmt: skip
"""Parts of folium's page that no element of the desk's maps uses; they are left out."""


class OfflineAssetError(HadrError):
    """Something on a map would have to be fetched from outside."""


def localise(figure: Element) -> Element:
    """Point every script and style in a map at this package's copy.

    Raises
    ------
    OfflineAssetError
        An element wants a script, style or tile for which there is no copy.
    """
    for element in list(_walk(figure)):
        if isinstance(element, ColorMap):
            raise OfflineAssetError("branca's colour maps load d3 from the network; draw a legend instead")
        if isinstance(element, TileLayer) and REMOTE.match(str(element.tiles or "")):
            raise OfflineAssetError(f"tiles would be fetched from {element.tiles}")
        if isinstance(element, JSCSSMixin):
            element.default_js = list(_local(element, element.default_js))
            element.default_css = list(_local(element, element.default_css))
    return figure


def _local(element: Element, links: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, url in links:
        if not REMOTE.match(url):
            yield name, url
        elif isinstance(element, Map) and name in LEAFLET:
            yield name, address("leaflet", LEAFLET[name])
        elif not (isinstance(element, Map) and name in UNUSED):
            raise OfflineAssetError(f"{type(element).__name__} would fetch {url}, of which there is no copy here")


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for child in getattr(element, "_children", {}).values():
        yield from _walk(child)
