"""Who did what."""

from __future__ import annotations

from sqlalchemy import Connection, select

from .cards import AuditLine
from .schema import TRAIL

MOST = 100_000


def lines(connection: Connection, limit: int) -> tuple[AuditLine, ...]:
    """The last lines, the latest first."""
    columns = TRAIL.c.at, TRAIL.c.who, TRAIL.c.role, TRAIL.c.action, TRAIL.c.what
    wanted = select(*columns).order_by(TRAIL.c.id.desc()).limit(min(max(0, limit), MOST))
    return tuple(AuditLine(**row) for row in connection.execute(wanted).mappings())
