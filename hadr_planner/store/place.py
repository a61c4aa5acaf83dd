"""Where the store lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from hadr_planner.errors import HadrError

VARIABLE = "HADR_STORE"
FILE = "desk.sqlite"
WANTED = "wanted a file such as desk.sqlite, or postgresql://user@host/database"


def place(url: str | Path | URL | None = None) -> URL:
    """Address of the store: as given, else as ``HADR_STORE`` says, else a file in the user's data folder.

    Raises
    ------
    HadrError
        Where it is no address of a store.
    """
    if isinstance(url, URL):
        return url
    said = str(url or os.environ.get(VARIABLE, "") or user_folder() / FILE)
    if "://" not in said:
        return _file(Path(said))
    try:
        found = make_url(said)
    except (ArgumentError, ValueError):
        raise HadrError(f"The address of the store can't be read; {WANTED}.") from None
    if found.get_backend_name() == "postgresql":
        return found.set(drivername="postgresql+psycopg")
    if found.get_backend_name() == "sqlite":
        return _file(Path(found.database or ""))
    raise HadrError(f"{found.drivername}: no store can be kept there; {WANTED}.")


def existing(url: str | Path | None = None) -> URL:
    """Address of a store that is there; a file that isn't is not made.

    Raises
    ------
    HadrError
        Where it is no address of a store, or the file is not there.
    """
    found = place(url)
    file = file_of(found)
    if file is not None and not file.is_file():
        raise HadrError(f"{file}: there is no store; name it with --store or {VARIABLE}.")
    return found


def shown(url: URL) -> str:
    """Address as people may see it: the path of a file, or a URL without its password."""
    return str(file_of(url) or url.render_as_string(hide_password=True))


def file_of(url: URL) -> Path | None:
    """File of a store that is one."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def user_folder() -> Path:
    """Folder in which this system keeps what programs store for a user."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "hadr_planner"


def _file(path: Path) -> URL:
    if path.name in ("", ":memory:") or path.is_dir():
        raise HadrError(f"{path}: a store is a file, not a folder or memory; {WANTED}.")
    return URL.create("sqlite", database=str(path.expanduser().absolute()))
