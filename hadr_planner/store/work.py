"""One deed of one person: allowed, done in one transaction, and written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert

from hadr_planner.people import Action, NotAllowed, Person, require

from .engine import reading, writing
from .schema import TRAIL


@dataclass(frozen=True, slots=True)
class Work:
    """A change under way: its transaction, who makes it and when."""

    connection: Connection
    person: Person
    action: Action
    at: datetime

    @property
    def signed(self) -> dict[str, Any]:
        """Who wrote a row, as what, and when."""
        return {"by": self.person.name, "role": str(self.person.role), "at": self.at}

    def note(self, what: str) -> None:
        """Write a line of the trail, in the transaction of the deed itself."""
        line = {
            "at": self.at,
            "who": self.person.name,
            "role": str(self.person.role),
            "nation": self.person.nation,
            "action": str(self.action),
            "what": what,
        }
        self.connection.execute(insert(TRAIL).values(line))


@contextmanager
def looking(engine: Engine, person: Person, action: Action) -> Iterator[Connection]:
    """Let a person look, where they may."""
    admit(engine, person, action)
    with reading(engine) as connection:
        yield connection


@contextmanager
def working(engine: Engine, person: Person, action: Action) -> Iterator[Work]:
    """Let a person change something, where they may."""
    admit(engine, person, action)
    with writing(engine) as connection:
        yield Work(connection, person, action, datetime.now(UTC))


def admit(engine: Engine, person: Person, action: Action) -> None:
    """Pass where a person may; a refusal goes into the trail.

    Raises
    ------
    NotAllowed
        Where the person may not.
    """
    try:
        require(person, action)
    except NotAllowed as refused:
        write_refusal(engine, person, action, str(refused))
        raise


def write_refusal(engine: Engine, person: Person, action: Action, why: str) -> None:
    """Put into the trail that somebody was refused."""
    with writing(engine) as connection:
        Work(connection, person, action, datetime.now(UTC)).note(f"refused: {why}")
