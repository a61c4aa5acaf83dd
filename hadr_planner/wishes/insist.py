r"""An asset goes along a route at about an hour.

.. math::  \sum_{m\ along\ route}\ \sum_{|s - start| \le tolerance} x_{ms} \ge 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.wishes.forbid import calls_along

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions
    from hadr_planner.missions.table import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Insist:
    """Some sortie of an asset calls at these nodes, one straight after the other, and starts at about this hour.

    Parameters
    ----------
    route
        Two nodes or more.
    start_h, tolerance_h
        Hour at which the sortie starts, and by how much it may start earlier or later.
    """

    CODE: ClassVar[str] = "WISH"
    TITLE: ClassVar[str] = "A sortie that is to be made"
    SOURCE: ClassVar[str] = "the planner's wish"
    LIFTED_BY: ClassVar[str] = "the planner"

    asset: str
    route: tuple[str, ...]
    start_h: float
    tolerance_h: float = 0.0

    def __str__(self) -> str:
        about = f" give or take {self.tolerance_h:g} h" if self.tolerance_h else ""
        return f"{' - '.join(self.route)} by {self.asset} at H+{self.start_h:g}{about}"

    def choices(self, x: Decisions) -> list[tuple[int, int]]:
        """(mission, slot) of every sortie that would hold it, rules apart, the nearest to the hour first."""
        import numpy as np

        from hadr_planner.wishes.calls import along

        slots = np.flatnonzero(abs(x.hour[:-1] - self.start_h) <= self.tolerance_h + EPSILON_H)
        near = slots[np.argsort(abs(x.hour[slots] - self.start_h), kind="stable")].tolist()
        missions: Ints = along(x, self.asset, self.route)
        short = missions[np.argsort(x.missions.slots[missions], kind="stable")].tolist()
        return [(mission, slot) for slot in near for mission in short]

    def impose(self, x: Decisions) -> None:
        """At least one such sortie, or the price of falling short."""
        import numpy as np

        from hadr_planner.wishes.calls import along, once
        from hadr_planner.wishes.short import room

        x.asked.update(self.choices(x))
        short, first = room(x, 1.0), np.zeros(1, dtype=np.int64)
        hours = abs(x.hour[:-1] - self.start_h) <= self.tolerance_h + EPSILON_H
        counted = once(x, along(x, self.asset, self.route), hours)
        x.limit(self.CODE, -np.ones(1), {short: (first, first, -np.ones(1))}, sorties=(counted,))

    def check(self, scenario: Scenario, plan: Plan) -> Iterator[Breach]:
        """Say so if no sortie does it."""
        near = self.tolerance_h + EPSILON_H
        done = any(
            sortie.asset == self.asset
            and abs(sortie.start_h - self.start_h) <= near
            and calls_along(sortie, self.route)
            for sortie in plan.sorties
        )
        if not done:
            because = f"The wish was {self}; no sortie does so."
            yield Breach(rule=self.CODE, at=self.route[-1], by=self.asset, because=because)
