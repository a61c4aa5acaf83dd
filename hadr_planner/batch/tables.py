"""Results and summary as files: CSV for people, Parquet for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from hadr_planner.io.atomic import write_atomically
from hadr_planner.report.wording import neutral

from .run import Row
from .summary import Summary


def write_results(rows: Sequence[Row], folder: Path) -> None:
    """One row a run, in ``results.csv`` and ``results.parquet``."""
    _csv(rows, Row, folder / "results.csv")
    write_atomically(folder / "results.parquet", parquet(rows))


def write_summary(summaries: Sequence[Summary], folder: Path) -> None:
    """One row a scenario and course or plan, in ``summary.csv``."""
    _csv(summaries, Summary, folder / "summary.csv")


def parquet(rows: Sequence[Row]) -> bytes:
    """Rows as a Parquet file, with types that do not depend on what the rows hold."""
    import pyarrow
    from pyarrow import parquet as writer

    kinds = {"str": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64()}
    schema = pyarrow.schema([(item.name, kinds[str(item.type).split(" ")[0]]) for item in fields(Row)])
    table = pyarrow.Table.from_pylist([asdict(row) for row in rows], schema=schema)
    buffer = io.BytesIO()
    writer.write_table(table, buffer)
    return buffer.getvalue()


def _csv(rows: Sequence[Any], kind: type[Any], path: Path) -> None:
    names = [item.name for item in fields(kind)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[neutral(getattr(row, name)) for name in names] for row in rows])
    write_atomically(path, buffer.getvalue().encode())
