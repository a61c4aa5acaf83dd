"""The wishes about a scenario, one book each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, insert, select

from .cards import WishBook
from .conflict import Conflict, NotThere
from .scenarios import locked
from .schema import WISHES
from .work import Work

if TYPE_CHECKING:
    from hadr_planner.wishes import Wish


def book(connection: Connection, scenario_id: int) -> WishBook:
    """The wishes as they are now."""
    from hadr_planner.wishes import from_json

    found = connection.execute(_newest(scenario_id)).first()
    if found is None:
        return WishBook(version=0, wishes=())
    return WishBook(version=found.version, wishes=from_json(json.loads(found.wishes)))


def save(work: Work, scenario_id: int, wishes: Sequence[Wish], base_version: int) -> int:
    """Keep the wishes as they are to be from now on.

    Raises
    ------
    Conflict
        Where somebody saved others since ``base_version``.
    """
    from hadr_planner.wishes import to_json

    key = locked(work.connection, scenario_id)
    newest = work.connection.execute(_newest(scenario_id)).first()
    found = newest.version if newest else 0
    if found != base_version and newest is not None:
        raise Conflict(f"the wishes about {key}", by=newest.by, at=newest.at, version=found, base=base_version)
    if found != base_version:
        raise NotThere("wishes of version", base_version)
    text = json.dumps([to_json(wish) for wish in wishes], ensure_ascii=False, allow_nan=False)
    row = {"scenario_id": scenario_id, "version": found + 1, "wishes": text, **work.signed}
    work.connection.execute(insert(WISHES).values(row))
    work.note(f"saved {len(wishes)} wishes about scenario {scenario_id} ({key}), version {found + 1}")
    return found + 1


def _newest(scenario_id: int) -> Select[Any]:
    return select(WISHES).where(WISHES.c.scenario_id == scenario_id).order_by(WISHES.c.version.desc()).limit(1)
