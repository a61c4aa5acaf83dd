"""A batch on disk: a small file for each finished run, so that a batch goes on where it was ended."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

from hadr_planner.domain.plan import Plan
from hadr_planner.errors import HadrError
from hadr_planner.io import read_plan, write_plan
from hadr_planner.io.atomic import write_atomically

from .run import Row

COLUMNS = frozenset(item.name for item in fields(Row))


class Store:
    """Folder of a batch: ``runs/<run>.json`` for each finished run, ``plans/<run>.json`` for the plans made."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        for part in ("runs", "plans"):
            try:
                (self.folder / part).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise HadrError(f"{self.folder}: can't be written: {error.strerror}") from error

    def keep(self, row: Row, plan: Plan | None) -> None:
        """Write what came of a run, the plan first: a run whose row is there is finished."""
        if plan is not None:
            write_plan(plan, self.plan_file(row.run))
        text = json.dumps(asdict(row), ensure_ascii=False, indent=1, allow_nan=False)
        write_atomically(self.folder / "runs" / f"{row.run}.json", f"{text}\n".encode())

    def row(self, run: str) -> Row | None:
        """Row of a finished run; none where it is not finished, or its file can't be read."""
        try:
            said = json.loads((self.folder / "runs" / f"{run}.json").read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(said, dict) or said.keys() != COLUMNS or said["run"] != run:
            return None
        return Row(**said)

    def plan(self, run: str) -> Plan:
        """Plan that a run made."""
        return read_plan(self.plan_file(run))

    def plan_file(self, run: str) -> Path:
        """Where the plan of a run is."""
        return self.folder / "plans" / f"{run}.json"
