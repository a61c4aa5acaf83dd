"""The store, opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL, Engine

from hadr_planner.people import Person

from .copy import back_up
from .engine import connect, let_readers_go_on
from .migrate import migrate
from .office import Office
from .place import place


@dataclass(frozen=True, slots=True)
class Store:
    """A store that is open; threads may share it."""

    engine: Engine

    def as_(self, person: Person) -> Office:
        """The store as far as this person may use it."""
        return Office(self.engine, person)

    def backup(self, path: str | Path) -> Path:
        """Copy everything into one SQLite file, as of one moment, while others go on working; returns where it is."""
        return back_up(self.engine, Path(path))

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(url: str | Path | URL | None = None) -> Store:
    """Open a store, making it or bringing it up to date where needed.

    Parameters
    ----------
    url
        File, or ``postgresql://user@host/database``; unset for what ``HADR_STORE`` says, or a file in the user's
        data folder.

    Raises
    ------
    HadrError
        Where it can't be opened, or was written by a newer program.
    """
    engine = connect(place(url))
    try:
        migrate(engine)
        let_readers_go_on(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)
