"""The one-page report: self-contained, deaf to hostile names, right across 180 degrees."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from report.world import IMAGE, SCRIPT, TEMPLATE, plan, scenario

from hadr_planner.domain.plan import Status
from hadr_planner.report.exports import export
from hadr_planner.report.kpis import kpis
from hadr_planner.report.page import page
from hadr_planner.report.page.markup import Markup, embedded, tag
from hadr_planner.report.routes import Frame, frame, legs, lines

HARMLESS = {"http://www.w3.org/2000/svg", "https://leafletjs.com"}


class Elements(HTMLParser):
    """Collects every element with its attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag and data.strip():
            self.texts.append((self.lasttag, data))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = export(scenario(), plan(), tmp_path_factory.mktemp("page") / "plan.html")
    return target.read_text("utf-8")


@pytest.fixture(scope="module")
def elements(written: str) -> Elements:
    parser = Elements()
    parser.feed(written)
    return parser


def map_of(text: str) -> Any:
    found = re.search(r'<script type="application/json" id="theatre">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_nothing_in_the_page_points_outside(written: str, elements: Elements) -> None:
    named = set(re.findall(r"https?://[a-zA-Z0-9./]+", written))
    assert {url for url in named if not url.startswith("http://evil.e")} == HARMLESS
    assert not re.search(r"\bfetch\(|XMLHttpRequest|importScripts|sendBeacon|WebSocket|EventSource", written)
    styles = [text for name, text in elements.texts if name == "style"]
    styles += [a["style"] or "" for _, a in elements.found if "style" in a]
    assert len(styles) > 5
    assert not any(re.search(r"url\(|@import|image-set", style) for style in styles)
    for _, attributes in elements.found:
        assert not {"src", "href", "srcset", "action", "formaction", "data"} & set(attributes)


def test_the_policy_allows_the_pages_own_scripts_and_nothing_else(elements: Elements) -> None:
    policy = next(a["content"] for t, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    scripts = [text for tag_name, text in elements.texts if tag_name == "script"]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts[1:]]
    assert len(digests) == 2
    assert policy
    assert policy.startswith("default-src 'none'; script-src " + " ".join(f"'sha256-{d}'" for d in digests) + ";")


def test_hostile_names_stay_text(written: str, elements: Elements) -> None:
    assert SCRIPT not in written
    assert IMAGE not in written
    assert not [name for name, _ in elements.found if name in ("img", "iframe", "object", "embed", "b", "a")]
    assert not [a for _, a in elements.found if any(key.startswith("on") for key in a)]
    assert any(IMAGE in text for _, text in elements.texts)
    assert map_of(written)["sites"][1]["name"].endswith(IMAGE)
    assert TEMPLATE in map_of(written)["places"][0]["name"]


def test_the_map_carries_rings_routes_and_moves(written: str) -> None:
    drawn = map_of(written)
    assert [site["curve"][-1] for site in drawn["sites"]] == [0.65, pytest.approx(0.472, abs=0.001), 0]
    assert {(r["mode"], r["tonnes"], r["legs"]) for r in drawn["routes"]} >= {("fixed_wing", 14, 1), ("ship", 17, 1)}
    first = drawn["tails"][0]["moves"]
    assert [step[:2] for step in first] == [[0, 1], [1, 2], [2, 3], [3, 4], [4, 4.5]]
    assert drawn["map"]["land"]["coordinates"]


def test_a_page_for_no_plan_says_so() -> None:
    idle = plan(status=Status.NO_PLAN, why="no asset is ready", sorties=(), stays=(), hand_overs=(), services=())
    text = page(scenario(), idle, kpis(scenario(), idle))
    assert "No plan" in text
    assert "no asset is ready" in text
    assert "No asset moves." in text


def test_an_empty_scenario_still_makes_a_page() -> None:
    bare = scenario(sites={}, places={}, needs={}, assets={}, units={}, supplies={}, partnerships={}, assumptions=())
    idle = plan(sorties=(), stays=(), hand_overs=(), services=())
    assert "No site is in need" in page(bare, idle, kpis(bare, idle))


def test_the_page_stays_below_six_megabytes(written: str) -> None:
    assert len(written.encode()) < 6e6


def test_markup_escapes_text_and_attributes_and_data() -> None:
    assert tag("p", '<&">', title='"<') == '<p title="&quot;&lt;">&lt;&amp;&quot;&gt;</p>'
    assert tag("p", Markup("<i>x</i>")) == "<p><i>x</i></p>"
    assert "<" not in embedded({"name": SCRIPT})
    assert json.loads(embedded({"name": SCRIPT + "\u2028"})) == {"name": SCRIPT + "\u2028"}


def across_180() -> Any:
    world = scenario()
    moved = {"alpha": -175.2, "bravo": 178.4, "charlie": -171.8}
    sites = {id: replace(site, lat=-18.0, lon=moved[id]) for id, site in world.sites.items()}
    places = {id: replace(place, lat=-20.0, lon=179.0) for id, place in world.places.items()}
    return replace(world, sites=sites, places=places)


def test_a_theatre_across_180_degrees_is_drawn_in_one_piece() -> None:
    world = across_180()
    window = frame(world)
    assert [round(window.lon(lon), 1) for lon in (178.4, -175.2, -171.8)] == [178.4, 184.8, 188.2]
    drawn = map_of(page(world, plan(), kpis(world, plan())))
    assert drawn["view"][1][1] - drawn["view"][0][1] < 15
    lons = [lon for polygon in drawn["map"]["land"]["coordinates"] for lon, _ in polygon[0]]
    assert min(lons) < 179
    assert max(lons) > 181
    for line in lines(world, legs(world, plan())).values():
        assert all(abs(a[1] - b[1]) < 20 for a, b in itertools.pairwise(line))


def test_a_line_keeps_its_direction_over_180_degrees() -> None:
    assert Frame(0.0).line(((0.0, 179.0), (0.0, -179.0))) == ((0.0, 179.0), (0.0, 181.0))
    assert Frame(-180.0).line(((0.0, -179.0), (0.0, 179.0))) == ((0.0, -179.0), (0.0, -181.0))
    assert Frame(0.0).line(((0.0, 181.0), (0.0, 179.0))) == ((0.0, 181.0), (0.0, 179.0))


def test_vendored_files_are_those_in_the_manifest() -> None:
    for folder in (Path("hadr_planner/report/assets"), Path("data/basemap")):
        here = Path(__file__).resolve().parents[2] / folder
        for entry in json.loads((here / "MANIFEST.json").read_text("utf-8")):
            assert entry["licence"]
            for name, digest in entry["sha256"].items():
                assert hashlib.sha256((here / name).read_bytes()).hexdigest() == digest
