"""Every mission that an asset pool could fly, sail or drive: calls, moves, lifts, times in slots."""

from __future__ import annotations

from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.build import build
from hadr_planner.missions.reach import Reach
from hadr_planner.missions.table import Missions, concatenate
from hadr_planner.missions.thin import thinned
from hadr_planner.network import Network


def missions(scenario: Scenario, network: Network) -> Missions:
    """All missions of all pools, before any rule has had its say."""
    reach = Reach(scenario, network)
    fuelled = reach.fuelled()
    pools = tuple(scenario.assets)
    parts = []
    for number, id in enumerate(pools):
        asset = scenario.assets[id]
        km, hours = reach.distance_km(asset.type), reach.hours(asset.type)
        parts.append(build(number, asset.type, reach.ways(asset), km, hours, fuelled, scenario.clock))
    return thinned(concatenate(pools, parts), scenario.clock.slots, reach.stocked)


__all__ = ["Missions", "missions"]
