"""Where a unit is of most use: its posts, best first."""

from __future__ import annotations

from collections import defaultdict
from math import inf

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Need, Per, Unit
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import Network

PLAIN_PRIORITY = 3
"""Priority of what is no site."""


def posts(scenario: Scenario, network: Network) -> dict[str, tuple[int, ...]]:
    """Nodes where each unit has work and could come, best first.

    Units choose in the order in which they are ready. A post is worth the person-days of a day's work there that no
    earlier unit does at its own best post; where that is equal, more work left comes first, then the host's priority.
    A unit that drives itself has posts only where some road leads.
    """
    work = _Work(scenario, network)
    found: dict[str, tuple[int, ...]] = {}
    for unit in sorted(scenario.units.values(), key=lambda unit: unit.ready_h):
        best = work.ranked(unit)
        if best:
            work.take_on(unit, best[0])
        found[unit.id] = tuple(network.index[node] for node in best)
    return found


def ends_of(scenario: Scenario, target: str) -> tuple[str, ...]:
    """Node of a need, or both ends of the road that it is about."""
    if target in scenario.roads:
        return scenario.roads[target].from_, scenario.roads[target].to
    return (target,)


class _Work:
    """What there is to do, and what of it nobody does yet."""

    def __init__(self, scenario: Scenario, network: Network) -> None:
        self.scenario = scenario
        self.network = network
        self.at: defaultdict[str, list[Need]] = defaultdict(list)
        for need in scenario.needs.values():
            for node in ends_of(scenario, need.site):
                self.at[node].append(need)
        self.undone = {need.id: self._a_day(need) for need in scenario.needs.values()}
        self.unloaded = _people_by_bare_airfield(scenario, network)

    def _a_day(self, need: Need) -> float:
        """What there is to do in a day: tonnes, people, hours."""
        whole = demand.demand_t(self.scenario, need)
        return whole if need.per is Per.DAY else whole / self.scenario.clock.horizon_h * demand.DAY_H

    def ranked(self, unit: Unit) -> list[str]:
        """Nodes with work that this unit can do, where it could come."""
        able = rates(unit)
        nodes = [node for node, needs in self.at.items() if any(need.item in able for need in needs)]
        nodes += self.unloaded if unit.type.gives_handling else ()
        by_it = {node: round(self._worth(unit, node, able), 3) for node in nodes}
        by_any = {node: round(self._worth(unit, node, dict.fromkeys(able, inf)), 3) for node in nodes}
        order = sorted(by_it, key=lambda node: (-by_it[node], -by_any[node], self._priority(node), node))
        return [node for node in order if node in self.network.index and self._may_come(unit, node)]

    def _may_come(self, unit: Unit, node: str) -> bool:
        return not unit.own_transport or node == unit.origin or (unit.origin, node) in self.network.roads

    def _priority(self, node: str) -> int:
        site = self.scenario.sites.get(node)
        return site.priority if site else PLAIN_PRIORITY

    def _worth(self, unit: Unit, node: str, most: dict[str, float]) -> float:
        """Person-days of a day's work that is left at a node, at most so much of each item."""
        handled = self.unloaded.get(node, 0.0) if unit.type.gives_handling else 0.0
        return handled + sum(
            min(self.undone[need.id], most[need.item]) * self._person_days(need)
            for need in self.at.get(node, ())
            if need.item in most
        )

    def _person_days(self, need: Need) -> float:
        """Worth of one tonne, person or hour; repairs are weighed against repairs only."""
        if need.kind is NeedKind.REPAIR:
            return 1.0
        weight = self.scenario.catalogue.items[need.item].weight
        if need.kind is not NeedKind.CARGO:
            return weight
        return weight * demand.people(self.scenario, need) / max(demand.demand_t(self.scenario, need), 1e-9)

    def take_on(self, unit: Unit, node: str) -> None:
        """Count what it will do there as done."""
        left = rates(unit)
        for need in self.at.get(node, ()):
            done = min(self.undone[need.id], left.get(need.item, 0.0))
            if done > 0:
                self.undone[need.id] -= done
                left[need.item] -= done
        if unit.type.gives_handling and node in self.unloaded:
            self.unloaded[node] = 0.0


def rates(unit: Unit) -> dict[str, float]:
    """What a unit does or makes in a day, by item."""
    return {item: rate for item, rate in (*unit.type.serves.items(), *unit.type.makes.items()) if rate > 0}


def _people_by_bare_airfield(scenario: Scenario, network: Network) -> dict[str, float]:
    """People for whom this is the nearest airfield that lacks a loader for aircraft that could land there."""
    shortest_m = min((a.type.runway_m for a in scenario.assets.values() if a.type.needs_handling), default=0.0)
    bare = [
        place.id
        for place in scenario.places.values()
        if place.handling is False
        and place.kind is PlaceKind.AIRFIELD
        and (place.runway_m is None or place.runway_m >= shortest_m)
    ]
    people = dict.fromkeys(bare, 0.0)
    for site in scenario.sites.values() if bare else ():
        km = network.air_km[network.index[site.id]]
        people[min(bare, key=lambda airfield: float(km[network.index[airfield]]))] += site.affected
    return people
