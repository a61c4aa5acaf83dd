"""A table as text, with the place of every cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from .caps import CELL_LENGTH, COLUMNS
from .ledger import Ledger

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: its line in the file and its cells, as wide as the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A header and rows.

    Parameters
    ----------
    file
        File or sheet that faults are quoted against.
    """

    file: str
    header: tuple[str, ...]
    header_line: int = 1
    lines: tuple[Line, ...] = field(default=())


def sheet_of(file: str, lines: list[tuple[int, list[str]]], ledger: Ledger, longest: int = CELL_LENGTH) -> Sheet:
    """Sheet from numbered rows of cells; the first that is not blank is the header."""
    filled = [(number, _trimmed(file, number, cells, ledger, longest)) for number, cells in lines]
    filled = [(number, cells) for number, cells in filled if cells]
    if not filled:
        ledger.add(file, "is empty; wanted a header row with column names")
        return Sheet(file=file, header=())
    top, header = filled[0]
    _check_header(file, top, header, ledger)
    width = len(header)
    rows = []
    for number, cells in filled[1:]:
        if len(cells) > width:
            ledger.add(file, f"has {len(cells)} cells, but the header has {width} columns", number, width + 1)
        rows.append(Line(number=number, cells=tuple((cells + [""] * width)[:width])))
    return Sheet(file=file, header=tuple(header), header_line=top, lines=tuple(rows))


def joined(sheet: Sheet, name: str, others: tuple[str, ...]) -> Sheet:
    """The same sheet with a column that stands under other names as one, of which the first that is filled counts."""
    found = [sheet.header.index(other) for other in others if other in sheet.header]
    if name in sheet.header or not found:
        return sheet
    first, rest = found[0], found[1:]
    header = [name if k == first else "" if k in rest else text for k, text in enumerate(sheet.header)]
    lines = []
    for line in sheet.lines:
        filled = next((line.cells[k] for k in found if line.cells[k]), "")
        cells = [filled if k == first else "" if k in rest else text for k, text in enumerate(line.cells)]
        lines.append(replace(line, cells=tuple(cells)))
    return replace(sheet, header=tuple(header), lines=tuple(lines))


def clean(text: str) -> str:
    """Text without blanks around it, its line breaks as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def unclean(text: str, longest: int = CELL_LENGTH) -> str | None:
    """What makes a text unfit to be read, or ``None``."""
    if len(text) > longest:
        return f"has {len(text):,} characters; at most {longest:,} are read"
    control = None if text.isprintable() else _CONTROL.search(text)
    return f"holds the control character U+{ord(control.group()):04X}" if control else None


def _trimmed(file: str, number: int, cells: list[str], ledger: Ledger, longest: int) -> list[str]:
    if len(cells) > COLUMNS:
        ledger.add(file, f"has {len(cells):,} cells; at most {COLUMNS} are read", number)
        cells = cells[:COLUMNS]
    kept = []
    for column, cell in enumerate(cells, start=1):
        text = clean(cell)
        wrong = unclean(text, longest)
        if wrong:
            ledger.add(file, wrong, number, column)
        kept.append("" if wrong else text)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _check_header(file: str, number: int, header: list[str], ledger: Ledger) -> None:
    if len(header) == 1 and "|" in header[0]:
        ledger.add(file, "columns must be separated by commas", number, 1)
    for column, name in enumerate(header, start=1):
        if not name:
            ledger.add(file, "a column has no name", number, column)
        elif name in header[: column - 1]:
            ledger.add(file, f"column {name!r} comes twice", number, column)
