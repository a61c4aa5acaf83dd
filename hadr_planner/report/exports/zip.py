"""Archive of CSV files: the tables of the workbook, a file each."""

from __future__ import annotations

import io
import zipfile

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import kpis
from hadr_planner.report.sheets import sheets

from .csv import written

STAMP = (1980, 1, 1, 0, 0, 0)


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the archive; equal plans give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for title, rows in sheets(scenario, plan, kpis(scenario, plan)).items():
            heads = tuple(rows[0]) if rows else ("none",)
            entry = zipfile.ZipInfo(f"{title}.csv", STAMP)
            archive.writestr(entry, written(rows, heads), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
