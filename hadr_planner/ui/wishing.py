"""Wishes from any page: added to the scenario's book, once each, over what somebody else wrote meanwhile."""

from __future__ import annotations

from hadr_planner.people import Action, require
from hadr_planner.wishes import Wish

from .desk import Desk


def wishes(desk: Desk) -> tuple[Wish, ...]:
    """Wishes in force about the open scenario."""
    return desk.office.wishes(desk.scenario_id).wishes if desk.scenario_id is not None else ()


def wish(desk: Desk, *added: Wish) -> None:
    """Add wishes that are not in the book yet."""
    require(desk.person, Action.STEER)
    if desk.scenario_id is None:
        return
    book = desk.office.wishes(desk.scenario_id)
    wanted = list(book.wishes)
    wanted += [one for place, one in enumerate(added) if one not in (*book.wishes, *added[:place])]
    if len(wanted) > len(book.wishes):
        desk.office.save_wishes(desk.scenario_id, wanted, book.version)


def replace(desk: Desk, kept: tuple[Wish, ...], base_version: int) -> None:
    """Put other wishes in the place of those in the book; raises ``Conflict`` where somebody was faster."""
    require(desk.person, Action.STEER)
    if desk.scenario_id is not None:
        desk.office.save_wishes(desk.scenario_id, kept, base_version)
