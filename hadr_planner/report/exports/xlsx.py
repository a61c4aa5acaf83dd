"""Workbook: a sheet for each table; every text is stored as text, never as a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import kpis
from hadr_planner.report.sheets import sheets
from hadr_planner.report.tables import Row
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.sheets import sheets as tasking_sheets
from hadr_planner.report.wording import neutral

WIDEST = 60
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="17324D")


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the workbook."""
    return _written(sheets(scenario, plan, kpis(scenario, plan)))


def render_tasking(tasking: Tasking) -> bytes:
    """Write the tables of one reader."""
    return _written(tasking_sheets(tasking))


def _written(found: Mapping[str, list[Row]]) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in found.items():
        _fill(book.create_sheet(title), rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Any, rows: list[Row]) -> None:
    names = list(rows[0]) if rows else ["none"]
    for column, name in enumerate(names, 1):
        longest = max([len(name), *(len(str(row[name])) for row in rows[:500])]) if rows else len(name)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, name) for name in names])
    for row in rows:
        sheet.append([_cell(sheet, row[name]) for name in names])


def _head(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, name.replace("_", " "))
    cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    return cell


def _cell(sheet: Any, value: str | float | int | None) -> Any:
    if value == neutral(value):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
