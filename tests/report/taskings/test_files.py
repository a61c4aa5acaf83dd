"""Files made from taskings and plans: valid in each format, and deaf to hostile names."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from icalendar import Calendar
from report.taskings.marks import invented
from report.world import FORMULA, IMAGE, SCRIPT, TEMPLATE, plan, scenario

from hadr_planner.domain.plan import Directive
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.report.bundle import bundle, everybody
from hadr_planner.report.exports import export, formats, hand_out, handout
from hadr_planner.report.parcel import Parcel
from hadr_planner.report.taskings import Tasking, reader_of, tasking
from hadr_planner.report.taskings.edition import edition
from hadr_planner.report.taskings.sheets import TASK_COLUMNS

KML = "{http://www.opengis.net/kml/2.2}"
BREAKOUT = "x\r\nATTACH:http://evil.example\r\nEND:VEVENT\nBEGIN:VALARM;a,b\\n]]><Placemark/>&lt;b&gt;$[name]"
LONGEST_S = 120


def hostile() -> Scenario:
    """Names that try to break out of every format."""
    world = scenario()
    renamed = {
        "usa_c130": replace(world.assets["usa_c130"], name=BREAKOUT),
        "aus_ch47": replace(world.assets["aus_ch47"], name=FORMULA),
    }
    title = BREAKOUT + SCRIPT
    return scenario(assets={**world.assets, **renamed}, title=title, sites={**world.sites}, host="PHL")


def given(words: str, world: Scenario | None = None) -> Tasking:
    world = world or hostile()
    return tasking(world, plan(), reader_of(world, words))


class Elements(HTMLParser):
    """Collects every element with its attributes, and all texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


# ---- all formats ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", formats())
def test_equal_taskings_make_equal_text(suffix: str) -> None:
    """A second file of the same edition says the same; only workbooks carry the hour at which they were made."""
    first, second = handout(given("USA"), suffix), handout(given("USA"), suffix)
    assert first
    assert suffix == "xlsx" or first == second


@pytest.mark.parametrize("suffix", formats())
def test_a_reader_without_lines_gets_a_valid_file(suffix: str, tmp_path: Path) -> None:
    target = hand_out(given("site:charlie"), tmp_path / f"none.{suffix}")
    assert target.stat().st_size > 0


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HadrError, match="wanted a file ending in"):
        hand_out(given("USA"), tmp_path / "x.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_format_for_plans_only_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("hadr_planner.report.exports.csv.render_tasking")
    with pytest.raises(HadrError, match="can't be written as 'csv'"):
        handout(given("USA"), "csv")


# ---- calendar -------------------------------------------------------------------------------------------------------


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_calendar_times_are_utc_and_requests_tentative() -> None:
    east = scenario(start=datetime(2013, 11, 8, 6, tzinfo=timezone(timedelta(hours=8))))
    found = events(handout(given("AUS", east), "ics"))
    sortie = next(event for event in found if "CH-47" in event["summary"])
    assert sortie.decoded("dtstart") == datetime(2013, 11, 8, 4, tzinfo=UTC)
    assert sortie.to_ical().decode().count("DTSTART:20131108T040000Z") == 1
    assert sortie["status"] == "TENTATIVE"
    assert "request (AUS LO <i>now</i> must say yes)" in sortie["description"]
    assert {event["status"] for event in found if "stay" in str(event["categories"].to_ical())} == {"CONFIRMED"}


def test_calendar_of_the_plan_has_every_sortie_and_stay(tmp_path: Path) -> None:
    content = export(hostile(), plan(), tmp_path / "plan.ics").read_bytes()
    assert len(events(content)) == len(plan().sorties) + len(plan().stays)


@pytest.mark.parametrize("words", ["USA", "AUS", "partner:red_cross", "site:alpha"])
def test_no_name_adds_lines_to_a_calendar(words: str) -> None:
    content = handout(given(words), "ics")
    lines = content.decode().split("\r\n")
    assert not any(line.startswith(("ATTACH", "BEGIN:VALARM")) for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(given(words).tasks)
    assert "\n" not in content.decode().replace("\r\n", "")


def test_every_event_has_an_identity_of_its_own_that_stays() -> None:
    """A tasking made again updates a calendar instead of filling it twice."""
    first = [str(event["uid"]) for event in events(handout(given("USA"), "ics"))]
    assert len(set(first)) == len(first) > 3
    assert [str(event["uid"]) for event in events(handout(given("USA"), "ics"))] == first


# ---- maps -----------------------------------------------------------------------------------------------------------


def test_kml_gives_legs_their_line_and_time_span() -> None:
    root = ElementTree.fromstring(handout(given("AUS"), "kml"))
    assert [name.text for name in root.iterfind(f".//{KML}Folder/{KML}name")] == ["Places", "Legs", "Lines"]
    leg = next(mark for mark in root.iter(f"{KML}Placemark") if mark.find(f"{KML}LineString") is not None)
    span = [element.text for element in leg.iter() if element.tag in (f"{KML}begin", f"{KML}end")]
    assert span == ["2013-11-08T13:00:00+00:00", "2013-11-08T14:00:00+00:00"]
    points = leg.findtext(f"{KML}LineString/{KML}coordinates", "").split()
    assert points[0].startswith("124.0")


def test_no_name_becomes_markup_in_kml(tmp_path: Path) -> None:
    """Viewers run texts as HTML after reading the XML: no angle bracket and no placeholder is left in any text."""
    whole = export(hostile(), plan(), tmp_path / "plan.kml").read_bytes()
    for content in (whole, *(handout(given(words), "kml") for words in ("USA", "site:bravo", "partner:red_cross"))):
        root = ElementTree.fromstring(content)
        texts = [element.text or "" for element in root.iter()]
        assert any("alert" in text or "evil" in text for text in texts)
        assert not [text for text in texts if "<" in text or ">" in text or "$" in text or "\r" in text]
        assert {element.tag for element in root.iter()} <= {KML + name for name in ALLOWED}


ALLOWED = (
    "kml", "Document", "Folder", "Placemark", "name", "Style", "LineStyle", "color", "width", "TimeSpan", "begin",
    "end", "styleUrl", "ExtendedData", "Data", "value", "Point", "LineString", "MultiGeometry", "tessellate",
    "coordinates",
)  # fmt: skip


def test_kml_survives_signs_that_xml_forbids() -> None:
    world = scenario(title="a\x00b\x0bc\ufffe\ud800d")
    texts = [element.text or "" for element in ElementTree.fromstring(handout(given("USA", world), "kml")).iter()]
    assert any(re.search(r"a.?b.?c.*d", text) for text in texts)
    assert not [text for text in texts if re.search("[\x00\x0b\ufffe\ud800]", text)]


def test_geopackage_has_layers_that_open(tmp_path: Path) -> None:
    import pyogrio

    target = hand_out(given("USA"), tmp_path / "usa.gpkg")
    assert {name for name, _ in pyogrio.list_layers(target)} == {"places", "legs", "lines", "about"}
    legs = pyogrio.read_dataframe(target, layer="legs")
    assert list(legs["sortie"]) == ["s0001", "s0001"]
    assert legs.crs.to_epsg() == 4326
    about = pyogrio.read_dataframe(target, layer="about", read_geometry=False)
    assert list(about["edition"]) == [edition(given("USA"))]


def test_geopackage_of_the_plan_has_sites_places_and_legs(tmp_path: Path) -> None:
    import pyogrio

    target = export(hostile(), plan(), tmp_path / "plan.gpkg")
    assert {name for name, _ in pyogrio.list_layers(target)} == {"sites", "places", "legs", "about"}
    base = sqlite3.connect(target)
    names = [name for (name,) in base.execute("select name from sites")]
    base.close()
    assert FORMULA in names


def test_lines_across_180_degrees_are_cut_in_every_map() -> None:
    world = scenario()
    sites = {id: replace(site, lat=-18.0, lon=-175.0) for id, site in world.sites.items()}
    places = {id: replace(place, lat=-20.0, lon=179.0) for id, place in world.places.items()}
    aus = given("AUS", replace(world, sites=sites, places=places))
    legs = [f for f in json.loads(handout(aus, "geojson"))["features"] if f["properties"]["layer"] == "leg"]
    assert [leg["geometry"]["type"] for leg in legs] == ["MultiLineString"] * 2
    assert handout(aus, "kml").count(b"<MultiGeometry>") == 2
    assert b"class=\"map\"" in handout(aus, "html")


# ---- tables ---------------------------------------------------------------------------------------------------------


def test_csv_is_every_line_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(handout(given("AUS"), "csv").decode("utf-8-sig"))))
    assert tuple(rows[0]) == TASK_COLUMNS
    assert len(rows) == len(given("AUS").tasks)
    cells = [cell for row in rows for cell in row.values()]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.lstrip()[:1] in ("=", "+", "@") for cell in cells)


def test_workbook_stores_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(handout(given("AUS"), "xlsx")))
    assert book.sheetnames == ["tasking", "lines", "stops", "legs", "places", "assets", "caveats"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == FORMULA for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_a_sites_workbook_has_no_sheet_that_others_fill() -> None:
    book = openpyxl.load_workbook(io.BytesIO(handout(given("site:alpha"), "xlsx")))
    assert book.sheetnames == ["tasking", "lines", "places"]


# ---- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["USA", "AUS", "partner:red_cross", "site:bravo"])
def test_the_page_runs_nothing_and_fetches_nothing(words: str) -> None:
    text = handout(given(words), "html").decode()
    elements = Elements(text)
    names = {name for name, _ in elements.found}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "base", "a", "b", "form"}
    keys = {key for _, attributes in elements.found for key in attributes}
    assert not [key for key in keys if key.startswith("on") or key in ("src", "href", "style", "action", "data")]
    policy = next(a["content"] for name, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy or ""
    )
    assert not re.search(r"url\(|@import", text)


def test_hostile_names_stay_text_on_the_page() -> None:
    text = handout(given("partner:red_cross"), "html").decode()
    assert SCRIPT not in text
    assert IMAGE not in text
    assert any(TEMPLATE in one for one in Elements(handout(given("USA"), "html").decode()).texts)


def test_the_page_groups_lines_and_has_room_to_answer_and_sign() -> None:
    texts = Elements(handout(given("AUS"), "html").decode()).texts
    assert [text for text in texts if text in ("Orders", "Requests", "Proposals", "For information")] == [
        "Orders", "Requests", "For information",
    ]  # fmt: skip
    assert any("☐\u00a0yes" in text for text in texts)
    assert "Answer" in texts
    assert "Signature" in texts
    assert f"Edition {edition(given('AUS'))} received for AUS." in texts


def test_nothing_is_asked_of_a_site() -> None:
    """Its lines say how firm they are; there is nothing to answer."""
    texts = Elements(handout(given("site:bravo"), "html").decode()).texts
    found = [text for text in texts if text in ("Orders", "Requests", "Ordered", "Requested", "Proposed", "Answer")]
    assert found == ["Requested", "Proposed"]


def test_the_map_on_the_page_shows_own_legs_only() -> None:
    elements = Elements(handout(given("AUS"), "html").decode())
    legs = [a["class"] for name, a in elements.found if (a.get("class") or "").startswith("leg ")]
    assert legs == ["leg helicopter"] * 2
    assert len([a for name, a in elements.found if name == "circle"]) == len(given("AUS").spots)


# ---- everybody ------------------------------------------------------------------------------------------------------


def test_the_bundle_has_a_folder_for_each_reader_with_lines() -> None:
    world = scenario()
    content = bundle(everybody(world, plan()), ("csv", "ics"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        usa = archive.read("nation_USA/nation_USA.csv")
    assert {name.split("/")[0] for name in names} == {
        "nation_AUS", "nation_PHL", "nation_USA", "nation_wfp", "partner_red_cross", "site_alpha", "site_bravo",
    }  # fmt: skip
    assert usa == handout(given("USA", world), "csv")
    assert content == bundle(everybody(world, plan()), ("csv", "ics"))


def test_no_reader_climbs_out_of_the_archive() -> None:
    world = scenario()
    climbing = replace(world.assets["usa_c130"], component="../../../tmp/x")
    world = scenario(assets={**world.assets, "usa_c130": climbing})
    with zipfile.ZipFile(io.BytesIO(bundle(everybody(world, plan()), ("csv",)))) as archive:
        assert not [name for name in archive.namelist() if ".." in name or name.startswith("/") or "\\" in name]


def waited(parcel: Parcel) -> bytes:
    until = time.monotonic() + LONGEST_S
    while (content := parcel.content) is None:
        assert time.monotonic() < until
        time.sleep(0.1)
    return content


def test_a_parcel_is_the_bundle_made_elsewhere_and_leaves_nothing() -> None:
    taskings = everybody(scenario(), invented(scenario()))
    parcel = Parcel(taskings, ("csv",))
    assert waited(parcel) == bundle(taskings, ("csv",))
    assert parcel.done == parcel.total == len(taskings)
    parcel.close()
    assert not parcel._path.exists()


def test_a_parcel_that_is_given_up_ends_its_process() -> None:
    parcel = Parcel(everybody(scenario(), plan()), formats())
    parcel.close()
    assert parcel._work.poll() is not None
    assert not parcel._path.exists()


def test_a_parcel_that_fails_says_so() -> None:
    parcel = Parcel(everybody(scenario(), plan()), ("docx",))
    with pytest.raises(HadrError, match="could not be packed"):
        waited(parcel)


# ---- the command line -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan file of the tutorial."""
    from hadr_planner.io import load, write_plan

    path = tmp_path_factory.mktemp("plans") / "plan.json"
    write_plan(invented(load("tutorial")), path)
    return path


def hadr(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hadr_planner.cli", *words], capture_output=True, text=True, check=False
    )


def test_export_for_a_reader(stored: Path, tmp_path: Path) -> None:
    done = hadr("export", "tutorial", str(stored), "--to", str(tmp_path / "aus.csv"), "--for", "AUS")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "aus.csv").read_text("utf-8-sig")
    assert "aus_c130j-0" in text
    assert "nzl_nh90-0" not in text


def test_export_for_everybody_wants_a_zip(stored: Path, tmp_path: Path) -> None:
    done = hadr("export", "tutorial", str(stored), "--to", str(tmp_path / "all.html"), "--for", "everybody")
    assert (done.returncode, "wanted a name that ends in .zip" in done.stderr) == (2, True)


def test_export_for_nobody_known_is_bad_usage(stored: Path, tmp_path: Path) -> None:
    done = hadr("export", "tutorial", str(stored), "--to", str(tmp_path / "x.csv"), "--for", "site:labsa")
    assert (done.returncode, "did you mean 'site:labasa'?" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_every_directive_has_its_group() -> None:
    from hadr_planner.report.page.handout import GROUPS, SITE_GROUPS

    assert [group[0] for group in GROUPS] == [*Directive, None]
    assert [group[0] for group in SITE_GROUPS] == [*Directive]
