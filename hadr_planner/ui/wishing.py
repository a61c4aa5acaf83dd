"""Wishes from any page: added to the scenario's book, once each; a later one takes the place of what it contradicts."""

from __future__ import annotations

from collections.abc import Callable

from hadr_planner.people import Action, require
from hadr_planner.wishes import Wish, latest

from .desk import Desk


def wishes(desk: Desk) -> tuple[Wish, ...]:
    """Wishes in force about the open scenario."""
    return desk.office.wishes(desk.scenario_id).wishes if desk.scenario_id is not None else ()


def wish(desk: Desk, wish: Wish) -> tuple[Wish, ...]:
    """Add a wish to the book; those whose place it takes, which are no longer in it.

    Raises
    ------
    HadrError
        Where an earlier wish forbids it and more.
    """
    scenario = desk.needs_scenario()
    return change(desk, lambda book: latest(scenario, book, wish))


def change(desk: Desk, how: Callable[[tuple[Wish, ...]], tuple[Wish, ...]]) -> tuple[Wish, ...]:
    """Change the book as it is now; the wishes that are no longer in it."""
    require(desk.person, Action.STEER)
    if desk.scenario_id is None:
        return ()
    book = desk.office.wishes(desk.scenario_id)
    wanted = how(book.wishes)
    if wanted != book.wishes:
        desk.office.save_wishes(desk.scenario_id, wanted, book.version)
    return tuple(one for one in book.wishes if one not in wanted)


def replace(desk: Desk, kept: tuple[Wish, ...], base_version: int) -> None:
    """Put other wishes in the place of those in the book; raises ``Conflict`` where somebody was faster."""
    require(desk.person, Action.STEER)
    if desk.scenario_id is not None:
        desk.office.save_wishes(desk.scenario_id, kept, base_version)
