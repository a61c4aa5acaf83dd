"""REFUSAL in planner's words."""

from __future__ import annotations

from worlds import need, partnership, said, sortie, stop, supply, world

from hadr_planner.domain.plan import HandOver
from hadr_planner.judge import verify
from hadr_planner.rules.humanitarian import refusal
from hadr_planner.solver import solve

FOOD = need("alpha", "food", 4)
SHY = partnership("alpha", refuses=("USA",))
OPEN = partnership("alpha", "wfp")


def lent(*partners):
    """Food at the field, flown to alpha by the United States."""
    return world(["usa_choppers"], needs=[FOOD], supplies=[supply("field", "food", 30)], partnerships=partners)


def given(partner, tonnes, period):
    return HandOver(need=FOOD.id, partnership=partner.id, from_="alpha", period=period, day=0, tonnes=tonnes)


def flown(s, tonnes):
    food = {"food": tonnes}
    calls = stop("field", 6, 7, loads=food), stop("alpha", 8, 9, unloads=food), stop("field", 10)
    return sortie(s, "usa_choppers", *calls)


def test_a_partner_hands_over_nothing_that_a_refused_nation_brought():
    """The other partner at the site does."""
    s = lent(SHY, OPEN)
    assert said(refusal, s, flown(s, 2), given(OPEN, 2, 3)) == []
    (why,) = said(refusal, s, flown(s, 2), given(SHY, 2, 3))
    assert why.startswith(f"{SHY.id} refuses USA: of the 2 t of food handed over from alpha by H+")
    assert why.endswith("2 t came no other way.")


def test_what_came_by_others_or_lay_there_is_welcome():
    """The same flight is no affront to a partner that refuses Japan only."""
    picky = partnership("alpha", refuses=("JPN",))
    s = lent(picky)
    assert said(refusal, s, flown(s, 2), given(picky, 2, 3)) == []


def test_a_plan_leaves_a_refusing_partner_out_rather_than_break_its_word():
    """With that partner alone nobody is fed; with another one at the site, everybody is."""
    goods = {"needs": [FOOD], "supplies": [supply("hub", "food", 30)]}
    alone = world(["usa_lifters"], partnerships=[SHY], **goods)
    both = world(["usa_lifters"], partnerships=[SHY, OPEN], **goods)
    assert not solve(alone, deterministic=3).hand_overs
    plan = solve(both, deterministic=3)
    assert {hand.partnership for hand in plan.hand_overs} == {OPEN.id}
    assert not verify(both, plan)
