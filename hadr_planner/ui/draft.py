"""Tables under change: every state is read by the loader, kept, and can be gone back to."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import Fault, ScenarioError
from hadr_planner.io.load import load_members
from hadr_planner.io.notation import grids
from hadr_planner.io.save import members
from hadr_planner.io.tables import TABLES, columns

Rows = tuple[tuple[str, ...], ...]
STEPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as text: column names, and rows of as many cells; an empty cell stands for the usual value."""

    header: tuple[str, ...]
    rows: Rows = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One state of the tables, and what the loader says of it.

    Parameters
    ----------
    scenario
        What the tables say; unset while there are faults.
    """

    tables: Mapping[str, Grid]
    scenario: Scenario | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Changes to a scenario that nobody has saved yet.

    Parameters
    ----------
    base
        The scenario as it was opened.
    steps, at
        Every state, the opened one first, and which of them is the present one.
    """

    base: Scenario
    steps: tuple[Step, ...] = field(default=())
    at: int = 0

    @property
    def now(self) -> Step:
        """The present state."""
        return self.steps[self.at]

    @property
    def changed(self) -> bool:
        """Whether the present state differs from what was opened."""
        return self.now.tables != self.steps[0].tables

    def edited(self, table: str, grid: Grid) -> Draft:
        """The draft after a change of one table; what was undone before is forgotten."""
        if grid == self.now.tables[table]:
            return self
        step = _read(self.base, {**self.now.tables, table: grid})
        steps = (*self.steps[: self.at + 1], step)
        if len(steps) > STEPS:
            steps = (steps[0], *steps[2:])
        return replace(self, steps=steps, at=len(steps) - 1)

    def undone(self) -> Draft:
        """The draft one step back."""
        return replace(self, at=max(self.at - 1, 0))

    def redone(self) -> Draft:
        """The draft one step on."""
        return replace(self, at=min(self.at + 1, len(self.steps) - 1))


def begin(scenario: Scenario) -> Draft:
    """A draft without changes."""
    return Draft(base=scenario, steps=(Step(tables=_tables(scenario), scenario=scenario),))


def text(value: Any) -> str:
    """A cell as the loader reads it."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value).strip()


def where(draft: Draft, fault: Fault) -> tuple[str, str, str]:
    """Table, row and column of a fault, by name where it has one."""
    table = fault.file.removesuffix(".csv")
    grid = draft.now.tables.get(table)
    if grid is None:
        return fault.file, "", ""
    place, column = fault.line - 2, fault.column - 1
    row = ""
    if 0 <= place < len(grid.rows):
        named = dict(zip(grid.header, grid.rows[place], strict=True))
        row = f"{place + 1} ({named.get('id') or named.get('name') or 'no id'})"
    return table, row, grid.header[column] if 0 <= column < len(grid.header) else ""


def _tables(scenario: Scenario) -> dict[str, Grid]:
    written = grids(scenario)
    found = {}
    for name, table in TABLES.items():
        header, *rows = written.get(name) or [[]]
        own = [column.name for column in columns(table).values() if not column.override]
        rest = [name for name in own if name not in header]
        cells = tuple(tuple(text(cell) for cell in row) + ("",) * len(rest) for row in rows)
        found[name] = Grid(header=(*map(str, header), *rest), rows=cells)
    return found


def _read(base: Scenario, tables: Mapping[str, Grid]) -> Step:
    files = members(base)
    for name, grid in tables.items():
        file = f"{name}.csv"
        if grid.rows or file in files or TABLES[name].required:
            files[file] = _csv(grid)
    try:
        return Step(tables=tables, scenario=load_members(base.id, files))
    except ScenarioError as error:
        return Step(tables=tables, scenario=None, faults=error.faults)


def _csv(grid: Grid) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([grid.header, *grid.rows])
    return buffer.getvalue().encode()
