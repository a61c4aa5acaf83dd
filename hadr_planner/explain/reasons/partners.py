"""Is there anybody to hand it over, from when, and how much can they do?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hadr_planner import demand
from hadr_planner.domain.accord import Partnership
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.question import Question
from hadr_planner.replay import KILOGRAM_T, hour, tonnes

LIFTED_BY = BY_CODE["PARTNER"].LIFTED_BY


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about those who hand over."""
    if asked.need.kind is not NeedKind.CARGO:
        return
    site, item = asked.need.site, asked.need.item
    here = [p for p in asked.scenario.partnerships.values() if p.site == site]
    able = [p for p in here if not p.items or item in p.items]
    if not able:
        others = f"; {', '.join(p.id for p in here)} handle no {item}" if here else ""
        because = f"No partner hands {item} over at {site}{others}."
        yield Reason(cause=Cause.NO_PARTNER, at=site, rule="PARTNER", lifted_by=LIFTED_BY, because=because)
        return
    yield from _late(asked, able)
    yield from _full(asked, able)


def _late(asked: Question, able: list[Partnership]) -> Iterator[Reason]:
    first = min(able, key=lambda p: p.from_h)
    if first.from_h > asked.need.from_h + EPSILON_H:
        yield Reason(
            cause=Cause.NO_PARTNER, at=asked.need.site, by=first.id, from_h=asked.need.from_h, until_h=first.from_h,
            quantity=first.from_h - asked.need.from_h, unit="h", rule="PARTNER", lifted_by=LIFTED_BY,
            rows=tuple(f"handovers/{p.id}" for p in able if p.from_h > asked.need.from_h + EPSILON_H),
            because=f"{first.id} is the first to hand {asked.need.item} over at {asked.need.site}, "
            f"from {hour(first.from_h)}; it is needed from {hour(asked.need.from_h)}.",
        )


def _full(asked: Question, able: list[Partnership]) -> Iterator[Reason]:
    """Days on which every partner that could help does all that it can."""
    if any(p.capacity_t_per_day is None for p in able):
        return
    clock, capacity_t = asked.scenario.clock, sum(p.capacity_t_per_day or 0.0 for p in able)
    given_t: defaultdict[int, float] = defaultdict(float)
    names = {p.id for p in able}
    for given in asked.plan.hand_overs:
        if given.partnership in names:
            given_t[int((clock.edges_h[given.period] + EPSILON_H) // demand.DAY_H)] += given.tonnes
    lacking = sorted(asked.lacks) if demand.ONCE not in asked.lacks else list(range(clock.days))
    full = [day for day in lacking if given_t[day] >= capacity_t - KILOGRAM_T]
    if full:
        used = sum(given_t[day] for day in lacking) / (capacity_t * len(lacking)) if capacity_t else 1.0
        days = ", ".join(str(day + 1) for day in full)
        yield Reason(
            cause=Cause.PARTNER_FULL, at=asked.need.site, by=able[0].id if len(able) == 1 else "", quantity=capacity_t,
            unit="t per day", share=min(used, 1.0), rule="PARTNER", lifted_by=LIFTED_BY,
            rows=tuple(f"handovers/{p.id}" for p in able),
            because=f"{', '.join(sorted(names))} can hand over {tonnes(capacity_t)} a day at {asked.need.site}, "
            f"all items together, and does so on day {days}.",
        )
