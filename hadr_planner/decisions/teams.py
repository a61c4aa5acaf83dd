"""Teams: where units could stay, what they could do there, and what their work opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions import flows as flow_tables
from hadr_planner.decisions import stays as stay_tables
from hadr_planner.decisions.block import Block, block
from hadr_planner.decisions.chances import chances
from hadr_planner.decisions.freight import Freight
from hadr_planner.decisions.posts import ends_of
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Need
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.table import Bools


class Teams(Freight):
    """Sorties and freight, and the units that work on their own or with what is brought."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self._barred_stays: list[Callable[[Block], Bools]] = []

    @cached_property
    def stay(self) -> Block:
        """Stays of units: columns unit, node, arrival, first, last, driven_h, arrived_h, drives."""
        useful: dict[str, set[int]] = {id: set() for id in self.scenario.units}
        for k, item in enumerate(self.cargo):
            if item.startswith(flow_tables.UNIT):
                ends = self.channels.end[self._useful[k]]
                useful[item.removeprefix(flow_tables.UNIT)] = {int(n) for n in ends}
        found = stay_tables.stays(self.scenario, self.network, self.posts, useful)
        for are in self._barred_stays:
            found.upper[are(found)] = 0.0
        return found

    @cached_property
    def works_in(self) -> Bools:
        """Whether each stay works throughout each period (stay, period)."""
        return stay_tables.works_in(self.stay, self.clock.periods)

    def forbid_stays(self, are: Callable[[Block], Bools]) -> None:
        """Rule out stays by what they are; may be said before anything asks for stays."""
        self._barred_stays.append(are)
        if "stay" in self.__dict__:
            self.stay.upper[are(self.stay)] = 0.0

    @cached_property
    def needs(self) -> list[Need]:
        """Needs, in the order of the scenario."""
        return list(self.scenario.needs.values())

    @cached_property
    def service(self) -> Block:
        """People cared for or rescued, hours worked: columns need, node, period, day.

        Repairs of a road are worked from either end; ``node`` is where the work is done from.
        """
        rows, most = [], []
        staffed = set(self.stay.node.tolist())
        able = {
            (int(n), item)
            for u, n in zip(self.stay.unit, self.stay.node, strict=True)
            for item in list(self.scenario.units.values())[u].type.serves
        }
        for number, need in enumerate(self.needs):
            if need.kind is NeedKind.CARGO:
                continue
            ends = ends_of(self.scenario, need.site)
            for node in {self.network.index[n] for n in ends if n in self.network.index} & staffed:
                if (node, need.item) in able:
                    for period, day in chances(self.scenario, need):
                        rows.append((number, node, period, day))
                        most.append(demand.owed(self.scenario, need, day))
        return block("service", ("need", "node", "period", "day"), rows, most)

    @cached_property
    def shut(self) -> tuple[str, ...]:
        """Places and roads that stay shut until a repair or survey there is done."""
        return tuple(dict.fromkeys(need.site for need in self.needs if need.kind is NeedKind.REPAIR))

    @cached_property
    def opening(self) -> Block:
        """Whether what was shut is open throughout a period: columns target, period."""
        periods = self.clock.periods
        columns = {
            "target": np.repeat(np.arange(len(self.shut)), periods),
            "period": np.tile(np.arange(periods), len(self.shut)),
        }
        return Block(name="opening", columns=columns, upper=np.ones(len(columns["target"])), whole=True)
