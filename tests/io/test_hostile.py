"""Files made to hurt: each is refused with a fault, never with a traceback, a hang or a guess."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile

import pytest

from hadr_planner.io import load
from hadr_planner.io.caps import CELL_LENGTH, HEAD_BYTES, ROWS, TABLE_BYTES, WHOLE_BYTES

HEAD = "start: 2024-01-01T06:00:00+00:00\nhost: FJI\n"

BAD_HEADS = {
    "aliases": (HEAD + "a: &a [x,x]\nb: [*a,*a]\n", "alias '*a' is refused"),
    "a billion laughs": (
        "a: &a [lol]\n" + "".join(f"{x}: &{x} [{', '.join([f'*{y}'] * 9)}]\n" for x, y in ("ba", "cb", "dc", "ed")),
        "is refused",
    ),
    "an object tag": (HEAD + "title: !!python/object/apply:os.system [ls]\n", "tag"),
    "deep nesting": (HEAD + "policies: " + "[" * 5000 + "]" * 5000, "nest"),
    "deep block nesting": (HEAD + "".join(f"{' ' * n}k:\n" for n in range(300)), "nest"),
    "two documents": (HEAD + "---\nhost: AUS\n", "second document"),
    "an unclosed quote": (HEAD + 'title: "x\n', "can't be read as YAML"),
    "a tab": (HEAD + "\ttitle: x\n", "can't be read as YAML"),
    "a list": ("- a\n- b\n", "wanted keys and values"),
    "a mapping as key": (HEAD + "? {a: b}\n: c\n", "a key must be a single word"),
    "a lone surrogate": (HEAD + 'title: "\\ud800"\n', ""),
    "a bell": (HEAD + 'title: "\\a"\n', "control character U+0007"),
    "a long title": (HEAD + "title: " + "x" * (CELL_LENGTH + 1), "at most 2,000"),
    "a large head": (HEAD + "# " + "x" * HEAD_BYTES, "is larger than"),
    "infinity": (HEAD + "horizon_h: .inf\n", "input should be a valid number"),
    "a long number": (HEAD + "seed: " + "9" * 1900 + "\n", "seed: "),
    "periods without end": (HEAD + "period_h: [{until_h: 1e9, h: 0.5}, {until_h: 168, h: 6}]\n", "period_h"),
    "the same aim again and again": (HEAD + "aims: [" + "lives," * 30_000 + "]\n", "comes 30000 times"),
    "brackets without end": (HEAD + "policies: " + "{" * 100_000, ""),
    "dashes without end": (HEAD + "policies:\n" + "- " * 100_000, ""),
    "question marks without end": (HEAD + "? " * 100_000, ""),
    "an exponent": (HEAD + "horizon_h: 1e999\n", "finite"),
}


@pytest.mark.parametrize("case", BAD_HEADS)
def test_a_hostile_head_is_refused(case, tiny, faults):
    text, message = BAD_HEADS[case]
    assert any(message in fault for fault in faults(tiny({"scenario.yaml": text})))


BAD_TABLES = {
    "NUL bytes": (b"site,item,quantity\nnorth,wa\0ter,3\n", "needs.csv:2: is not text: byte 27 is NUL"),
    "Latin-1": ("site,item,quantity,note\nnorth,water,3,caf\xe9\n".encode("latin-1"), "is 0xe9; save it as UTF-8"),
    "UTF-16": ("site,item,quantity\n".encode("utf-16"), "UTF-16"),
    "an unclosed quote": (b'site,item,quantity\nnorth,"water,3\n', "can't be read as CSV"),
    "a huge cell": (b"site,item,quantity,note\nnorth,water,3," + b"x" * 200_000, "can't be read as CSV"),
    "a long cell": (b"site,item,quantity,note\nnorth,water,3," + b"x" * 3_000, "at most 2,000"),
    "many columns": (b"," * 5_000 + b"\n", "at most 200"),
    "a million rows": (b"site,item,quantity\n" + b"north,water,3\n" * 1_000_000, f"at most {ROWS:,}"),
    "a huge table": (b"site,item,quantity\n" + b"x" * TABLE_BYTES, "is larger than 20 MB"),
    "an escape sequence": (b"site,item,quantity,note\nnorth,water,3,\x1b[2J\n", "control character U+001B"),
    "infinity": (b"site,item,quantity\nnorth,water,inf\n", "finite number"),
    "a number like 1e400": (b"site,item,quantity\nnorth,water,1e400\n", "finite number"),
    "digits without end": (b"site,item,quantity\nnorth,water," + b"9" * 1_900 + b"\n", "quantity: "),
    "an empty file": (b"", "is empty"),
    "only a header": (b"site,item,quantity\n", "has no rows"),
    "a path for an id": (b"id,site,item,quantity\n../../etc/passwd,north,water,3\n", "small letters"),
    "markup for an id": (b"id,site,item,quantity\n<b>,north,water,3\n", "small letters"),
    "a twin column": (b"site,site,item,quantity\nnorth,north,water,3\n", "comes twice"),
    "a nameless column": (b"site,item,quantity,,note\nnorth,water,3,4,\n", "a column has no name"),
}


@pytest.mark.parametrize("case", BAD_TABLES)
def test_a_hostile_table_is_refused(case, tiny, faults):
    content, message = BAD_TABLES[case]
    assert any(message in fault for fault in faults(tiny({"needs.csv": content})))


def test_more_sites_than_anyone_plans_for_are_refused(tiny, faults):
    rows = "".join(f"s{n},-16,179,5\n" for n in range(150_000))
    found = faults(tiny(sites_csv=f"id,lat,lon,affected\n{rows}"))
    assert "sites.csv: has 150,000 rows; at most 2,000 can be planned for" in found


def test_fifty_thousand_strange_names_are_refused(tiny, faults):
    needs = "".join(f"x{n},water,1\n" for n in range(50_000))
    sites = "".join(f"s{n},-16,179,5\n" for n in range(2_000))
    assert (
        len(faults(tiny(sites_csv=f"id,lat,lon,affected\n{sites}", needs_csv=f"site,item,quantity\n{needs}"))) == 1_001
    )


def test_fifty_thousand_faults_are_counted_not_printed(tiny, faults):
    found = faults(tiny({"needs.csv": "site,item,quantity\n" + "nort,water,3\n" * 50_000}))
    assert len(found) == 1_001
    assert "49000 more faults" in found[-1]


def test_a_link_out_of_the_folder_is_refused(tiny, faults, tmp_path):
    folder = tiny()
    (tmp_path / "secret").write_text("site,item,quantity\n")
    (folder / "needs.csv").unlink()
    (folder / "needs.csv").symlink_to(tmp_path / "secret")
    assert "needs.csv: is a link that leads out of the folder; refused" in faults(folder)


def test_a_pipe_is_not_waited_for(tiny, faults):
    folder = tiny({"needs.csv": None})
    os.mkfifo(folder / "needs.csv")
    assert "needs.csv: is not a regular file" in faults(folder)


@pytest.mark.parametrize("where", ["/dev/null", "/dev/zero", "no\0where", "x" * 5_000, "", "scenario.exe"])
def test_what_is_no_scenario_is_refused(where, faults):
    assert len(faults(where)) >= 1


def _zip(entries, **more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            entry = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _link(name):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


BAD_ZIPS = {
    "a path upwards": ([("../scenario.yaml", b"x")], "not a plain relative path"),
    "a path upwards inside": ([("a/../../scenario.yaml", b"x")], "not a plain relative path"),
    "an absolute path": ([("/scenario.yaml", b"x")], "not a plain relative path"),
    "a drive": ([("c:scenario.yaml", b"x")], "not a plain relative path"),
    "a link": ([(_link("scenario.yaml"), b"/etc/passwd")], "is a link"),
    "a twin": ([("sites.csv", b"x"), ("sites.csv", b"y")], "comes twice"),
    "many entries": ([(f"{n}.md", b"") for n in range(2_000)], "at most 500"),
    "a bomb": ([("needs.csv", b"0" * (WHOLE_BYTES + 10))], "unpacks to more than 60 MB"),
    "a large table": ([("needs.csv", b"0" * (TABLE_BYTES + 10))], "is larger than 20 MB"),
    "deep folders": ([("a/b/scenario.yaml", b"x")], "lies in a folder"),
}


@pytest.mark.parametrize("case", BAD_ZIPS)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_zip_is_refused(case, tmp_path, faults):
    entries, message = BAD_ZIPS[case]
    (tmp_path / "x.zip").write_bytes(_zip(entries))
    assert any(message in fault for fault in faults(tmp_path / "x.zip"))


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path, faults):
    content = _zip([("needs.csv", b"0" * 50_000_000)])
    lying = content.replace((50_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    (tmp_path / "x.zip").write_bytes(lying)
    assert any("can't be read as a zip" in fault for fault in faults(tmp_path / "x.zip"))


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all", os.urandom(500), b"\0" * 1_000])
def test_rubbish_is_no_zip_and_no_workbook(suffix, content, tmp_path, faults):
    (tmp_path / f"x{suffix}").write_bytes(content)
    assert len(faults(tmp_path / f"x{suffix}")) >= 1


def test_a_zip_cut_or_bent_anywhere_loads_or_is_refused(tiny, tmp_path):
    from hadr_planner.errors import ScenarioError

    content = _zip([(path.name, path.read_bytes()) for path in sorted(tiny().iterdir())])
    refused = 0
    for at in range(0, len(content), 7):
        for bent in (content[:at], content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]):
            (tmp_path / "x.zip").write_bytes(bent)
            try:
                load(tmp_path / "x.zip")
            except ScenarioError:
                refused += 1
    assert refused > len(content) // 7


def _workbook(tmp_path, change):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "scenario"
    book.active.append(["host", "FJI"])
    book.save(tmp_path / "plain.xlsx")
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (tmp_path / "x.xlsx").write_bytes(_zip(change(parts).items()))
    return tmp_path / "x.xlsx"


SHEET = "xl/worksheets/sheet1.xml"
BAD_WORKBOOKS = {
    "entities": (lambda part: b'<!DOCTYPE a [<!ENTITY x "y">]>' + part, "declares entities"),
    "UTF-16 parts": (lambda part: part.decode().encode("utf-16"), "encoding other than UTF-8"),
    "another code page": (lambda part: b'<?xml version="1.0" encoding="cp037"?>' + part, "encoding other than UTF-8"),
    "a million rows": (lambda part: part.replace(b"</sheetData>", b"<row/>" * 1_000_000 + b"</sheetData>"), "rows"),
    "a row at the end of the world": (
        lambda part: part.replace(b'r="1"', b'r="99999999999"').replace(b'r="A1"', b'r="A99999999999"'),
        "",
    ),
    "a cell far to the right": (lambda part: part.replace(b'r="B1"', b'r="ZZZ1"'), "larger than"),
    "broken markup": (lambda part: part[: len(part) // 2], "can't be read as a workbook"),
}


@pytest.mark.parametrize("case", BAD_WORKBOOKS)
def test_a_hostile_workbook_is_refused(case, tmp_path, faults):
    change, message = BAD_WORKBOOKS[case]
    path = _workbook(tmp_path, lambda parts: {**parts, SHEET: change(parts[SHEET])})
    assert any(message in fault for fault in faults(path))


BAD_AREAS = {
    "no collection": ({"type": "Feature"}, "FeatureCollection"),
    "a point": ({"features": [{"properties": {"id": "a", "kind": "admin"}, "geometry": {"type": "Point"}}]}, "Polygon"),
    "an open ring": (
        {"features": [{"properties": {"id": "a", "kind": "admin"},
                       "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 0], [3, 3]]]}}]},
        "not closed",
    ),
    "off the earth": (
        {"features": [{"properties": {"id": "a", "kind": "admin"},
                       "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 100], [2, 0], [0, 0]]]}}]},
        "wanted [longitude, latitude]",
    ),
    "no kind": (
        {"features": [{"properties": {"id": "a"},
                       "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 0], [0, 0]]]}}]},
        "kind: wanted one of",
    ),
    "features of strange types": ({"features": [3, None, {}, {"properties": 5}]}, "wanted properties"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_AREAS)
def test_hostile_areas_are_refused(case, tiny, faults):
    found, message = BAD_AREAS[case]
    assert any(message in fault for fault in faults(tiny({"areas.geojson": json.dumps(found)})))


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000, "NaN", '{"a":1,"a":2}', "9" * 9_999]
)
def test_hostile_json_is_refused(text, tiny, faults):
    assert any(fault.startswith("areas.geojson") for fault in faults(tiny({"areas.geojson": text})))


def test_a_false_geopackage_is_refused(tiny, faults):
    assert any("GeoPackage" in fault for fault in faults(tiny({"areas.gpkg": b"SQLite format 3\0" + b"x" * 99})))


def test_markup_and_formulas_in_text_are_kept_as_text(tiny):
    rows = 'id,name,lat,lon,affected\nnorth,"<script>alert(1)</script>",-16,179,5\nsouth,=cmd|calc!A1,-17,178,5\n'
    assert [site.name for site in load(tiny(sites_csv=rows)).sites.values()] == [
        "<script>alert(1)</script>",
        "=cmd|calc!A1",
    ]
