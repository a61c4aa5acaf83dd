"""Workbook: a sheet for each table; every text is stored as text, never as a formula."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import tables
from hadr_planner.report.headlines import headlines
from hadr_planner.report.kpis import Kpis, kpis
from hadr_planner.report.tables import Row
from hadr_planner.report.wording import STATUSES, clean

WIDEST = 60
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="17324D")


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the workbook."""
    book = Workbook(write_only=True)
    for title, rows in sheets(scenario, plan, kpis(scenario, plan)).items():
        _fill(book.create_sheet(title), rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheets(scenario: Scenario, plan: Plan, measured: Kpis) -> dict[str, list[Row]]:
    """Every table by the title of its sheet."""
    return {
        "summary": _summary(scenario, plan, measured),
        "sites": tables.site_rows(scenario, measured),
        "unmet": tables.unmet_rows(scenario, measured),
        "coverage": tables.coverage_rows(scenario, measured),
        "sorties": tables.sorties(scenario, plan),
        "stops": tables.stops(scenario, plan),
        "legs": tables.leg_rows(scenario, plan),
        "hand-overs": tables.hand_overs(scenario, plan),
        "units": tables.stays(scenario, plan),
        "drives": tables.drives(scenario, plan),
        "services": tables.services(scenario, plan),
        "stocks": tables.stocks(scenario, plan),
        "assets": tables.by_asset(scenario, plan),
        "effort": tables.effort_rows(scenario, measured),
        "capacity": tables.capacity_rows(scenario, measured),
        "assumptions": [{"assumption": clean(sentence)} for sentence in scenario.assumptions],
    }


def _summary(scenario: Scenario, plan: Plan, measured: Kpis) -> list[Row]:
    head: list[tuple[str, str | float | None, str, str]] = [
        ("scenario", clean(scenario.title), "", scenario.id),
        ("start", tables.stamp(scenario.start), "", "H+0"),
        ("horizon", scenario.clock.horizon_h, "h", ""),
        ("status", STATUSES[plan.status], "", clean(plan.why)),
        ("value", plan.value, "person-days of need met", ""),
        ("bound", plan.bound, "person-days of need met", "no plan that obeys the rules is better"),
        ("gap", plan.gap, "share", ""),
    ]
    head += [(figure.title, figure.value, figure.unit, figure.note) for figure in headlines(scenario, plan, measured)]
    return [{"figure": name, "value": value, "unit": unit, "note": note} for name, value, unit, note in head]


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
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = Alignment(vertical="top")
    return cell
