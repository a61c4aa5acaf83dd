"""What every family of reasons is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Need
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.able import Ability, abilities
from hadr_planner.explain.move import UNIT
from hadr_planner.explain.spare import left, outlets


@dataclass(frozen=True)
class Question:
    """Why does this need lack something in this plan?"""

    scenario: Scenario
    plan: Plan
    need: Need

    @cached_property
    def lacks(self) -> dict[int, float]:
        """What is lacking, by day."""
        return left(self.scenario, self.plan, self.need)

    @property
    def short(self) -> float:
        """What is lacking in all."""
        return sum(self.lacks.values())

    @property
    def until_h(self) -> float:
        """End of the need, or of the plan."""
        return min(self.need.until_h, self.scenario.clock.horizon_h)

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Nodes where what is brought helps."""
        if self.need.kind is NeedKind.CARGO:
            return outlets(self.scenario, self.need.site)
        road = self.scenario.roads.get(self.need.site)
        return (road.from_, road.to) if road else (self.need.site,)

    @cached_property
    def makers(self) -> tuple[str, ...]:
        """Units that do, or make, what is needed."""
        of = self.need.item
        return tuple(u.id for u in self.scenario.units.values() if of in u.type.serves or of in u.type.makes)

    @cached_property
    def loads(self) -> tuple[str, ...]:
        """What would have to be carried there: the item, or units that do it, idle ones first."""
        if self.need.kind is NeedKind.CARGO:
            return (self.need.item,)
        units = [self.scenario.units[id] for id in self.makers]
        placed = {stay.unit for stay in self.plan.stays}
        units.sort(key=lambda unit: (unit.id in placed, unit.ready_h, unit.id))
        return tuple(UNIT + unit.id for unit in units if not unit.own_transport)

    @cached_property
    def abilities(self) -> tuple[Ability, ...]:
        """What every asset could do about it."""
        return tuple(one for load in self.loads[:1] for one in abilities(self.scenario, self.plan, load, self.outlets))

    @cached_property
    def able(self) -> tuple[Ability, ...]:
        """Those that could bring it."""
        return tuple(one for one in self.abilities if one.from_h is not None)
