"""A scenario onto disk: a folder, a zip or a workbook that loads as the same scenario."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..domain.scenario import Area, Scenario
from ..errors import HadrError
from .atomic import write_atomically
from .bundle import GEOJSON, HEAD, INJECTS, SIZES
from .notation import Cell, Grid, cell_text, flat, grids, head, yaml_text
from .workbook import AREA_COLUMNS, AREAS
from .workbook import HEAD as HEAD_SHEET
from .workbook import INJECTS as INJECTS_SHEET

EPOCH = (1980, 1, 1, 0, 0, 0)


def save(scenario: Scenario, where: str | Path) -> None:
    """Write a scenario whole or not at all; the suffix says as what: none, ``.zip`` or ``.xlsx``.

    A folder that exists must hold a scenario; what else lies in it stays.

    Raises
    ------
    HadrError
        Where it can't be written.
    """
    path = Path(where)
    suffix = path.suffix.lower()
    if suffix == ".zip":
        write_atomically(path, _zip(members(scenario)))
    elif suffix == ".xlsx":
        write_atomically(path, _workbook(scenario))
    elif not suffix or path.is_dir():
        _write_folder(path, members(scenario))
    else:
        raise HadrError(f"{path}: a scenario is saved as a folder, a .zip or an .xlsx, not as {suffix}")


def members(scenario: Scenario) -> dict[str, bytes]:
    """Files of a scenario folder, by name."""
    texts = {HEAD: yaml_text(head(scenario))}
    texts |= {f"{name}.csv": _csv(grid) for name, grid in grids(scenario).items()}
    if scenario.injects:
        texts[INJECTS] = yaml_text([dict(inject) for inject in scenario.injects])
    if scenario.areas:
        texts[GEOJSON] = json.dumps(_features(scenario.areas.values()), ensure_ascii=False, indent=1)
    return {name: text.encode() for name, text in texts.items()}


def _csv(grid: Grid) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([[_csv_cell(cell) for cell in row] for row in grid])
    return buffer.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell if isinstance(cell, str) else repr(cell)


def _features(areas: Iterable[Area]) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {"id": area.id, "name": area.name, "kind": area.kind},
            "geometry": dict(area.geometry),
        }
        for area in areas
    ]
    return {"type": "FeatureCollection", "features": features}


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _workbook(scenario: Scenario) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for title, grid in _sheets(scenario).items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in grid:
            sheet.append([_sheet_cell(sheet, cell) for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheets(scenario: Scenario) -> dict[str, Grid]:
    keys: Grid = [["key", "value"], *([key, value] for key, value in flat(head(scenario)).items())]
    sheets = {HEAD_SHEET: keys, **grids(scenario)}
    if scenario.injects:
        header = list(dict.fromkeys(key for inject in scenario.injects for key in inject))
        rows = [[cell_text(inject[key]) if key in inject else None for key in header] for inject in scenario.injects]
        sheets[INJECTS_SHEET] = [list(header), *rows]
    if scenario.areas:
        sheets[AREAS] = [list(AREA_COLUMNS), *(row for area in scenario.areas.values() for row in _corners(area))]
    return sheets


def _corners(area: Area) -> Iterable[list[Cell]]:
    coordinates = area.geometry["coordinates"]
    polygons = [coordinates] if area.geometry["type"] == "Polygon" else coordinates
    for part, polygon in enumerate(polygons, start=1):
        for ring, points in enumerate(polygon, start=1):
            for lon, lat in points:
                yield [area.id, area.name, area.kind, part, ring, lon, lat]


def _sheet_cell(sheet: Any, cell: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(cell, float) and float(f"{cell:.16g}") != cell:
        cell = repr(cell)
    made = WriteOnlyCell(sheet, cell)
    if isinstance(cell, str):
        made.data_type = "s"
    return made


def _write_folder(path: Path, files: dict[str, bytes]) -> None:
    if path.exists() and not (path.is_dir() and (not any(path.iterdir()) or (path / HEAD).is_file())):
        raise HadrError(f"{path}: is there and is not a scenario folder; nothing was written")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as beside:
            fresh, old = Path(beside) / "new", Path(beside) / "old"
            fresh.mkdir()
            for name, content in files.items():
                (fresh / name).write_bytes(content)
            if path.exists():
                _keep_others(path, fresh)
                path.rename(old)
            _put_in_place(fresh, path, old)
    except OSError as error:
        raise HadrError(f"{path}: can't be written: {error.strerror}") from error


def _keep_others(path: Path, fresh: Path) -> None:
    for other in path.iterdir():
        if other.name in SIZES:
            continue
        if other.is_dir() and not other.is_symlink():
            shutil.copytree(other, fresh / other.name, symlinks=True)
        else:
            shutil.copy2(other, fresh / other.name, follow_symlinks=False)


def _put_in_place(fresh: Path, path: Path, old: Path) -> None:
    try:
        fresh.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
