"""Of two wishes that can't both be held the later counts, as long as it says no less than the earlier one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.wishes.book import Wish
from hadr_planner.wishes.forbid import Forbid
from hadr_planner.wishes.insist import Insist
from hadr_planner.wishes.keep import Keep


def latest(scenario: Scenario, book: Sequence[Wish], wish: Wish, shapes: Collection[Sortie] = ()) -> tuple[Wish, ...]:
    """The book with one more wish, without those whose place it takes.

    ``shapes`` are the sortie that the wish is about as it has been before: locks on any of them are its own.

    Raises
    ------
    HadrError
        Where an earlier wish forbids this one and much else: that is for the planner to take back.
    """
    gone = [one for one in book if one != wish and _replaces(scenario, wish, one, shapes)]
    for one in gone:
        if isinstance(one, Forbid) and not _single(scenario, one):
            raise HadrError(f"An earlier wish forbids it: {one}. Take that wish back first.")
    left = tuple(one for one in book if one not in gone)
    return left if wish in left else (*left, wish)


def _replaces(scenario: Scenario, later: Wish, earlier: Wish, shapes: Collection[Sortie]) -> bool:
    if isinstance(earlier, Keep) and any(earlier.sortie.id == one.id and earlier.same(one) for one in shapes):
        return True
    for ban, other in ((later, earlier), (earlier, later)):
        if isinstance(ban, Forbid) and isinstance(other, Keep | Insist):
            return _bans(scenario, ban, other)
    return False


def _bans(scenario: Scenario, ban: Forbid, asked: Keep | Insist) -> bool:
    """Whether nothing that holds the one could leave the other whole."""
    if isinstance(asked, Keep):
        return ban.bans(scenario, asked.sortie)
    first_h, last_h = asked.start_h - asked.tolerance_h, asked.start_h + asked.tolerance_h
    if ban.asset != asked.asset or ban.from_h > first_h + EPSILON_H:
        return False
    if ban.route:
        return last_h < ban.until_h - EPSILON_H and _within(ban.route, asked.route)
    return ban.until_h >= scenario.clock.horizon_h and (not ban.node or ban.node in asked.route)


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[k : k + len(part)] == part for k in range(len(whole) - len(part) + 1))


def _single(scenario: Scenario, ban: Forbid) -> bool:
    """Whether it forbids a single sortie at its hour, and no more."""
    return bool(ban.route) and ban.until_h - ban.from_h <= scenario.clock.slot_h + EPSILON_H
