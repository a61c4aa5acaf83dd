"""A backup holds everything, appears whole or not at all, and fills an empty store of either kind."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from store.world import ANA, CORA, idle

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.store import Office, Store, open_store, restore
from hadr_planner.store.schema import METADATA, TRAIL
from hadr_planner.wishes import Forbid


@pytest.fixture
def full(store: Store, tutorial: Scenario) -> Store:
    """A store with something in every table."""
    office = store.as_(ANA)
    id = office.add_scenario(tutorial, "built in").id
    office.save_version(id, tutorial, 1)
    plans = [office.add_plan(id, version, idle(tutorial), "").id for version in (1, 2)]
    office.save_wishes(id, (Forbid(asset="aus_c130j"),), 0)
    office.decide(id, plans, plans[0], "because")
    return store


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a store."""
    with store.engine.connect() as connection:
        tables = METADATA.sorted_tables
        return {table.name: sorted(tuple(row) for row in connection.execute(select(table))) for table in tables}


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_it_holds_everything_in_one_file(full: Store, tmp_path: Path) -> None:
    """Without side files, and it opens as a store by itself."""
    folder = tmp_path / "copies"
    written = full.backup(folder / "desk.sqlite")
    assert [path.name for path in folder.iterdir()] == [written.name]
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with open_store(written) as copy:
        assert rows(copy) == rows(full)
        assert all(rows(copy).values())


def test_it_fills_an_empty_store(full: Store, fresh: Callable[[], str], tmp_path: Path) -> None:
    """In which one can go on: numbers continue, and the trail is closed there, too."""
    written = full.backup(tmp_path / "copy.sqlite")
    target = fresh()
    assert restore(written, target) == sum(len(found) for found in rows(full).values())
    with open_store(target) as again:
        assert rows(again) == rows(full)
        office = again.as_(ANA)
        last = office.plans()[0]
        plan = office.add_plan(last.scenario_id, last.version, idle(office.scenario(last.scenario_id)), "")
        assert plan.id == last.id + 1
        assert office.decide(last.scenario_id, [plan.id], plan.id, "x").id == office.decisions()[1].id + 1
        with again.engine.begin() as connection, pytest.raises(DBAPIError, match="the trail only grows"):
            connection.execute(TRAIL.delete())


def test_a_store_with_something_in_it_is_not_overwritten(full: Store, url: str, tmp_path: Path) -> None:
    before = rows(full)
    written = full.backup(tmp_path / "copy.sqlite")
    with pytest.raises(HadrError, match="is not empty"):
        restore(written, url)
    assert rows(full) == before


def test_a_restore_that_breaks_off_leaves_the_store_empty(
    full: Store, fresh: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All rows or none: half of the tables are copied when it fails."""
    written = full.backup(tmp_path / "copy.sqlite")
    target = fresh()
    with closing(sqlite3.connect(written)) as broken:
        broken.execute("PRAGMA foreign_keys = OFF")
        broken.execute("DELETE FROM scenario_version")
        broken.commit()
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        restore(written, target)
    with open_store(target) as empty:
        assert not any(rows(empty).values())


def test_a_backup_that_breaks_off_leaves_the_last_one(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copies" / "copy.sqlite"
    full.backup(target)
    before = target.read_bytes()
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(HadrError, match="can't be written: No space left"):
        full.backup(target)
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_backup_under_way_of_work_is_of_one_moment(full: Store, tmp_path: Path, tutorial: Scenario) -> None:
    """While plans and their lines are being written, a copy has as many of the ones as of the others."""
    done = Event()

    def work() -> int:
        office, count = full.as_(ANA), 0
        while not done.is_set() or not count:
            office.add_plan(1, 1, idle(tutorial), "")
            count += 1
        return count

    with ThreadPoolExecutor(1) as thread:
        busy = thread.submit(work)
        copies = [full.backup(tmp_path / f"{number}.sqlite") for number in range(5)]
        done.set()
        assert busy.result() > 0
    for path in copies:
        with open_store(path) as copy:
            found = rows(copy)
            assert len([line for line in found["trail"] if line[5] == "plan"]) == len(found["plan"])


def test_who_took_it_is_in_it(full: Store, tmp_path: Path) -> None:
    with open_store(full.as_(CORA).backup(tmp_path / "copy.sqlite")) as copy:
        line = copy.as_(ANA).trail(1)[0]
        assert (line.who, line.action, line.what) == ("Cora", "admin", "took a backup to copy.sqlite")


def test_a_store_is_not_its_own_backup(full: Store, url: str, kind: str) -> None:
    if kind == "postgresql":
        pytest.skip("the store is no file")
    before = rows(full)
    with pytest.raises(HadrError, match="is the store itself"):
        full.backup(url)
    assert rows(full) == before


@pytest.mark.parametrize("content", [b"", b"id,name\n1,x\n", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_backup_is_refused_in_words(content: bytes, url: str, tmp_path: Path) -> None:
    path = tmp_path / "strange.sqlite"
    path.write_bytes(content)
    with pytest.raises(HadrError, match=r"strange\.sqlite: (holds nothing|can't be copied)"):
        restore(path, url)
    with pytest.raises(HadrError, match="is no file"):
        restore(tmp_path / "nowhere.sqlite", url)


def test_a_database_of_something_else_is_neither_store_nor_backup(ana: Office, url: str, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url text)")
    before = path.read_bytes()
    for ask in (lambda: restore(path, url), lambda: open_store(path)):
        with pytest.raises(HadrError, match="holds something else"):
            ask()
    assert path.read_bytes() == before
