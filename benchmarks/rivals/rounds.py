"""The last mile as a vehicle routing problem: parcels, trucks and whole slots; and rounds made into a plan.

What both rivals can't express, so it is settled here by hand: goods are cut into parcels beforehand (a site's need is
not split otherwise), every parcel has one prize (no bonus for whole spells or for the worst-off site), and a store may
run out (then the last trucks to load go short).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from hadr_planner import demand, goals
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Directive, HandOver, Plan, Sortie, Status, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import worth
from hadr_planner.network import network
from hadr_planner.version import PROGRAM

PARCEL_T = 2.0
STORE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Goods for one need, carried whole."""

    need: str
    site: str
    item: str
    tonnes: float
    prize: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a routing program is told.

    Parameters
    ----------
    trucks
        One entry a truck.
    slots
        Slots between stops (by type id): the store first, then every parcel's site.
    busy
        The same with loading at the store before, and unloading at a site after: parcels for one site share that.
    """

    scenario: Scenario
    parcels: tuple[Parcel, ...]
    trucks: tuple[Asset, ...]
    slots: dict[str, np.ndarray]
    busy: dict[str, np.ndarray]

    def shift(self, truck: Asset) -> int:
        """Slots of a crew's day."""
        return min(self.scenario.clock.slots, int(truck.type.duty_h / self.scenario.clock.slot_h))

    def driving(self, truck: Asset) -> int:
        """Slots that a truck may be under way in a day."""
        return int(truck.type.flying_h_per_day / self.scenario.clock.slot_h)

    def capacity_kg(self, truck: Asset) -> int:
        """What a truck plans to carry."""
        return int(1000 * truck.type.payload_t * truck.type.realised_factor)

    def kg(self, parcel: int) -> int:
        """Weight of a parcel, rounded up."""
        return int(np.ceil(1000 * self.parcels[parcel].tonnes))


def errand(scenario: Scenario) -> Errand:
    """The routing problem in a one-day scenario with one store."""
    parcels = []
    for need in scenario.needs.values():
        left_t = demand.owed(scenario, need, 0)
        count = int(np.ceil(left_t / PARCEL_T))
        for _ in range(count):
            prize = worth.person_days_per_t(scenario, need) * left_t / count
            parcels.append(
                Parcel(need=need.id, site=need.site, item=need.item, tonnes=left_t / count, prize=round(prize))
            )
    store = next(iter(scenario.places))
    stops = [store, *(parcel.site for parcel in parcels)]
    trucks = tuple(asset for asset in scenario.assets.values() for _ in range(asset.count))
    slots = {truck.type.id: _slots(scenario, stops, truck) for truck in trucks}
    busy = {truck.type.id: _busy(scenario, stops, truck, slots[truck.type.id]) for truck in trucks}
    return Errand(scenario=scenario, parcels=tuple(parcels), trucks=trucks, slots=slots, busy=busy)


def _slots(scenario: Scenario, stops: list[str], truck: Asset) -> np.ndarray:
    roads = network(scenario).roads
    hours = {
        (a, b): 0.0 if a == b else min(max(leg.hours, leg.km / truck.type.speed_kmh) for leg in roads[a, b])
        for a in set(stops)
        for b in set(stops)
    }
    return np.array([[scenario.clock.slots_for(hours[a, b]) for b in stops] for a in stops])


def _busy(scenario: Scenario, stops: list[str], truck: Asset, slots: np.ndarray) -> np.ndarray:
    load, unload = (scenario.clock.slots_for(hours) for hours in (truck.type.load_h, truck.type.unload_h))
    site = np.array(stops)
    other = site[:, None] != site[None, :]
    return np.asarray(slots + load * other * (site[:, None] == stops[0]) + unload * other * (site[None, :] != stops[0]))


def planned(given: Errand, rounds: list[tuple[int, list[list[int]]]]) -> Plan:
    """Plan of rounds: for each truck, its trips one after another, each the parcels in order."""
    scenario, clock = given.scenario, given.scenario.clock
    store = next(iter(scenario.places))
    left = {supply.item: supply.quantity_t for supply in scenario.supplies.values()}
    sorties: list[Sortie] = []
    hands: dict[tuple[str, int], float] = defaultdict(float)
    number: dict[str, int] = defaultdict(int)
    tails: dict[int, int] = {}
    for truck, _ in rounds:
        number[given.trucks[truck].id] += 1
        tails[truck] = number[given.trucks[truck].id]
    turns = sorted(((turn, truck, trip) for truck, trips in rounds for turn, trip in enumerate(trips)))
    free: dict[int, int] = defaultdict(int)
    for turn, truck, trip in turns:
        asset = given.trucks[truck]
        taken = {}
        for parcel in trip:
            item = given.parcels[parcel].item
            taken[parcel] = min(given.parcels[parcel].tonnes, left[item])
            left[item] -= taken[parcel]
        carried = [parcel for parcel in trip if taken[parcel] > 1e-6]
        if carried:
            stops, free[truck] = _stops(given, asset, store, free[truck], carried, taken)
            if free[truck] > clock.slots:
                continue
            for parcel in carried:
                site = given.parcels[parcel].site
                off_h = next(stop.off_block_h for stop in stops[1:] if stop.node == site)
                hands[given.parcels[parcel].need, clock.arriving(off_h)] += taken[parcel]
            sorties.append(
                Sortie(
                    id=f"{asset.id}-{tails[truck]}-{turn}", asset=asset.id, tail=tails[truck], owner=asset.owner,
                    directive=Directive.PROPOSAL, ask=asset.owner, stops=tuple(stops),
                    under_way_h=sum(b.on_block_h - a.off_block_h for a, b in itertools.pairwise(stops)),
                )
            )
    plan = Plan(
        scenario=scenario.id, digest=scenario.digest, program=PROGRAM, seed=0, status=Status.FEASIBLE, why="",
        value=0.0, bound=float("inf"), sorties=tuple(sorties),
        hand_overs=tuple(
            HandOver(
                need=need, partnership=f"at_{scenario.needs[need].site}", from_=scenario.needs[need].site,
                period=period, day=0, tonnes=tonnes,
            )
            for (need, period), tonnes in hands.items()
        ),
    )
    return replace(plan, value=goals.value(scenario, plan))


def _stops(
    given: Errand, truck: Asset, store: str, slot: int, carried: list[int], taken: dict[int, float]
) -> tuple[list[Stop], int]:
    """Calls of a trip from a slot on, and the slot at which it ends."""
    clock, way = given.scenario.clock, given.slots[truck.type.id]
    load, unload = clock.slots_for(truck.type.load_h), clock.slots_for(truck.type.unload_h)
    loads: dict[str, float] = defaultdict(float)
    for parcel in carried:
        loads[given.parcels[parcel].item] += taken[parcel]
    stops = [_stop(clock.slot_h, store, slot, slot + load, loads=dict(loads))]
    at, now = STORE, slot + load
    for site in dict.fromkeys(given.parcels[parcel].site for parcel in carried):
        mine = [parcel for parcel in carried if given.parcels[parcel].site == site]
        drops: dict[str, float] = defaultdict(float)
        for parcel in mine:
            drops[given.parcels[parcel].item] += taken[parcel]
        there = now + int(way[at, mine[0] + 1])
        stops.append(_stop(clock.slot_h, site, there, there + unload, unloads=dict(drops)))
        at, now = mine[0] + 1, there + unload
    home = now + int(way[at, STORE])
    return [*stops, _stop(clock.slot_h, store, home, home)], home


def _stop(slot_h: float, node: str, on: int, off: int, **cargo: dict[str, float]) -> Stop:
    return Stop(node=node, on_block_h=on * slot_h, off_block_h=off * slot_h, **cargo)
