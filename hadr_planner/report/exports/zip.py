"""Archive of CSV files: the tables of the workbook, a file each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import kpis
from hadr_planner.report.sheets import sheets
from hadr_planner.report.tables import Row
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.sheets import sheets as tasking_sheets

from .csv import written

STAMP = (1980, 1, 1, 0, 0, 0)


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the archive; equal plans give equal bytes."""
    return packed(_tables(sheets(scenario, plan, kpis(scenario, plan))))


def render_tasking(tasking: Tasking) -> bytes:
    """Write the tables of one reader."""
    return packed(_tables(tasking_sheets(tasking)))


def _tables(found: Mapping[str, list[Row]]) -> Iterator[tuple[str, bytes]]:
    for title, rows in found.items():
        yield f"{title}.csv", written(rows, tuple(rows[0]) if rows else ("none",))


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files by name as an archive; equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
