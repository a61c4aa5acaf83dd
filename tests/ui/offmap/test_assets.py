"""A map loads everything from the package, or is refused."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import folium
import folium.plugins
import pytest
from branca.colormap import linear

from hadr_planner.ui.offmap import OfflineAssetError, basemap, localise
from hadr_planner.ui.served import SCRIPTS, folder

STATIC = folder("maps")
LINK = re.compile(r"\.\./hadr_planner\.ui\.served\.of_(\w+)/([\w.]+)\?([0-9a-f]{16})")


def links(element: Any) -> list[str]:
    own = [url for _, url in (*getattr(element, "default_js", ()), *getattr(element, "default_css", ()))]
    return own + [url for child in element._children.values() for url in links(child)]


def test_every_link_of_a_map_is_served_from_here_and_exists() -> None:
    drawn = folium.Map(tiles=None)
    basemap().add_to(drawn)
    localise(drawn)
    found = links(drawn)
    assert len(found) > len(SCRIPTS)
    for link in found:
        part, name, digest = LINK.fullmatch(link).groups()  # type: ignore[union-attr]
        assert hashlib.sha256((folder(part) / name).read_bytes()).hexdigest().startswith(digest)


@pytest.mark.parametrize(
    "stranger",
    [
        folium.TileLayer("https://tiles.example/{z}/{x}/{y}.png", attr="x"),
        folium.TileLayer("//tiles.example/{z}/{x}/{y}.png", attr="x"),
        linear.viridis.scale(0, 1),
        folium.plugins.MarkerCluster(),
        folium.plugins.Fullscreen(),
    ],
    ids=["tiles", "tiles without scheme", "colour map", "cluster", "fullscreen"],
)
def test_what_would_be_fetched_is_refused(stranger: Any) -> None:
    drawn = folium.Map(tiles=None)
    stranger.add_to(drawn)
    with pytest.raises(OfflineAssetError):
        localise(drawn)


def test_a_stranger_deep_in_a_group_is_found() -> None:
    drawn, group = folium.Map(tiles=None), folium.FeatureGroup()
    folium.plugins.MarkerCluster().add_to(group)
    group.add_to(drawn)
    with pytest.raises(OfflineAssetError, match="MarkerCluster"):
        localise(drawn)


def test_other_maps_are_left_alone() -> None:
    localise(folium.Map(tiles=None))
    assert any("//" in link for link in links(folium.Map(tiles=None)))


def test_vendored_files_are_those_of_the_manifest() -> None:
    entries = json.loads((STATIC / "MANIFEST.json").read_text("utf-8"))
    named = {name: digest for entry in entries for name, digest in entry["sha256"].items()}
    assert set(named) == {"app6.json", "ocha.json"}
    assert {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in named} == named
    assert all(entry["licence"] for entry in entries)


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.*s*")), ids=lambda file: file.name)
def test_nothing_served_names_another_host(file: Any) -> None:
    """The name of SVG's own vocabulary is no address."""
    written = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.findall(r"//[a-z0-9-]+\.[a-z]", written)
    assert file.suffix != ".css" or not re.findall(r"url\(|@import", written)


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.js")), ids=lambda file: file.name)
def test_scripts_make_no_markup_out_of_text(file: Any) -> None:
    """No script writes HTML or runs text; what it shows goes through text nodes or parsed symbols of the package."""
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*[\"']|srcdoc"
    assert re.findall(risky, file.read_text("utf-8")) == []
