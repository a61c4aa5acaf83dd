"""The limit above a plan's own curve: stairs that never cross, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace

from worlds import partnership, plan, world

from hadr_planner.domain.limit import Binding, LimitCurve, LimitPoint
from hadr_planner.domain.plan import HandOver
from hadr_planner.report.page.limits import binding, limits

HOSTILE = "<script>alert(1)</script>"


def curve(*tonnes: float, binds: tuple[Binding, ...] = ()) -> LimitCurve:
    points = [LimitPoint(hour=6.0 * n, tonnes=t, person_days=t, binds=binds) for n, t in enumerate(tonnes)]
    return LimitCurve(scenario="tiny", digest="", points=tuple(points))


def heights(markup: str, kind: str) -> list[float]:
    """Vertical places along a curve; larger is lower."""
    path = re.search(rf'd="M([^"]+)" class="curve {kind}"', markup)
    assert path
    return [float(point.split(",")[1]) for point in path[1].split("L")]


def test_the_limit_rises_when_a_period_begins_and_the_plan_when_it_ends() -> None:
    """Four tonnes could be handed over from H+6 on; the plan's three count at H+12."""
    s = world(partnerships=[partnership("alpha")])
    given = HandOver(need="alpha_water", partnership="red_cross_alpha", from_="alpha", period=1, day=0, tonnes=3)
    drawn = limits(s, plan(s, given), curve(0, 0, 4, 4, 4, 4, 4))
    most, mine = heights(drawn, "due"), heights(drawn, "total")
    assert most[0] == most[1] > most[2] == most[-1]
    assert mine[0] == mine[3] > mine[4] == mine[-1] > most[-1]
    assert all(limit <= own for limit, own in zip(most, mine, strict=False))


def test_spells_with_the_same_cause_are_one_row() -> None:
    scarce = (Binding(what="supply", name="water", share=0.7),)
    points = list(curve(0, 1, 2, 3, binds=scarce).points)
    points[3] = replace(points[3], binds=(Binding(what="tails", name=HOSTILE, share=1.0),))
    text = binding(world(), LimitCurve(scenario="tiny", digest="", points=tuple(points)))
    assert text.count("<tr>") == 3
    assert "supply Water (70" in text
    assert "<script" not in text
