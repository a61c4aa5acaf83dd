r"""A sortie stays as it is: its asset makes the same calls at the same hours.

.. math::  x_{ms} \ge n

with n the number of like sorties that are kept. What it carries may change; which of the identical tails goes, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Sortie, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.sound import unsound

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions


def unreplayable(scenario: Scenario, sortie: Sortie) -> Iterator[Breach]:
    """Why a sortie by itself could not even be replayed: it names what there is not, or counts in no numbers."""
    plan = Plan(
        scenario=scenario.id, digest=scenario.digest, program="", seed=0, status=Status.FEASIBLE, why="", value=0.0,
        bound=0.0, sorties=(sortie,),
    )  # fmt: skip
    return unsound(scenario, plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """A sortie of an earlier plan is made again, call for call and hour for hour.

    Parameters
    ----------
    sortie
        As the earlier plan has it.
    times
        Like sorties wanted: two tails may do the same at the same time.
    """

    CODE: ClassVar[str] = "WISH"
    TITLE: ClassVar[str] = "A sortie that stays as it is"
    SOURCE: ClassVar[str] = "the planner's wish"
    LIFTED_BY: ClassVar[str] = "the planner"

    sortie: Sortie
    times: int = 1

    def __str__(self) -> str:
        route = " - ".join(stop.node for stop in self.sortie.stops)
        twice = f", {self.times} times" if self.times > 1 else ""
        return f"{self.sortie.id} as it was ({route} by {self.sortie.asset} at H+{self.sortie.start_h:g}{twice})"

    def choices(self, x: Decisions) -> list[tuple[int, int]]:
        """(mission, slot) of every sortie that would hold it, rules apart."""
        from hadr_planner.wishes.calls import like

        missions, slot = like(x, self.sortie)
        return [(mission, slot) for mission in missions.tolist()]

    def impose(self, x: Decisions) -> None:
        """At least so many such sorties, or the price of falling short."""
        import numpy as np

        from hadr_planner.wishes.calls import like, once
        from hadr_planner.wishes.short import room

        missions, slot = like(x, self.sortie)
        x.asked.update(self.choices(x))
        short, first = room(x, float(self.times)), np.zeros(1, dtype=np.int64)
        counted = once(x, missions, np.arange(x.clock.slots) == slot)
        x.limit(self.CODE, -np.full(1, float(self.times)), {short: (first, first, -np.ones(1))}, sorties=(counted,))

    def check(self, scenario: Scenario, plan: Plan) -> Iterator[Breach]:
        """Say so if fewer sorties do it than are kept."""
        found = sum(self.same(sortie) for sortie in plan.sorties)
        if found < self.times:
            yield Breach(
                rule=self.CODE, by=self.sortie.id, excess=float(self.times - found), unit="sorties",
                because=f"The wish was {self}; {found or 'no'} sorties are like it.",
            )  # fmt: skip

    def same(self, other: Sortie) -> bool:
        """Whether a sortie makes the same calls at the same hours."""
        mine = self.sortie
        return other.asset == mine.asset and len(other.stops) == len(mine.stops) and all(
            a.node == b.node
            and abs(a.on_block_h - b.on_block_h) <= EPSILON_H
            and abs(a.off_block_h - b.off_block_h) <= EPSILON_H
            for a, b in zip(mine.stops, other.stops, strict=True)
        )  # fmt: skip
