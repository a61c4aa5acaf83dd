"""A workbook as a bundle: a sheet per table, and a sheet ``scenario`` of keys and values."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from ..domain.scenario import Area
from .archive import unpacked
from .areas import areas_of
from .bundle import Bundle
from .caps import CELL_LENGTH, CELLS, COLUMNS, FREE_LENGTH, ROWS
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .sheet import Sheet, sheet_of
from .tables import TABLES
from .tree import Branch, Items, Node, Scalar, parse_yaml

HEAD, INJECTS, AREAS = "scenario", "injects", "areas"
AREA_COLUMNS = ("id", "name", "kind", "part", "ring", "lon", "lat")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dotted(Branch):
    """A mapping made of dotted keys; where they are numbers, it stands for a list."""


def read_workbook(name: str, content: bytes, ledger: Ledger) -> Bundle:
    """Bundle of an .xlsx workbook."""
    bundle = Bundle(name=name, head_file=HEAD, injects_file=INJECTS)
    sheets = _sheets(name, content, ledger)
    if not sheets:
        ledger.settle(name)
    for title, sheet in sheets.items():
        if title == HEAD:
            bundle.head = _head(sheet, ledger)
        elif title == INJECTS:
            bundle.injects = _injects(sheet)
        elif title == AREAS:
            bundle.areas = _areas(sheet, ledger)
        else:
            bundle.tables[title] = sheet
    if HEAD not in sheets:
        ledger.add(HEAD, "sheet is missing")
    return bundle


def cell_node(text: str, line: int, column: int) -> Node:
    """Value in a cell: text, a number, or a list or mapping written as in YAML."""
    if text[:1] in ("[", "{", '"'):
        node = parse_yaml("", text, Ledger())
        if node is not None:
            return _moved(node, line, column)
    return Scalar(line=line, column=column, text=text)


def _sheets(name: str, content: bytes, ledger: Ledger) -> dict[str, Sheet]:
    parts = unpacked(name, content, ledger)
    wrong = _hostile(parts)
    if not parts or wrong:
        if wrong:
            ledger.add(name, wrong)
        return {}
    import openpyxl

    known = (HEAD, INJECTS, AREAS, *TABLES)
    sheets: dict[str, Sheet] = {}
    try:
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        results = formulas
        if any(b"<f" in part for path, part in parts.items() if path.startswith("xl/worksheets/")):
            results = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False, data_only=True)
        for title in formulas.sheetnames:
            if title in known:
                rows = list(_rows(title, formulas[title], results[title], ledger))
                longest = FREE_LENGTH if title in (HEAD, INJECTS) else CELL_LENGTH
                sheets[title] = sheet_of(title, rows, ledger, longest)
            else:
                ledger.add(shown(title).strip("'\""), f"is not a sheet of a scenario{did_you_mean(title, known)}")
    except Exception as error:
        ledger.add(name, f"can't be read as a workbook: {shown(error, 120)}")
    return sheets


def _hostile(parts: dict[str, bytes]) -> str | None:
    cells = 0
    for path, part in parts.items():
        if not path.endswith((".xml", ".rels")):
            continue
        encoding = _ENCODING.match(part[:200].removeprefix(b"\xef\xbb\xbf"))
        if b"\0" in part or (encoding and encoding.group(1).lower() not in (b"utf-8", b"us-ascii")):
            return f"holds {shown(path)} in an encoding other than UTF-8; refused"
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            return f"declares entities in {shown(path)}; refused"
        cells += part.count(b"<c ") + part.count(b"<c>") + part.count(b"<si>")
        if part.count(b"<row") > ROWS + 1:
            return f"holds more than {ROWS:,} rows in {shown(path)}"
    return f"holds {cells:,} cells; at most {CELLS:,} are read" if cells > CELLS else None


def _rows(title: str, formulas: Any, results: Any, ledger: Ledger) -> Iterator[tuple[int, list[str]]]:
    formulas.reset_dimensions()
    results.reset_dimensions()
    once = ((row, row) for row in formulas.iter_rows())
    pairs = once if results is formulas else zip(formulas.iter_rows(), results.iter_rows(), strict=False)
    for number, (written, shown_) in enumerate(pairs, start=1):
        if number > ROWS + 1 or len(written) > COLUMNS + 1:
            ledger.add(title, f"is larger than {ROWS:,} rows or {COLUMNS} columns", number)
            return
        cells = []
        for column, (cell, result) in enumerate(zip(written, shown_, strict=False), start=1):
            if cell.data_type == "f" and result.value is None:
                ledger.add(title, "is a formula without a stored result; paste its value", number, column)
            cells.append(_text(result.value))
        yield number, cells


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)


def _head(sheet: Sheet, ledger: Ledger) -> Node:
    root = _Dotted(line=1, column=1)
    rows = [(sheet.header_line, sheet.header), *((line.number, line.cells) for line in sheet.lines)]
    for number, cells in rows:
        key, text = (*cells, "", "")[:2]
        if (key, text) == ("key", "value") or not text:
            continue
        _plant(root, key, cell_node(text, number, 2), sheet.file, number, ledger)
    return _listed(root)


def _plant(root: Branch, key: str, node: Node, file: str, number: int, ledger: Ledger) -> None:
    branch = root
    *path, last = key.split(".")
    for step in path:
        branch.keys.setdefault(step, Scalar(line=number, column=1, text=step))
        inner = branch.values.setdefault(step, _Dotted(line=number, column=1))
        if not isinstance(inner, Branch):
            ledger.add(file, f"key {shown(key)} does not fit the key {step!r} above", number, 1)
            return
        branch = inner
    if last in branch.keys:
        ledger.add(file, f"key {shown(key)} comes twice", number, 1)
    branch.keys[last] = Scalar(line=number, column=1, text=last)
    branch.values[last] = node


def _listed(node: Node) -> Node:
    if not isinstance(node, _Dotted):
        return node
    values = {key: _listed(value) for key, value in node.values.items()}
    if values and all(key.isdigit() for key in values):
        return Items(line=node.line, column=node.column, items=list(values.values()))
    return Branch(line=node.line, column=node.column, keys=node.keys, values=values)


def _injects(sheet: Sheet) -> Node:
    injects = Items(line=1, column=1)
    for line in sheet.lines:
        inject = Branch(line=line.number, column=1)
        for column, (key, text) in enumerate(zip(sheet.header, line.cells, strict=True), start=1):
            if text:
                inject.keys[key] = Scalar(line=line.number, column=column, text=key)
                inject.values[key] = cell_node(text, line.number, column)
        injects.items.append(inject)
    return injects


def _areas(sheet: Sheet, ledger: Ledger) -> dict[str, Area]:
    for name in AREA_COLUMNS:
        if name not in sheet.header:
            ledger.add(sheet.file, f"column {name!r} is missing", sheet.header_line)
            return {}
    features: dict[str, dict[str, Any]] = {}
    polygons: dict[str, dict[str, dict[str, list[list[float]]]]] = {}
    for line in sheet.lines:
        cells = dict(zip(sheet.header, line.cells, strict=True))
        try:
            point = [float(cells["lon"]), float(cells["lat"])]
        except ValueError:
            ledger.add(sheet.file, "wanted numbers for lon and lat", line.number)
            continue
        features.setdefault(cells["id"], {"properties": {key: cells[key] for key in ("id", "name", "kind")}})
        rings = polygons.setdefault(cells["id"], {}).setdefault(cells["part"], {})
        rings.setdefault(cells["ring"], []).append(point)
    for id, feature in features.items():
        parts = [list(rings.values()) for rings in polygons[id].values()]
        feature["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    return areas_of(sheet.file, list(features.values()), ledger)


def _moved(node: Node, line: int, column: int) -> Node:
    match node:
        case Scalar():
            return Scalar(line=line, column=column, text=node.text, quoted=node.quoted)
        case Items():
            return Items(line=line, column=column, items=[_moved(item, line, column) for item in node.items])
    keys = {key: Scalar(line=line, column=column, text=key) for key in node.keys}
    values = {key: _moved(value, line, column) for key, value in node.values.items()}
    return Branch(line=line, column=column, keys=keys, values=values)
