"""What a move would best carry, and whom it would reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import inf

from hadr_planner import demand
from hadr_planner.domain.accord import CaveatKind
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset, Need
from hadr_planner.domain.plan import HandOver, Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.move import UNIT, Move
from hadr_planner.explain.route import Route, pick_of, room_t
from hadr_planner.explain.spare import left, met, served, spare
from hadr_planner.goals import worth
from hadr_planner.network import Network
from hadr_planner.replay import KILOGRAM_T, why_not_then
from hadr_planner.replay.once import once_per_plan


def cargo_needs(scenario: Scenario, site: str) -> list[Need]:
    """Needs of goods at a site; at every site where none is named."""
    return [n for n in scenario.needs.values() if n.kind is NeedKind.CARGO and site in ("", n.site)]


@once_per_plan
def _lacking(scenario: Scenario, plan: Plan) -> Mapping[tuple[str, str], tuple[float, float]]:
    """Worth of a tonne and tonnes lacking, by site and item."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for need in cargo_needs(scenario, ""):
        if lacks := sum(left(scenario, plan, need).values()):
            per_t, so_far = worth.person_days_per_t(scenario, need), found.get((need.site, need.item), (0.0, 0.0))
            found[need.site, need.item] = max(per_t, so_far[0]), lacks + so_far[1]
    return found


def wanted(scenario: Scenario, plan: Plan, node: str) -> dict[str, float]:
    """Tonnes still lacking of every item that a node could hand over, the worthiest first; anywhere, for a mere hub."""
    site = served(scenario, node)
    ranked: defaultdict[str, float] = defaultdict(float)
    lacking = sorted(_lacking(scenario, plan).items(), key=lambda entry: (-entry[1][0], entry[0]))
    for (where, item), (_, lacks) in lacking:
        if site in ("", where):
            ranked[item] += lacks
    return dict(ranked)


def refused(scenario: Scenario, asset: Asset) -> set[str]:
    """Items that the owner won't have carried."""
    return {caveat.value for caveat in scenario.red(CaveatKind.NO_CARGO) if caveat.binds(asset)}


def load(scenario: Scenario, plan: Plan, ways: Network, move: Move, sortie: Sortie, route: Route) -> dict[str, float]:
    """Cargo for a timed sortie: as asked, or what is lacking most at the destination and lies spare at the pick-up.

    What the owner won't carry is taken only where there is nothing else to take.
    """
    if not route.pick:
        return {}
    period = scenario.clock.leaving(pick_of(sortie, route).on_block_h)
    if move.item and move.tonnes is not None:
        return {move.item: move.tonnes}
    lacks = {move.item: inf} if move.item else wanted(scenario, plan, route.drop)
    free = spare(scenario, plan)
    there = {item: min(lack, free.tonnes(route.pick, item, period)) for item, lack in lacks.items()}
    no = refused(scenario, scenario.assets[move.asset])
    room = room_t(scenario, ways, sortie), scenario.assets[move.asset].type.cabin_m3 or inf
    willing = _packed(scenario, {item: tonnes for item, tonnes in there.items() if item not in no}, *room)
    return willing or _packed(scenario, there, *room)


def _packed(scenario: Scenario, there: Mapping[str, float], room_t: float, room_m3: float) -> dict[str, float]:
    cargo: dict[str, float] = {}
    for item, tonnes in there.items():
        bulk = _m3_per_t(scenario, item)
        taken = min(tonnes, room_t, room_m3 / bulk if bulk else inf)
        taken = int(taken * 1000) / 1000
        if taken > KILOGRAM_T:
            cargo[item] = taken
            room_t, room_m3 = room_t - taken, room_m3 - taken * bulk
    return cargo


def _m3_per_t(scenario: Scenario, item: str) -> float:
    if item.startswith(UNIT):
        unit = scenario.units[item.removeprefix(UNIT)].type
        return unit.volume_m3 / unit.weight_t
    return scenario.catalogue.items[item].m3_per_t


def handed(
    scenario: Scenario, plan: Plan, node: str, cargo: Mapping[str, float], there_h: float
) -> tuple[HandOver, ...]:
    """Further hand-overs that goods put down at a node at an hour make possible, the earliest first."""
    site = served(scenario, node)
    given = dict(met(scenario, plan))
    used = _used(scenario, plan.hand_overs)
    found: list[HandOver] = []
    for item, tonnes in cargo.items():
        left_t = tonnes
        for need in (n for n in cargo_needs(scenario, site) if site and n.item == item):
            for partner, period, day in _chances(scenario, need, there_h):
                owed = demand.owed(scenario, need, day) - given.get((need.id, day), 0.0)
                capacity_t = scenario.partnerships[partner].capacity_t_per_day
                key = partner, int(scenario.clock.edges_h[period] // demand.DAY_H)
                room = inf if capacity_t is None else capacity_t - used[key]
                amount = min(left_t, owed, room)
                if amount > KILOGRAM_T:
                    found.append(
                        HandOver(need=need.id, partnership=partner, from_=node, period=period, day=day, tonnes=amount)
                    )
                    left_t -= amount
                    used[key] += amount
                    given[need.id, day] = given.get((need.id, day), 0.0) + amount
    return tuple(found)


def _used(scenario: Scenario, hand_overs: Iterable[HandOver]) -> defaultdict[tuple[str, int], float]:
    """Tonnes that every partner hands over on every calendar day."""
    used: defaultdict[tuple[str, int], float] = defaultdict(float)
    for given in hand_overs:
        used[given.partnership, int(scenario.clock.edges_h[given.period] // demand.DAY_H)] += given.tonnes
    return used


def _chances(scenario: Scenario, need: Need, there_h: float) -> list[tuple[str, int, int]]:
    """Partner, period and day in which goods that are there from an hour on can be handed over."""
    clock = scenario.clock
    partners = [
        partner
        for partner in scenario.partnerships.values()
        if partner.site == need.site and (not partner.items or need.item in partner.items)
    ]
    return [
        (partner.id, period, day)
        for period in range(min(clock.arriving(there_h), clock.periods), clock.periods)
        for day in demand.days(scenario, need)
        if not why_not_then(scenario, need, period, day)
        for partner in partners
        if clock.edges_h[period] >= partner.from_h - EPSILON_H
    ]
