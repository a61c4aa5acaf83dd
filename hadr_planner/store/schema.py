"""The tables of the store as they are now; ``migrations`` leads every older store here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

NAME, ID, WORD, DIGEST, TITLE = 200, 60, 40, 64, 300


class Moment(TypeDecorator[datetime]):
    """A time in UTC, on databases that keep zones and on those that don't."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As UTC, into the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As UTC, from the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _signed() -> tuple[Column[Any], ...]:
    """Who wrote a row, as what, and when."""
    return (
        Column("by", String(NAME), nullable=False),
        Column("role", String(WORD), nullable=False),
        Column("at", Moment, nullable=False),
    )


SCENARIOS = Table(
    "scenario",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(ID), nullable=False),
    Column("origin", Text, nullable=False),
)

VERSIONS = Table(
    "scenario_version",
    METADATA,
    Column("scenario_id", ForeignKey("scenario.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("digest", String(DIGEST), nullable=False),
    Column("content", LargeBinary, nullable=False),
    *_signed(),
)
"""Every version of a scenario, as the bytes of a .zip; none is ever overwritten."""

PLANS = Table(
    "plan",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("scenario_id", Integer, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("title", String(TITLE), nullable=False),
    Column("status", String(WORD), nullable=False),
    Column("value", Float, nullable=False),
    Column("bound", Float),
    Column("gap", Float, nullable=False),
    Column("sorties", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    *_signed(),
    ForeignKeyConstraint(["scenario_id", "version"], ["scenario_version.scenario_id", "scenario_version.version"]),
)
"""Plans, as the JSON of a plan file under gzip; ``bound`` is null where none was proven."""

WISHES = Table(
    "wish_book",
    METADATA,
    Column("scenario_id", ForeignKey("scenario.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("wishes", Text, nullable=False),
    *_signed(),
)
"""Every state of a scenario's wishes, as a JSON list."""

DECISIONS = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("scenario_id", ForeignKey("scenario.id"), nullable=False, index=True),
    Column("chosen", ForeignKey("plan.id"), nullable=False),
    Column("reason", Text, nullable=False),
    *_signed(),
)

COMPARED = Table(
    "decision_plan",
    METADATA,
    Column("decision_id", ForeignKey("decision.id"), primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), primary_key=True),
    Column("place", Integer, nullable=False),
)
"""The plans among which a decision chose, in the order in which they were laid out."""

TRAIL = Table(
    "trail",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(NAME), nullable=False),
    Column("role", String(WORD), nullable=False),
    Column("nation", String(WORD), nullable=False),
    Column("action", String(WORD), nullable=False),
    Column("what", Text, nullable=False),
)
"""Who did what; triggers of the database refuse to change or remove a line."""
