"""Which assets could carry something to a place at all, had they nothing else to do, and what bars the others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.judge import OWN, TIMELESS, by_itself
from hadr_planner.explain.move import UNIT
from hadr_planner.explain.route import Route, drop_of, laden, length_km, room_t, timed
from hadr_planner.missions.reach import Reach
from hadr_planner.network import Network, network
from hadr_planner.replay import goods

HOURS_TRIED = 16
ROUTES_TRIED = 2
MOST_PICKS = 8
TOKEN_T = 0.1
"""Load that is tried where the distance leaves nothing to carry, so that the rule says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """What an asset could do, left to itself.

    Parameters
    ----------
    to
        Node that it was tried for.
    from_h
        First hour tried at which it could set out; unset where it can't.
    there_h
        When its goods would then be there.
    barred
        What stands against its best try; none where it can.
    km
        From where it stands to the destination, in a straight line.
    """

    asset: str
    to: str
    from_h: float | None
    barred: tuple[Breach, ...]
    km: float
    there_h: float | None = None


def abilities(scenario: Scenario, plan: Plan, item: str, outlets: Sequence[str]) -> list[Ability]:
    """What every asset could do to bring an item to any of some nodes, the nearest assets first."""
    where = holders(scenario, plan, item)
    found = [ability(scenario, plan, asset, item, outlets, where) for asset in scenario.assets.values() if asset.count]
    return sorted((one for one in found if one is not None), key=lambda one: (one.km, one.asset))


def ability(
    scenario: Scenario, plan: Plan, asset: Asset, item: str, outlets: Sequence[str], lies_at: Sequence[str]
) -> Ability | None:
    """What one asset could do; None where it would have nowhere to carry the item from."""
    ways = network(scenario)
    tries = list(_routes(scenario, ways, asset, outlets, lies_at))
    if not tries:
        return None
    counted = []
    for route in tries:
        against = by_itself(scenario, plan, _sortie(scenario, ways, asset, route, item, 0.0), TIMELESS)
        counted.append((against, route))
    counted.sort(key=lambda one: (len(one[0]), _route_km(ways, asset, one[1])))
    fewest, best = counted[0]
    km = min(float(ways.air_km[ways.index[best.start], ways.index[to]]) for to in outlets)
    if fewest:
        return Ability(asset=asset.id, to=best.drop, from_h=None, barred=tuple(fewest), km=km)
    least: tuple[Breach, ...] | None = None
    for route in [route for against, route in counted if not against][:ROUTES_TRIED]:
        for hour in _hours(scenario, asset):
            sortie = _sortie(scenario, ways, asset, route, item, hour)
            found = tuple(by_itself(scenario, plan, sortie, OWN))
            if not found:
                there_h = drop_of(sortie, route).off_block_h
                return Ability(asset=asset.id, to=route.drop, from_h=hour, barred=(), km=km, there_h=there_h)
            if least is None or len(found) < len(least):
                least, best = found, route
    return Ability(asset=asset.id, to=best.drop, from_h=None, barred=least or (), km=km)


def holders(scenario: Scenario, plan: Plan, item: str) -> list[str]:
    """Places where an item lies at some time of the plan."""
    if item.startswith(UNIT):
        origin = scenario.units[item.removeprefix(UNIT)].origin
        return [origin] if origin in scenario.places else []
    return [node for node, what in goods(scenario, plan).closing_t if what == item and node in scenario.places]


def _routes(
    scenario: Scenario, ways: Network, asset: Asset, outlets: Sequence[str], lies_at: Sequence[str]
) -> Iterator[Route]:
    for start in (ways.nodes[number] for number in Reach(scenario, ways).stands(asset)):
        own = [start] if start in scenario.places else []
        picks = sorted(set(lies_at), key=lambda pick: (length_km(ways, asset, start, pick), pick))[:MOST_PICKS]
        for pick in dict.fromkeys((*own, *picks)):
            for drop in (drop for drop in outlets if drop != pick):
                if asset.type.mode is not Mode.SHIP:
                    yield Route(start=start, pick=pick, drop=drop, end=start)
                elif pick == start:
                    yield Route(start=start, pick=pick, drop=drop, end=drop)


def _sortie(scenario: Scenario, ways: Network, asset: Asset, route: Route, item: str, hour: float) -> Sortie:
    bare = timed(scenario, ways, asset, 1, route, hour, f"{asset.id}-asked")
    return laden(bare, route, {item: max(min(room_t(scenario, ways, bare), _hold_t(scenario, asset, item)), TOKEN_T)})


def _hold_t(scenario: Scenario, asset: Asset, item: str) -> float:
    """Tonnes of an item that fill the hold."""
    if item.startswith(UNIT):
        type = scenario.units[item.removeprefix(UNIT)].type
        bulk, most_t = type.volume_m3 / type.weight_t, type.weight_t
    else:
        bulk, most_t = scenario.catalogue.items[item].m3_per_t, inf
    return min(asset.type.cabin_m3 / bulk if asset.type.cabin_m3 and bulk else inf, most_t)


def _route_km(ways: Network, asset: Asset, route: Route) -> float:
    return length_km(ways, asset, route.start, route.pick, route.drop, route.end)


def _hours(scenario: Scenario, asset: Asset) -> list[float]:
    """When it is ready, each following morning and noon, and hours spread over the rest."""
    clock = scenario.clock
    ready = clock.slots_for(asset.ready_h)
    morning = clock.slots_for((6 - scenario.working_hour(asset.ready_h)) % 24)
    first = [ready, *(ready + morning + clock.slots_for(after_h) for after_h in (0.0, 2.0, 6.0))]
    step = max(math.ceil((clock.slots - ready) / HOURS_TRIED), 1)
    daily = [ready + morning + clock.slots_for(24 * day) for day in range(1, clock.days)]
    slots = sorted({*first, *daily, *range(ready, clock.slots, step)})
    return [round(slot * clock.slot_h, 6) for slot in slots if slot < clock.slots]

