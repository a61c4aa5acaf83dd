"""What lies unused in a plan: goods that nobody will take, and needs that nobody meets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hadr_planner import demand
from hadr_planner.domain.force import Need
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, goods
from hadr_planner.replay.once import once_per_plan

Stock = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """Tonnes that could still be taken on, by node and item, for a loading in each period.

    Taking that much leaves enough for everything that the plan does later.
    """

    by_stock: Mapping[Stock, tuple[float, ...]]

    def tonnes(self, node: str, item: str, period: int) -> float:
        """Spare tonnes for a loading in a period."""
        free = self.by_stock.get((node, item))
        return free[period] if free is not None and 0 <= period < len(free) else 0.0

    def ever(self, node: str, item: str) -> float:
        """Most that is spare in any period."""
        return max(self.by_stock.get((node, item), (0.0,)))


@once_per_plan
def spare(scenario: Scenario, plan: Plan) -> Spare:
    """Find what every stock could still give."""
    clock, replayed = scenario.clock, goods(scenario, plan)
    loaded: defaultdict[Stock, list[float]] = defaultdict(lambda: [0.0] * clock.periods)
    for sortie in plan.sorties:
        for stop in sortie.stops:
            period = min(max(clock.leaving(stop.on_block_h), 0), clock.periods - 1)
            for item, tonnes in stop.loads.items():
                loaded[stop.node, item][period] += tonnes
    return Spare(
        by_stock={
            stock: _free(closing_t, replayed.appeared_t[stock], loaded[stock])
            for stock, closing_t in replayed.closing_t.items()
        }
    )


def _free(closing_t: tuple[float, ...], appeared_t: tuple[float, ...], loaded_t: list[float]) -> tuple[float, ...]:
    least, free = float("inf"), []
    for period in reversed(range(len(closing_t))):
        least = min(least, closing_t[period])
        before = (closing_t[period - 1], appeared_t[period - 1]) if period else (0.0, 0.0)
        there = before[0] + appeared_t[period] - before[1] - loaded_t[period]
        free.append(max(min(least, there), 0.0))
    return tuple(reversed(free))


@once_per_plan
def met(scenario: Scenario, plan: Plan) -> Mapping[tuple[str, int], float]:
    """What reached people, by need and day, in the unit of the need."""
    found: defaultdict[tuple[str, int], float] = defaultdict(float)
    for given in plan.hand_overs:
        found[given.need, given.day] += given.tonnes
    for service in plan.services:
        found[service.need, service.day] += service.quantity
    return dict(found)


def left(scenario: Scenario, plan: Plan, need: Need) -> dict[int, float]:
    """What a need still lacks, by day; days that lack nothing are left out."""
    done = met(scenario, plan)
    days = demand.days(scenario, need)
    lacks = {day: demand.owed(scenario, need, day) - done.get((need.id, day), 0.0) for day in days}
    return {day: amount for day, amount in lacks.items() if amount > KILOGRAM_T}


def outlets(scenario: Scenario, site: str) -> tuple[str, ...]:
    """Nodes whose stock can be handed over at a site: itself and the places that serve it."""
    return (site, *(place.id for place in scenario.places.values() if place.serves == site))


def served(scenario: Scenario, node: str) -> str:
    """Site whose people the stock of a node can be handed to; empty where none."""
    return node if node in scenario.sites else scenario.places[node].serves
