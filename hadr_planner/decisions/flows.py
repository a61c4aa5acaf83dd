"""Which goods could move on which lift in which periods, and where they could wait."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hadr_planner.decisions.block import Block
from hadr_planner.domain.catalogue import Mode, NeedKind
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.table import Bools, Floats, Ints, Missions
from hadr_planner.network import Network

UNIT = "unit:"
ROOMS_AT_ONCE = 40_000_000
"""Entries (lift, slot) looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Lifts with the same ends that carry the same things, whatever flies, sails or drives them.

    Parameters
    ----------
    start, end
        Node indices.
    by_sea
        Whether ships and craft serve it; kept apart where a port's discharge is limited.
    refused
        Items that none of its pools carries, by caveat.
    declined
        Partnerships at its end that won't be served by its pools.
    of
        Channel of every entry of ``Missions.lifts``.
    """

    start: Ints
    end: Ints
    by_sea: Bools
    refused: tuple[frozenset[str], ...]
    declined: tuple[frozenset[str], ...]
    of: Ints

    def __len__(self) -> int:
        return len(self.start)


def channels(scenario: Scenario, network: Network, missions: Missions, refused: dict[str, frozenset[str]]) -> Channels:
    """Group lifts into channels."""
    lifts = missions.lifts
    pool = missions.pool[lifts.mission]
    kinds = sorted(set(refused.values()) | {frozenset()}, key=sorted)
    kind_of = np.array([kinds.index(refused.get(id, frozenset())) for id in missions.pools], dtype=np.int64)
    sea_modes = (Mode.SHIP, Mode.LANDING_CRAFT)
    sea_of = np.array([scenario.assets[id].type.mode in sea_modes for id in missions.pools], dtype=bool)
    metered = np.array([_metered(scenario, id) for id in network.nodes], dtype=bool)
    by_sea = sea_of[pool] & (metered[lifts.start] | metered[lifts.end]) if len(pool) else np.zeros(0, dtype=bool)
    welcome, welcome_of = _welcome(scenario, network, missions)
    key = np.stack(
        [
            lifts.start,
            lifts.end,
            by_sea.astype(np.int64),
            kind_of[pool] if len(pool) else pool,
            welcome_of[pool, lifts.end] if len(pool) else pool,
        ],
        axis=1,
    )
    unique, of = np.unique(key, axis=0, return_inverse=True)
    return Channels(
        start=unique[:, 0],
        end=unique[:, 1],
        by_sea=unique[:, 2].astype(bool),
        refused=tuple(kinds[k] for k in unique[:, 3]),
        declined=tuple(welcome[k] for k in unique[:, 4]),
        of=of.reshape(-1).astype(np.int64),
    )


def _welcome(scenario: Scenario, network: Network, missions: Missions) -> tuple[list[frozenset[str]], Ints]:
    """Sets of partnerships that decline a pool where they work, and which of them it is (pool, node)."""
    found: list[frozenset[str]] = [frozenset()]
    which = np.zeros((len(missions.pools), len(network.nodes)), dtype=np.int64)
    picky = [partner for partner in scenario.partnerships.values() if partner.refuses]
    for column, node in enumerate(network.nodes if picky else ()):
        site = scenario.places[node].serves if node in scenario.places else node
        there = [partner for partner in picky if partner.site == site]
        for row, pool in enumerate(missions.pools):
            declining = frozenset(partner.id for partner in there if partner.declines(scenario.assets[pool]))
            if declining not in found:
                found.append(declining)
            which[row, column] = found.index(declining)
    return found, which


def _metered(scenario: Scenario, node: str) -> bool:
    place = scenario.places.get(node)
    return place is not None and (place.discharge_t_per_day is not None or place.kind is PlaceKind.ANCHORAGE)


def cargo(scenario: Scenario) -> tuple[str, ...]:
    """Everything that can be carried: goods by item id, units as ``unit:<id>``."""
    goods = {s.item for s in scenario.supplies.values()} | {i for u in scenario.units.values() for i in u.type.makes}
    lifted = [UNIT + id for id, unit in scenario.units.items() if not unit.own_transport]
    return (*sorted(goods), *lifted)


def bulk_m3_per_t(scenario: Scenario, item: str) -> float:
    """Volume of a tonne of cargo."""
    if item.startswith(UNIT):
        type = scenario.units[item.removeprefix(UNIT)].type
        return type.volume_m3 / type.weight_t
    return scenario.catalogue.items[item].m3_per_t


def origins(scenario: Scenario, network: Network, items: tuple[str, ...]) -> Bools:
    """Where each item is or is made without having been carried (item, node)."""
    at = np.zeros((len(items), len(network.nodes)), dtype=bool)
    for supply in scenario.supplies.values():
        at[items.index(supply.item), network.index[supply.place]] = True
    for id, unit in scenario.units.items():
        if UNIT + id in items:
            at[items.index(UNIT + id), network.index[unit.origin]] = True
    return at


def destinations(scenario: Scenario, network: Network, items: tuple[str, ...], stay_nodes: dict[str, Ints]) -> Bools:
    """Where each item is of use (item, node): at sites in need, at places that serve them, where a unit may stay."""
    at = np.zeros((len(items), len(network.nodes)), dtype=bool)
    serving: dict[str, list[int]] = {}
    for id, place in scenario.places.items():
        if place.serves:
            serving.setdefault(place.serves, []).append(network.index[id])
    for need in scenario.needs.values():
        if need.kind is NeedKind.CARGO and need.item in items:
            at[items.index(need.item), [network.index[need.site], *serving.get(need.site, [])]] = True
    for unit, nodes in stay_nodes.items():
        if UNIT + unit in items:
            at[items.index(UNIT + unit), nodes] = True
    return at


def flows(
    scenario: Scenario,
    missions: Missions,
    ways: Channels,
    items: tuple[str, ...],
    use: Bools,
    allowed: Bools,
    leaves: Ints,
    arrives: Ints,
    available: Ints,
) -> tuple[Block, Ints]:
    """Tonnes of an item on a channel that leave in one period and come in another; (channel, out, in) rooms used."""
    rooms = _rooms(missions, ways, allowed, leaves, arrives)
    carried = use.T.copy()
    for number, refused in enumerate(ways.refused):
        for name in refused & set(items):
            carried[number, items.index(name)] = False
    pair, item = np.nonzero(carried[rooms[:, 0]])
    channel = rooms[pair, 0]
    keep = _in_time(rooms[pair, 1], rooms[pair, 2], ways.start[channel], ways.end[channel], item, available)
    columns = {
        "channel": channel[keep],
        "item": item[keep],
        "start": ways.start[channel[keep]],
        "end": ways.end[channel[keep]],
        "out": rooms[pair, 1][keep],
        "into": rooms[pair, 2][keep],
        "room": pair[keep],
    }
    most = most_t(scenario, items)
    return Block(name="flow", columns=columns, upper=most[columns["item"]]), rooms


def _rooms(missions: Missions, ways: Channels, allowed: Bools, leaves: Ints, arrives: Ints) -> Ints:
    """Which (channel, period out, period in) some allowed sortie could serve."""
    lifts, wide = missions.lifts, len(arrives)
    periods = int(max(leaves.max(initial=0), arrives.max(initial=0))) + 1
    kind = (ways.of * wide + lifts.out) * wide + lifts.into
    order = np.argsort(kind, kind="stable")
    kinds, first = np.unique(kind[order], return_index=True)
    codes = [np.zeros(0, dtype=np.int64)]
    for chunk in np.array_split(np.arange(len(kinds)), len(order) * wide // ROOMS_AT_ONCE + 1):
        if len(chunk):
            last = first[chunk[-1] + 1] if chunk[-1] + 1 < len(kinds) else len(order)
            some = allowed[lifts.mission[order[first[chunk[0]] : last]]]
            number, start = np.nonzero(np.logical_or.reduceat(some, first[chunk] - first[chunk[0]], axis=0))
            this = kinds[chunk[number]]
            fits = start + this % wide < wide
            this, start = this[fits], start[fits]
            out, into = leaves[start + this // wide % wide], arrives[start + this % wide]
            code = (this // wide**2 * periods + out) * periods + into
            codes.append(code[np.diff(code, prepend=-1) != 0])
    code = np.unique(np.concatenate(codes))
    return np.stack([code // periods**2, code // periods % periods, code % periods], axis=1)


def available_from(
    scenario: Scenario, network: Network, items: tuple[str, ...], posts: dict[str, tuple[int, ...]]
) -> Ints:
    """First period in which an item may leave a node where it is or is made, not having been carried (item, node)."""
    clock = scenario.clock
    first = np.full((len(items), len(network.nodes)), clock.periods, dtype=np.int64)
    for supply in scenario.supplies.values():
        at = items.index(supply.item), network.index[supply.place]
        first[at] = min(first[at], clock.first_from(supply.available_h))
    for id, unit in scenario.units.items():
        if UNIT + id in items:
            first[items.index(UNIT + id), network.index[unit.origin]] = clock.first_from(unit.ready_h)
        for item in unit.type.makes:
            first[items.index(item), list(posts[id])] = 0
    return first


def _in_time(out: Ints, into: Ints, start: Ints, end: Ints, item: Ints, available: Ints) -> Bools:
    """Flows that leave no earlier than the item can be there, by the quickest chain of lifts."""
    first = available.copy()
    while True:
        live = out >= first[item, start]
        reached = first.copy()
        np.minimum.at(reached, (item[live], end[live]), into[live] + 1)
        if (reached == first).all():
            return live
        first = reached


def most_t(scenario: Scenario, items: tuple[str, ...]) -> Floats:
    """No more of an item can move than there ever is."""
    most = np.zeros(len(items))
    for supply in scenario.supplies.values():
        most[items.index(supply.item)] += supply.quantity_t
    for unit in scenario.units.values():
        for item, per_day in unit.type.makes.items():
            most[items.index(item)] += per_day * scenario.clock.horizon_h / 24
    for k, item in enumerate(items):
        if item.startswith(UNIT):
            most[k] = scenario.units[item.removeprefix(UNIT)].type.weight_t
    return most
