"""Lines of a sheet become rows: values by field, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .cells import UnreadableError, reader
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .sheet import Line, Sheet, joined
from .tables import Column, Table, columns


@dataclass(slots=True, kw_only=True)
class Row:
    """What one line of a table says, before it becomes a noun.

    Parameters
    ----------
    values
        By field; absent where the cell is empty or unreadable.
    overrides
        Figures of the type that this row replaces, by field of the type.
    sound
        Whether every cell could be read.
    """

    table: Table
    file: str
    line: int
    header: Mapping[str, int]
    values: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, Any] = field(default_factory=dict)
    sound: bool = True

    @property
    def id(self) -> str:
        """Id of the row."""
        return str(self.values.get("id", ""))

    def fault(self, ledger: Ledger, column: str, what: str) -> None:
        """Note a fault at a cell of this row."""
        self.sound = False
        ledger.add(self.file, f"{column}: {what}", self.line, self.header.get(column, 0))


def read_rows(sheet: Sheet, table: Table, start: datetime | None, ledger: Ledger) -> list[Row]:
    """Rows of a table, with ids and names filled in; everything unreadable goes to the ledger."""
    known = dict(columns(table))
    for name, others in table.also:
        sheet = joined(sheet, name, others)
    if table.overrides:
        known["overrides"] = Column(name="overrides", field="overrides", owner=table.row)
    _check_columns(sheet, table, known, ledger)
    header = {name: place for place, name in enumerate(sheet.header, start=1)}
    rows = [_read(sheet, line, table, known, header, start, ledger) for line in sheet.lines]
    _identify(rows, ledger)
    return rows


def slug(text: str) -> str:
    """A name as an id: ``"San José"`` becomes ``"san_jose"``."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")[:60].strip("_")


def _check_columns(sheet: Sheet, table: Table, known: Mapping[str, Column], ledger: Ledger) -> None:
    for place, name in enumerate(sheet.header, start=1):
        if name and name not in known:
            what = f"column {shown(name)} is unknown{did_you_mean(name, known)}"
            ledger.add(sheet.file, what, sheet.header_line, place)
    for column in known.values():
        if column.required and sheet.header and column.name not in sheet.header:
            ledger.add(sheet.file, f"column {column.name!r} is missing", sheet.header_line)


def _read(
    sheet: Sheet,
    line: Line,
    table: Table,
    known: Mapping[str, Column],
    header: Mapping[str, int],
    start: datetime | None,
    ledger: Ledger,
) -> Row:
    row = Row(table=table, file=sheet.file, line=line.number, header=header)
    for name, text in zip(sheet.header, line.cells, strict=True):
        column = known.get(name)
        if column is None:
            continue
        if not text:
            if column.required:
                row.fault(ledger, name, "is empty, but wanted")
            continue
        if name == "overrides" and table.overrides:
            _read_overrides(row, text, known, ledger)
            continue
        _read_cell(row, column, text, name, start, ledger)
    return row


def _read_cell(row: Row, column: Column, text: str, at: str, start: datetime | None, ledger: Ledger) -> None:
    try:
        found = reader(column.owner, column.field)(text, start)
    except UnreadableError as error:
        row.fault(ledger, at, str(error))
        if column.field == "id":
            row.values["id"] = text
        return
    (row.overrides if column.override else row.values)[column.field] = found


def _read_overrides(row: Row, text: str, known: Mapping[str, Column], ledger: Ledger) -> None:
    possible = {name: column for name, column in known.items() if column.override}
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        key, colon, figure = (part.strip() for part in pair.partition(":"))
        if not colon:
            row.fault(ledger, "overrides", f"wanted figure:value pairs separated by ';', got {shown(pair)}")
        elif key not in possible:
            what = f"{shown(key)} is not a figure of the type{did_you_mean(key, possible)}"
            row.fault(ledger, "overrides", what)
        else:
            _read_cell(row, possible[key], figure, "overrides", None, ledger)


def _identify(rows: Iterable[Row], ledger: Ledger) -> None:
    rows = list(rows)
    taken: dict[str, Row] = {}
    for row in rows:
        if row.id:
            _take(row, taken, ledger)
    for row in rows:
        if not row.id:
            row.values["id"] = _made_up(row, taken)
            taken[row.id] = row
        if "name" in row.table.row.__dataclass_fields__:
            row.values.setdefault("name", row.id)


def _take(row: Row, taken: dict[str, Row], ledger: Ledger) -> None:
    if row.id in taken:
        row.fault(ledger, "id", f"{row.id!r} is already the id of line {taken[row.id].line}")
    taken.setdefault(row.id, row)


def _made_up(row: Row, taken: Mapping[str, Row]) -> str:
    named = slug(str(row.values.get("name", "")))
    numbered = f"{row.table.name}_{row.line}"
    free = [id for id in (named, numbered) if id and id not in taken]
    return free[0] if free else f"{numbered}_{len(taken)}"
