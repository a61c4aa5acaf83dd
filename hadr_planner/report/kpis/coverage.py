"""What was needed, what was met, and what is left: by need and day, and by need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import HandOver, Plan, Service
from hadr_planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One need on one day.

    Parameters
    ----------
    day
        0 is the first; -1 for what is needed once.
    unit
        Of ``needed`` and ``met``: ``t``, ``people`` or ``h``.
    active_h
        Hours of the day (of the horizon, where needed once) on which the need is active.
    """

    need: str
    site: str
    item: str
    kind: NeedKind
    day: int
    unit: str
    people: float
    active_h: float
    needed: float
    met: float

    @property
    def share(self) -> float:
        """Share met, 0 to 1."""
        return min(self.met / self.needed, 1.0) if self.needed > 0 else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """What one need still lacks at the horizon."""

    need: str
    site: str
    item: str
    kind: NeedKind
    unit: str
    people: float
    needed: float
    met: float
    left: float

    @property
    def share_left(self) -> float:
        """Share not met, 0 to 1."""
        return self.left / self.needed if self.needed > 0 else 0.0

    @property
    def people_without(self) -> float:
        """People times the share not met; the people not cared for or rescued."""
        return self.left if self.unit == "people" else self.people * self.share_left


def acts(plan: Plan) -> tuple[HandOver | Service, ...]:
    """All that reached people: hand-overs and services."""
    return (*plan.hand_overs, *plan.services)


def amount(done: HandOver | Service) -> float:
    """Tonnes of a hand-over; people or hours of a service."""
    return done.tonnes if isinstance(done, HandOver) else done.quantity


def coverage(scenario: Scenario, plan: Plan) -> tuple[Coverage, ...]:
    """Say for every need and day what was owed and what reached the people."""
    met: defaultdict[tuple[str, int], float] = defaultdict(float)
    for done in acts(plan):
        met[done.need, done.day] += amount(done)
    return tuple(
        Coverage(
            need=need.id,
            site=need.site,
            item=need.item,
            kind=need.kind,
            day=day,
            unit=demand.unit(need),
            people=demand.people(scenario, need),
            active_h=demand.active_h(scenario, need, day),
            needed=demand.owed(scenario, need, day),
            met=met[need.id, day],
        )
        for need in scenario.needs.values()
        for day in demand.days(scenario, need)
    )


def unmet(rows: tuple[Coverage, ...]) -> tuple[Unmet, ...]:
    """Sum what is left by need, most people without first."""
    by_need: defaultdict[str, list[Coverage]] = defaultdict(list)
    for row in rows:
        by_need[row.need].append(row)
    gaps = (_gap(group) for group in by_need.values())
    wanting = [gap for gap in gaps if gap.left > EPSILON_H]
    return tuple(sorted(wanting, key=lambda gap: (-gap.people_without, gap.need)))


def _gap(group: list[Coverage]) -> Unmet:
    one = group[0]
    return Unmet(
        need=one.need,
        site=one.site,
        item=one.item,
        kind=one.kind,
        unit=one.unit,
        people=one.people,
        needed=sum(row.needed for row in group),
        met=sum(min(row.met, row.needed) for row in group),
        left=sum(max(row.needed - row.met, 0.0) for row in group),
    )
