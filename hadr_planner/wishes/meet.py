r"""A share of a need is met by an hour.

.. math::  \sum_{p\ ends\ by\ hour} h_{kdp} \ge share \sum_{d\ ends\ by\ hour} D_{kd}

Of a need per day, the days that end by then count; of a need met once, all of it. Given is what is handed over, treated
or worked on those days by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hadr_planner import demand
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

SLACK = 1e-4
"""Tonnes, people or hours that rounding may leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meet:
    """At least this share of a need is met by this hour.

    Parameters
    ----------
    share
        0 to 1.
    """

    CODE: ClassVar[str] = "WISH"
    TITLE: ClassVar[str] = "A need that is to be met by an hour"
    SOURCE: ClassVar[str] = "the planner's wish"
    LIFTED_BY: ClassVar[str] = "the planner"

    need: str
    share: float
    by_h: float

    def __str__(self) -> str:
        return f"{self.share:.0%} of {self.need} by H+{self.by_h:g}"

    def _days(self, scenario: Scenario) -> dict[int, float]:
        """What is owed on each day that counts."""
        need = scenario.needs[self.need]
        days = demand.days(scenario, need)
        in_time = [d for d in days if d == demand.ONCE or (d + 1) * demand.DAY_H <= self.by_h + EPSILON_H]
        return {day: demand.owed(scenario, need, day) for day in in_time}

    def impose(self, x: Decisions) -> None:
        """At least that much by then, or the price of falling short."""
        import numpy as np

        from hadr_planner.wishes.short import room

        days = self._days(x.scenario)
        owed = self.share * sum(days.values())
        if owed <= 0:
            return
        number = list(x.scenario.needs).index(self.need)
        cargo = x.scenario.needs[self.need].kind is NeedKind.CARGO
        block = x.hand_over if cargo else x.service
        ends = np.array(x.clock.edges_h)[1:]
        mine = (block.need == number) & (ends[block.period] <= self.by_h + EPSILON_H) & np.isin(block.day, list(days))
        column = np.flatnonzero(mine)
        short, first = room(x, owed), np.zeros(1, dtype=np.int64)
        rows = np.zeros(len(column), dtype=np.int64)
        terms = {block.name: (rows, column, -np.ones(len(column))), short: (first, first, -np.ones(1))}
        x.limit(self.CODE, np.array([-owed]), terms)

    def check(self, scenario: Scenario, plan: Plan) -> Iterator[Breach]:
        """Say so if less is given by then."""
        need, edges = scenario.needs[self.need], scenario.clock.edges_h
        counts = {
            day: demand.owed(scenario, need, day)
            for day in demand.days(scenario, need)
            if day == demand.ONCE or (day + 1) * demand.DAY_H <= self.by_h + EPSILON_H
        }
        given = [(h.need, h.period, h.day, h.tonnes) for h in plan.hand_overs]
        given += [(s.need, s.period, s.day, s.quantity) for s in plan.services]
        met = sum(
            amount
            for id, period, day, amount in given
            if id == self.need and day in counts and edges[period + 1] <= self.by_h + EPSILON_H
        )
        owed = self.share * sum(counts.values())
        if met < owed - SLACK:
            unit = demand.unit(need)
            yield Breach(
                rule=self.CODE, at=need.site, by=self.need, excess=owed - met, unit=unit,
                because=f"The wish was {self}, which is {owed:,.1f} {unit} of {need.item} at {need.site}; by then "
                f"{met:,.1f} {unit} are given.",
            )  # fmt: skip
