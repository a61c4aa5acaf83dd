"""Files made from a plan: whole, valid, and deaf to hostile names."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from report.world import FORMULA, plan, scenario

from hadr_planner.errors import HadrError
from hadr_planner.report import tables
from hadr_planner.report.exports import export, formats
from hadr_planner.report.shapes import cut


def written(tmp_path: Path, suffix: str) -> bytes:
    return export(scenario(), plan(), tmp_path / f"plan.{suffix}").read_bytes()


def test_the_suffix_names_the_format() -> None:
    assert set(formats()) == {"json", "csv", "zip", "xlsx", "geojson", "gpkg", "html", "ics", "kml"}


def test_an_unknown_suffix_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(HadrError, match=r"wanted a file ending in \.csv, \.geojson"):
        export(scenario(), plan(), tmp_path / "plan.docx")


def test_an_unwritable_place_is_the_users_to_mend_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan.json").mkdir()
    with pytest.raises(HadrError, match="can't be written"):
        export(scenario(), plan(), tmp_path / "plan.json")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_an_export_replaces_the_file_and_leaves_no_other(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("old")
    written(tmp_path, "json")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]
    assert json.loads((tmp_path / "plan.json").read_text())["gap"] == pytest.approx(0.01)


def test_json_holds_plan_indicators_and_stocks(tmp_path: Path) -> None:
    document = json.loads(written(tmp_path, "json"))
    assert set(document) == {"schema", "gap", "plan", "headlines", "kpis", "stocks"}
    assert document["kpis"]["worst_site"] == "charlie"
    assert {figure["unit"] for figure in document["headlines"]} >= {"share", "t", "h", "person-days"}
    assert all(figure["unit"] for figure in document["headlines"])


def test_csv_is_the_tasking_table_with_its_columns(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written(tmp_path, "csv").decode("utf-8-sig"))))
    assert [row["sortie"] for row in rows] == ["s0001", "s0003", "s0002", "s0004"]
    assert tuple(rows[0]) == tables.SORTIE_COLUMNS
    assert rows[0]["load"] == "8 t Water, 6 t AUSMAT"


def test_csv_without_sorties_still_names_its_columns(tmp_path: Path) -> None:
    target = export(scenario(), plan(sorties=()), tmp_path / "empty.csv")
    assert target.read_text("utf-8-sig").strip() == ",".join(tables.SORTIE_COLUMNS)


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", " =", "\t="])
def test_csv_runs_no_formula(tmp_path: Path, lead: str) -> None:
    world = scenario()
    name = f"{lead}1+1"
    asset = world.assets["usa_c130"]
    assets = {**world.assets, "usa_c130": type(asset)(**{**_fields(asset), "name": name})}
    target = export(scenario(assets=assets), plan(), tmp_path / "plan.csv")
    cells = [cell for row in csv.reader(io.StringIO(target.read_text("utf-8-sig"))) for cell in row]
    assert any(cell.endswith("1+1") for cell in cells)
    assert not any(cell.lstrip()[:1] in ("=", "+", "@") or cell.lstrip()[:2] == "-1" for cell in cells)


def _fields(noun: object) -> dict[str, object]:
    return {name: getattr(noun, name) for name in noun.__slots__}  # type: ignore[attr-defined]


def test_zip_holds_every_table_as_csv_the_same_bytes_each_time(tmp_path: Path) -> None:
    content = written(tmp_path, "zip")
    assert content == written(tmp_path, "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {"summary.csv", "sorties.csv", "stocks.csv", "assumptions.csv"} <= set(archive.namelist())
        sites = archive.read("sites.csv").decode("utf-8-sig")
    assert f"'{FORMULA.split(chr(34))[0]}" in sites


def test_xlsx_has_every_sheet_and_no_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(tmp_path, "xlsx")))
    assert {"summary", "sites", "sorties", "stocks", "assumptions"} <= set(book.sheetnames)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == FORMULA for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if cell.value == FORMULA)


def test_geojson_gives_each_leg_its_line_and_times(tmp_path: Path) -> None:
    collection = json.loads(written(tmp_path, "geojson"))
    found = [f for f in collection["features"] if f["properties"]["layer"] == "leg"]
    assert len(found) == 6
    first = found[0]["properties"]
    assert (first["depart"], first["arrive"]) == ("2013-11-08T07:00+00:00", "2013-11-08T08:00+00:00")
    assert first["load"] == {"water": 8, "unit:aus_emt": 6}
    for feature in collection["features"]:
        for lon, lat in _positions(feature["geometry"]["coordinates"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    assert len({feature["id"] for feature in collection["features"]}) == len(collection["features"])


def _positions(coordinates: list) -> list:  # type: ignore[type-arg]
    if coordinates and not isinstance(coordinates[0], list):
        return [coordinates]
    return [position for part in coordinates for position in _positions(part)]


def test_a_line_over_180_degrees_is_cut_in_two() -> None:
    assert cut(((0.0, 179.0), (2.0, 181.0))) == [[[179.0, 0.0], [180.0, 1.0]], [[-180.0, 1.0], [-179.0, 2.0]]]
    assert cut(((0.0, -179.0), (2.0, -181.0))) == [[[-179.0, 0.0], [-180.0, 1.0]], [[180.0, 1.0], [179.0, 2.0]]]
    assert len(cut(((0.0, 10.0), (0.0, 20.0)))) == 1
