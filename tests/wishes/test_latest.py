"""Of wishes that contradict one another the later counts, and nothing wider is dropped unsaid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_steer import laden, tutorial

from hadr_planner import steer
from hadr_planner.errors import HadrError
from hadr_planner.wishes import Forbid, Insist, Keep, Meet, Wish, latest

SCENARIO, PLAN = tutorial()
SORTIE = laden(PLAN)
LOCK, BAR = steer.lock(PLAN, SORTIE.id), steer.bar(SCENARIO, PLAN, SORTIE.id)
ROUTE = tuple(stop.node for stop in SORTIE.stops)
INSIST = Insist(asset=SORTIE.asset, route=ROUTE[:2], start_h=SORTIE.start_h, tolerance_h=6.0)
MEET = Meet(need=next(iter(SCENARIO.needs)), share=0.5, by_h=48)
OTHER = next(one for one in PLAN.sorties if one.asset != SORTIE.asset)
WIDE = (
    Forbid(asset=SORTIE.asset),
    Forbid(asset=SORTIE.asset, node=ROUTE[1]),
    Forbid(asset=SORTIE.asset, route=ROUTE),
)


def book(*wishes: Wish) -> tuple[Wish, ...]:
    found: tuple[Wish, ...] = ()
    for wish in wishes:
        found = latest(SCENARIO, found, wish)
    return found


def test_of_lock_and_cancel_the_later_stays() -> None:
    assert book(LOCK, BAR) == (BAR,)
    assert book(BAR, LOCK) == (LOCK,)


def test_a_wish_is_written_once() -> None:
    assert book(LOCK, MEET, LOCK) == (LOCK, MEET)


@pytest.mark.parametrize("ban", WIDE, ids=str)
def test_what_is_forbidden_altogether_is_not_kept_or_insisted_on(ban: Forbid) -> None:
    assert book(LOCK, INSIST, MEET, Keep(sortie=OTHER), ban) in [
        (MEET, Keep(sortie=OTHER), ban),
        (INSIST, MEET, Keep(sortie=OTHER), ban),
    ]
    assert (INSIST in book(INSIST, ban)) == (ban.route == ROUTE and ROUTE[:2] != ROUTE)


@pytest.mark.parametrize("ban", WIDE, ids=str)
def test_a_lock_drops_no_wider_wish_but_names_it(ban: Forbid) -> None:
    with pytest.raises(HadrError, match="Take that wish back first"):
        book(ban, LOCK)


def test_what_is_forbidden_at_other_hours_stands_beside_a_lock() -> None:
    early = Forbid(asset=SORTIE.asset, until_h=SORTIE.start_h)
    assert book(early, LOCK, INSIST) == (early, LOCK, INSIST)


def test_a_sortie_that_moves_takes_its_own_lock_along_and_nobody_elses() -> None:
    moved = steer.move(SCENARIO, PLAN, SORTIE.id, 1.0)
    twin = Keep(sortie=replace(SORTIE, id="twin", tail=2))
    new = steer.lock(moved, SORTIE.id)
    assert latest(SCENARIO, (LOCK, twin), new, (SORTIE,)) == (twin, new)
    assert latest(SCENARIO, (LOCK,), new) == (LOCK, new)
