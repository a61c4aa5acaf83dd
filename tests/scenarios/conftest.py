"""What several scenario tests read: the tables as they lie on disk, and the reference files where they are at hand."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hadr_planner.io.home import scenarios_dir

Rows = list[dict[str, str]]


@pytest.fixture
def rows() -> Callable[[str, str], Rows]:
    """Rows of one table of a scenario."""

    def read(scenario: str, table: str) -> Rows:
        with (Path(scenarios_dir()) / scenario / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture
def reference() -> Callable[[str], Rows]:
    """Rows of a reference file; the test is skipped where the files are not at hand."""
    home = Path(os.environ.get("HADR_REFERENCE", Path(__file__).parents[3] / "shared" / "data"))

    def read(name: str) -> Rows:
        if not (home / name).is_file():
            pytest.skip(f"reference file {name} is not here")
        with (home / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read
