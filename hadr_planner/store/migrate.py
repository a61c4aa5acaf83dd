"""An older store brought up to what the program knows, once, whoever comes first."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from .engine import StoreError, reading, rebuilding
from .pages import beside, check, copy_pages
from .place import file_of, shown

FOLDER = Path(__file__).with_name("migrations")
ADVISORY = 4_823_001
"""Number under which those who migrate on PostgreSQL wait for one another."""
NOT_OURS = frozenset({"alembic_version", "spatial_ref_sys"})
"""Tables that may be there before ours."""
_ONE_AT_A_TIME = Lock()


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables to a revision; where they are there already, nothing is locked or written.

    A file is first copied beside itself, under its name and old revision.

    Raises
    ------
    StoreError
        Where the store was written by a newer program, or isn't a store at all.
    """
    with _ONE_AT_A_TIME:
        with reading(engine) as connection:
            if not _behind(connection, to):
                return
        with rebuilding(engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ADVISORY})
            if _behind(connection, to):
                _keep_old(connection)
                steps = config()
                steps.attributes["connection"] = connection
                command.upgrade(steps, to)


def config() -> Config:
    """What Alembic is told; there is no alembic.ini."""
    told = Config()
    told.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    told.set_main_option("path_separator", "os")
    return told


def _keep_old(connection: Connection) -> None:
    file, found = file_of(connection.engine.url), _revision(connection)
    if file is not None and found is not None:
        with beside(file.with_name(f"{file.name}.{found}")) as fresh:
            copy_pages(file, fresh)
            check(fresh)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _behind(connection: Connection, to: str) -> bool:
    steps = ScriptDirectory.from_config(config())
    wanted = steps.get_current_head() if to == "head" else to
    found = _revision(connection)
    known = {step.revision for step in steps.walk_revisions()}
    if found is None and set(inspect(connection).get_table_names()) - NOT_OURS:
        raise StoreError(f"{shown(connection.engine.url)}: holds something else; a store wants a place of its own.")
    if found is not None and found not in known:
        raise StoreError(
            f"The store was written by a newer hadr_planner (schema {found}; this one knows up to {wanted}). "
            "Nothing was changed. Install the newer program, or open another store."
        )
    return found != wanted
