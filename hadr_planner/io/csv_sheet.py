"""A CSV file as a sheet."""

from __future__ import annotations

import csv
import io

from .caps import ROWS
from .ledger import Ledger
from .sheet import Sheet, sheet_of


def read_csv(file: str, content: bytes, ledger: Ledger) -> Sheet:
    """Sheet of a CSV file in UTF-8, commas between cells, or semicolons or tabs."""
    text = decoded(file, content, ledger)
    if text is None or _too_long(file, content, ledger):
        return Sheet(file=file, header=())
    lines: list[tuple[int, list[str]]] = []
    between = _between(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True, skipinitialspace=True)
    number = 1
    try:
        for cells in reader:
            lines.append((number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        ledger.add(file, f"can't be read as CSV from here on: {error}", number)
        if not lines:
            return Sheet(file=file, header=())
    return sheet_of(file, lines, ledger)


def _between(text: str) -> str:
    """What stands between cells: a comma, or, where the header has none, what spreadsheets of many countries write."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return next((sign for sign in ",;\t" if sign in header), ",")


def decoded(file: str, content: bytes, ledger: Ledger) -> str | None:
    """Text of a UTF-8 file, with or without byte order mark; ``None`` where it is something else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        ledger.add(file, "is in UTF-16; save it as UTF-8")
        return None
    zero = content.find(b"\0")
    if zero >= 0:
        ledger.add(file, f"is not text: byte {zero} is NUL; wanted UTF-8 text", content.count(b"\n", 0, zero) + 1)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        ledger.add(file, f"is not UTF-8: byte {error.start} is 0x{content[error.start]:02x}; save it as UTF-8", line)
        return None


def _too_long(file: str, content: bytes, ledger: Ledger) -> bool:
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if lines > ROWS + 1:
        ledger.add(file, f"has {lines:,} lines; at most {ROWS:,} are read")
    return lines > ROWS + 1
