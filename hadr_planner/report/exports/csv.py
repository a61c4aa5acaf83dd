"""CSV: one row for each sortie of a plan, or for each line of a tasking."""

from __future__ import annotations

import csv
import io

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import tables
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.sheets import TASK_COLUMNS, task_rows
from hadr_planner.report.wording import neutral


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the sorties; UTF-8 with a mark, so that spreadsheets read names right."""
    return written(tables.sorties(scenario, plan), tables.SORTIE_COLUMNS)


def render_tasking(tasking: Tasking) -> bytes:
    """Write the lines of one reader."""
    return written(task_rows(tasking), TASK_COLUMNS)


def written(rows: list[tables.Row], heads: tuple[str, ...]) -> bytes:
    """Rows as CSV; texts that a spreadsheet would run as a formula are neutralised."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, heads)
    writer.writeheader()
    writer.writerows({name: neutral(value) for name, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
