"""SQLite files copied page by page, while others use them."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hadr_planner.errors import HadrError

from .engine import PATIENCE_MS, StoreError


def copy_pages(file: Path, fresh: Path) -> None:
    """Copy a store as it is at one moment."""
    try:
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(fresh)) as copy,
        ):
            source.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            source.backup(copy)
    except sqlite3.Error as error:
        raise StoreError(f"{file}: can't be copied ({error}).") from error


def check(fresh: Path) -> None:
    """Make a copy one file without others beside it, and read all of it once."""
    with closing(sqlite3.connect(fresh)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise StoreError(f"The copy is damaged ({found}); no backup was written. The store itself may be, too.")


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """File to write into, which becomes ``path`` once it is whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            fresh = Path(folder, "store.sqlite")
            fresh.touch(mode=0o600)
            yield fresh
            with fresh.open("rb+") as written:
                os.fsync(written.fileno())
            fresh.replace(path)
    except OSError as error:
        raise HadrError(f"{path}: can't be written: {error.strerror}.") from error
