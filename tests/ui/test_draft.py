"""Drafts of tables: read as they are typed, undone, redone."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner import load
from hadr_planner.ui import cells, draft
from hadr_planner.ui.draft import Draft, Grid

TUTORIAL = load("tutorial")


def changed(grid: Grid, row: int, column: str, value: str) -> Grid:
    cells = list(grid.rows[row])
    cells[grid.header.index(column)] = value
    return replace(grid, rows=(*grid.rows[:row], tuple(cells), *grid.rows[row + 1 :]))


def typed(work: Draft, table: str, row: int, column: str, value: str) -> Draft:
    return work.edited(table, changed(work.now.tables[table], row, column, value))


def test_untouched_tables_read_as_the_scenario_that_they_came_from() -> None:
    work = draft.begin(TUTORIAL)
    again = typed(typed(work, "sites", 0, "note", "x"), "sites", 0, "note", work.now.tables["sites"].rows[0][-1])
    assert again.now.scenario is not None
    assert typed(work, "sites", 0, "note", "x").now.scenario is not None
    assert not work.changed


def test_a_sound_change_gives_another_scenario_and_leaves_the_opened_one_alone() -> None:
    work = typed(draft.begin(TUTORIAL), "assets", 0, "count", "9")
    assert work.now.scenario is not None
    assert next(iter(work.now.scenario.assets.values())).count == 9
    assert work.now.scenario.digest != TUTORIAL.digest
    assert load("tutorial").digest == TUTORIAL.digest


def test_a_fault_is_named_at_its_cell() -> None:
    work = typed(draft.begin(TUTORIAL), "needs", 2, "quantity", "-10")
    (fault,) = work.now.faults
    table, row, column = draft.where(work, fault)
    assert (table, row.split()[0], column) == ("needs", "3", "quantity")
    assert work.now.scenario is None


def test_undo_and_redo_walk_every_state_and_a_new_change_forgets_what_was_undone() -> None:
    work = typed(draft.begin(TUTORIAL), "assets", 0, "count", "9")
    further = typed(work, "assets", 0, "count", "8")
    assert further.undone() == replace(further, at=1)
    assert further.undone().now == work.now
    assert further.undone().redone().now == further.now
    assert not further.undone().undone().changed
    assert typed(further.undone(), "assets", 0, "count", "7").undone().now == work.now


def test_a_change_that_changes_nothing_is_no_step() -> None:
    work = draft.begin(TUTORIAL)
    assert work.edited("sites", work.now.tables["sites"]) is work


def test_every_table_passes_through_the_editor_unchanged() -> None:
    work = draft.begin(TUTORIAL)
    for table, grid in work.now.tables.items():
        assert cells.grid(cells.frame(grid)) == grid, table


def test_every_column_of_every_table_has_an_editor() -> None:
    work = draft.begin(TUTORIAL)
    for table, grid in work.now.tables.items():
        assert set(grid.header) <= set(cells.config(table, TUTORIAL)), table


def test_what_is_typed_for_a_figure_reaches_the_reader_as_it_was_typed() -> None:
    kinds = {name: column["type_config"]["type"] for name, column in cells.config("sites", TUTORIAL).items()}
    assert kinds["population"] == kinds["lat"] == "text"
    shown = cells.frame(draft.begin(TUTORIAL).now.tables["sites"])
    shown.loc[0, "population"] = "abc"
    faults = draft.begin(TUTORIAL).edited("sites", cells.grid(shown)).now.faults
    assert [(fault.line, "'abc'" in fault.what) for fault in faults] == [(2, True)]
