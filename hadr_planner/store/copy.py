"""A store copied whole: into a backup, and back from one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, func, insert, select, text

from hadr_planner.errors import HadrError

from .engine import connect, reading, writing
from .migrate import migrate
from .pages import beside, check, copy_pages
from .place import file_of, place, shown
from .schema import METADATA

ROWS_AT_ONCE = 50


def back_up(engine: Engine, path: Path) -> Path:
    """Copy a store into one SQLite file, as of one moment; the file appears whole or not at all.

    Raises
    ------
    HadrError
        Where it can't be written.
    """
    file = file_of(engine.url)
    if file is not None and path.exists() and path.samefile(file):
        raise HadrError(f"{path}: is the store itself; name another file for its backup.")
    with beside(path) as fresh:
        if file is not None:
            copy_pages(file, fresh)
        else:
            _copy_rows(engine, fresh)
        check(fresh)
    return path


def restore(backup: str | Path, url: str | Path | URL | None = None) -> int:
    """Fill an empty store, of either kind, from a backup; returns the number of rows.

    Raises
    ------
    HadrError
        Where the backup can't be read, or the store has something in it.
    """
    path = Path(backup)
    if not path.is_file():
        raise HadrError(f"{path}: is no file; wanted a backup that hadr has written.")
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder, "backup.sqlite")
        copy_pages(path, copied)
        with _opened(place(copied)) as source, _opened(place(url)) as target:
            return _fill(path, source, target)


def _fill(path: Path, source: Engine, target: Engine) -> int:
    with reading(source) as origin, writing(target) as goal:
        for table in METADATA.sorted_tables:
            if goal.execute(select(func.count()).select_from(table)).scalar_one():
                raise HadrError(f"{shown(target.url)}: is not empty; a backup is restored into an empty store only.")
        count = _copy_tables(origin, goal)
        if not count:
            raise HadrError(f"{path}: holds nothing; wanted a backup that hadr has written.")
        return count


def _copy_rows(engine: Engine, fresh: Path) -> None:
    with _opened(place(fresh)) as copy, reading(engine) as origin, writing(copy) as goal:
        _copy_tables(origin, goal)


def _copy_tables(origin: Connection, goal: Connection) -> int:
    count = 0
    for table in METADATA.sorted_tables:
        for rows in origin.execute(select(table)).mappings().partitions(ROWS_AT_ONCE):
            goal.execute(insert(table), [dict(row) for row in rows])
            count += len(rows)
        if goal.dialect.name == "postgresql" and "id" in table.c:
            _count_on(goal, table.name)
    return count


def _count_on(goal: Connection, table: str) -> None:
    last = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table} HAVING max(id) > 0"
    goal.execute(text(last))


@contextmanager
def _opened(url: URL) -> Iterator[Engine]:
    engine = connect(url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()
