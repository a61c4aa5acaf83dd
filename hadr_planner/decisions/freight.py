"""Freight: what can be carried, on which lifts, in which periods."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from hadr_planner.decisions import flows as flow_tables
from hadr_planner.decisions import stays as stay_tables
from hadr_planner.decisions import ways
from hadr_planner.decisions.block import Block
from hadr_planner.decisions.posts import posts
from hadr_planner.decisions.sorties import Sorties
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.table import Bools, Ints


class Freight(Sorties):
    """Sorties, and the tonnes that they could carry from where to where.

    Attributes
    ----------
    refused
        Items that a pool never carries, by pool.
    """

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self.refused: dict[str, frozenset[str]] = {}

    def refuse_cargo(self, pool: str, item: str) -> None:
        """Let a pool never carry an item; to be said before flows are first asked for."""
        self.refused[pool] = self.refused.get(pool, frozenset()) | {item}

    @cached_property
    def cargo(self) -> tuple[str, ...]:
        """Everything that can be carried."""
        return flow_tables.cargo(self.scenario)

    def bulk_m3_per_t(self, item: str) -> float:
        """Volume of a tonne of cargo."""
        return flow_tables.bulk_m3_per_t(self.scenario, item)

    def ration_kg(self, item: str) -> float:
        """What one person uses of an item in a day."""
        found = self.scenario.catalogue.items.get(item)
        return found.per_person_day_kg if found else 0.0

    @cached_property
    def channels(self) -> flow_tables.Channels:
        """Lifts by their ends and what they carry."""
        return flow_tables.channels(self.scenario, self.network, self.missions, self.refused)

    @property
    def flow(self) -> Block:
        """Tonnes of an item on a channel: columns channel, item, start, end, out, into, room."""
        return self._flows[0]

    @property
    def rooms(self) -> Ints:
        """(channel, period out, period in) of every room on which flows share capacity."""
        return self._flows[1]

    @cached_property
    def _flows(self) -> tuple[Block, Ints]:
        available = flow_tables.available_from(self.scenario, self.network, self.cargo, self.posts)
        return flow_tables.flows(
            self.scenario,
            self.missions,
            self.channels,
            self.cargo,
            self._useful,
            self.allowed,
            self.leaves,
            self.arrives,
            available,
        )

    @cached_property
    def _useful(self) -> Bools:
        at_start = flow_tables.origins(self.scenario, self.network, self.cargo)
        nodes = {id: np.array(n[: stay_tables.CANDIDATES], dtype=np.int64) for id, n in self.posts.items()}
        at_end = flow_tables.destinations(self.scenario, self.network, self.cargo, nodes)
        use = ways.useful(self.channels, at_start, at_end)
        for id, on in nodes.items():
            if flow_tables.UNIT + id in self.cargo and len(on):
                unit = self.scenario.units[id]
                load = ways.Load(
                    origin=self.network.index[unit.origin],
                    tonnes=unit.type.weight_t,
                    tails=np.array([asset.count for asset in self.pools], dtype=np.int64),
                )
                quick = ways.quickest_ways(
                    self.missions, self.channels, self.allowed, self.clock, load, on, len(self.nodes)
                )
                use[self.cargo.index(flow_tables.UNIT + id)] &= quick
        return use

    @cached_property
    def posts(self) -> dict[str, tuple[int, ...]]:
        """Nodes where each unit has work and could come, best first."""
        return posts(self.scenario, self.network)
