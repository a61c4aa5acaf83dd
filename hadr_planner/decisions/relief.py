"""Relief: stocks wherever goods can lie, and hand-overs to people in need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions import flows as flow_tables
from hadr_planner.decisions.block import Block, block
from hadr_planner.decisions.chances import chances, last_of_day
from hadr_planner.decisions.teams import Teams
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.table import Bools, Floats, Ints


class Relief(Teams):
    """Sorties, freight and units, and the goods that lie at nodes or reach people."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self._draws: list[tuple[int, int, float]] = []

    @cached_property
    def hand_over(self) -> Block:
        """Tonnes handed over: columns need, partnership, node, item, period, day."""
        places: dict[str, list[str]] = {}
        for id, place in self.scenario.places.items():
            if place.serves:
                places.setdefault(place.serves, []).append(id)
        partners: dict[str, list[int]] = {}
        terms = list(self.scenario.partnerships.values())
        for number, term in enumerate(terms):
            partners.setdefault(term.site, []).append(number)
        rows, most = [], []
        stocked = self._stocked
        for number, need in enumerate(self.needs):
            if need.kind is not NeedKind.CARGO or need.item not in self.cargo:
                continue
            item = self.cargo.index(need.item)
            nodes = [self.network.index[n] for n in (need.site, *places.get(need.site, ()))]
            nodes = [n for n in nodes if (n, item) in stocked]
            for period, day in last_of_day(self.clock, chances(self.scenario, need)):
                for partner in partners.get(need.site, ()):
                    if terms[partner].items and need.item not in terms[partner].items:
                        continue
                    for node in nodes:
                        rows.append((number, partner, node, item, period, day))
                        most.append(demand.owed(self.scenario, need, day))
        return block("hand_over", ("need", "partnership", "node", "item", "period", "day"), rows, most)

    def forbid_hand_overs(self, where: Bools) -> None:
        """Rule out hand-overs."""
        self.hand_over.upper[where] = 0.0

    @cached_property
    def stock(self) -> Block:
        """Tonnes at a node at the end of a period: columns node, item, period."""
        pairs = np.array(sorted(self._stocked), dtype=np.int64).reshape(-1, 2)
        periods = self.clock.periods
        most = flow_tables.most_t(self.scenario, self.cargo)
        columns = {
            "node": np.repeat(pairs[:, 0], periods),
            "item": np.repeat(pairs[:, 1], periods),
            "period": np.tile(np.arange(periods), len(pairs)),
        }
        return Block(name="stock", columns=columns, upper=most[columns["item"]] if len(pairs) else np.zeros(0))

    @cached_property
    def stock_number(self) -> Mapping[tuple[int, int], int]:
        """First column of the stock block for each (node, item)."""
        return {pair: k * self.clock.periods for k, pair in enumerate(sorted(self._stocked))}

    @cached_property
    def _stocked(self) -> set[tuple[int, int]]:
        """(node, item) that can hold anything."""
        pairs = set(zip(self.flow.start.tolist(), self.flow.item.tolist(), strict=True))
        pairs |= set(zip(self.flow.end.tolist(), self.flow.item.tolist(), strict=True))
        for supply in self.scenario.supplies.values():
            pairs.add((self.network.index[supply.place], self.cargo.index(supply.item)))
        for unit, node in set(zip(self.stay.unit.tolist(), self.stay.node.tolist(), strict=True)):
            type = list(self.scenario.units.values())[unit].type
            pairs |= {(node, self.cargo.index(item)) for item in type.makes}
        units = {flow_tables.UNIT + id: unit.origin for id, unit in self.scenario.units.items()}
        pairs |= {(self.network.index[units[item]], k) for k, item in enumerate(self.cargo) if item in units}
        return pairs

    def draw(self, stock: int, stay: int, tonnes: float) -> None:
        """Let a stay take tonnes from a stock (or, below zero, add to it)."""
        self._draws.append((stock, stay, tonnes))

    def drawn(self) -> tuple[Ints, Ints, Floats]:
        """(stock, stay, tonnes) of everything that stays take."""
        table = np.array(self._draws, dtype=float).reshape(-1, 3)
        return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]

    def supplied(self) -> Floats:
        """Tonnes that appear at every stock: supplies when available, units to be lifted when ready."""
        tonnes = np.zeros(len(self.stock))
        clock = self.clock
        arrivals = [(s.place, s.item, s.quantity_t, s.available_h) for s in self.scenario.supplies.values()]
        arrivals += [
            (u.origin, flow_tables.UNIT + u.id, u.type.weight_t, u.ready_h)
            for u in self.scenario.units.values()
            if not u.own_transport
        ]
        for place, item, quantity_t, from_h in arrivals:
            pair = self.network.index[place], self.cargo.index(item)
            period = clock.first_from(from_h)
            if pair in self.stock_number and period < clock.periods:
                tonnes[self.stock_number[pair] + period] += quantity_t
        return tonnes

    def put_by_then(self) -> Floats:
        """Tonnes that have appeared at every stock by the end of its period, had nothing moved."""
        return np.cumsum(self.supplied().reshape(-1, self.clock.periods), axis=1).ravel()
