"""Connections to the store, and transactions on them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from hadr_planner.errors import HadrError

from .place import file_of, shown

PATIENCE_MS = 30_000
"""How long one writer waits for another."""
AGAIN_S = 0.02
READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"
PRAGMAS = (f"busy_timeout = {PATIENCE_MS}", "synchronous = FULL", "foreign_keys = ON")


class StoreError(HadrError):
    """The store can't be reached, read or written."""


def connect(url: URL) -> Engine:
    """Engine for an address; nothing is opened yet.

    Raises
    ------
    StoreError
        Where the driver is not installed or the folder of the file can't be made.
    """
    file = file_of(url)
    try:
        if file is None:
            return create_engine(url, pool_pre_ping=True)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            file.touch(mode=0o600)
    except ModuleNotFoundError:
        raise StoreError("PostgreSQL needs its driver: pip install 'hadr-planner[postgres]'.") from None
    except OSError as error:
        raise StoreError(f"{file}: can't be made: {error.strerror}.") from error
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def let_readers_go_on(engine: Engine) -> None:
    """Have SQLite write ahead: who reads neither waits for who writes, nor holds them up.

    SQLite does not wait by itself where several open a new file at one moment, so this does.
    """
    if engine.dialect.name != "sqlite":
        return
    until = time.monotonic() + PATIENCE_MS / 1000
    with _worded(engine), closing(engine.raw_connection()) as opened:
        while True:
            try:
                opened.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > until:
                    raise StoreError("The store is in use by others and did not come free; try again.") from error
            time.sleep(AGAIN_S)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only looks, and sees one state of the store throughout."""
    with _worded(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that changes something: all of it or nothing."""
    with _worded(engine), engine.execution_options(hadr_begin=(WRITE,)).begin() as connection:
        yield connection


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """One transaction that may replace tables; references are checked at its end, not at every statement."""
    with _worded(engine):
        with engine.execution_options(hadr_begin=("PRAGMA foreign_keys = OFF", WRITE)).begin() as connection:
            yield connection
            if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreError("The step to a newer schema breaks references between rows. Nothing was changed.")
        engine.dispose()


def _prepare(opened: Any, _: Any) -> None:
    opened.isolation_level = None
    for pragma in PRAGMAS:
        opened.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    for statement in connection.get_execution_options().get("hadr_begin", (READ,)):
        connection.exec_driver_sql(statement)


@contextmanager
def _worded(engine: Engine) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise StoreError(_words(engine, error)) from error
    except (DataError, OverflowError) as error:
        raise StoreError("The store can neither hold nor look for a value like that. Nothing was saved.") from error
    except DBAPIError as error:
        if "file is not a database" in str(error.orig):
            raise StoreError(_words(engine, error)) from error
        raise


def _words(engine: Engine, error: DBAPIError) -> str:
    where = shown(engine.url)
    why = next(iter(str(error.orig).strip().splitlines()), "no answer")
    if "locked" in why:
        return f"{where}: others kept the store busy for {PATIENCE_MS // 1000} seconds. Nothing was saved; try again."
    return f"{where}: the store doesn't answer ({why}). Nothing was saved; see that it is there and can be written to."
