r"""What a sortie carries fits its payload for the distance, and its hold.

.. math::  \sum_i f_{c,i,p,q} \le \sum_{m,s} share_{m,c}\, payload_m\, x_{ms} \qquad
           \sum_i bulk_i f_{c,i,p,q} \le \sum_{m,s} share_{m,c}\, hold_m\, x_{ms}

for every channel c (from, to) and every pair of periods of pick-up p and drop q.

Not modelled: floor loads, centre of gravity, outsize pieces, pallet positions, dangerous goods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, hour, tonnes
from hadr_planner.rules.hops import Trip, trips

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "PAYLOAD"
TITLE = "Payload and hold"
SOURCE = "AFPAM 10-1403, planning payloads; type figures in the catalogue"
LIFTED_BY = ""
LITRE_M3 = 1e-2


def impose(x: Decisions) -> None:
    lifts, missions, flow = x.missions.lifts, x.missions, x.flow
    every = np.arange(len(x.rooms))
    payload_t = missions.payload_t[lifts.mission] * lifts.share
    _room(x, every, np.ones(len(flow)), payload_t)
    bulk = np.array([x.bulk_m3_per_t(item) for item in x.cargo])[flow.item]
    if not len(flow):
        return
    worst = np.zeros(len(x.channels))
    np.maximum.at(worst, flow.channel, bulk)
    hold_m3 = np.minimum(missions.cabin_m3[lifts.mission], payload_t * worst[x.channels.of]) * lifts.share
    tight = np.zeros(len(x.channels), dtype=bool)
    np.logical_or.at(tight, x.channels.of, hold_m3 < payload_t * worst[x.channels.of] - 1e-9)
    _room(x, np.where(tight[x.rooms[:, 0]], every, -1), bulk, hold_m3)


def _room(x: Decisions, row_of_room: np.ndarray, weight: np.ndarray, give: np.ndarray) -> None:
    """Rows: what flows weigh in a room is at most what its sorties give."""
    used = np.flatnonzero(row_of_room >= 0)
    number = np.full(len(x.rooms), -1, dtype=np.int64)
    number[used] = np.arange(len(used))
    take = number[x.flow.room] >= 0
    terms = {"flow": (number[x.flow.room][take], np.flatnonzero(take), weight[take])}
    channel, out, into = x.rooms[used].T
    lump = x.alike(channel, x.day_of_period[out], x.day_of_period[into])
    x.limit(CODE, np.zeros(len(used)), terms, sorties=(x.carry(used, -give),), lump=lump)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for trip in trips(scenario, plan):
        if any(stop.loads or stop.unloads for stop in trip.sortie.stops):
            yield from _too_full(scenario, trip)
            yield from _unbalanced(trip.sortie)


def _too_full(scenario: Scenario, trip: Trip) -> Iterator[Breach]:
    """The heaviest and the bulkiest moment of a sortie, where it is too much."""
    sortie, type = trip.sortie, scenario.assets[trip.sortie.asset].type
    stretches_km = (refuelling.km for refuelling in trip.refuellings)
    reach_km = max((km for km in stretches_km if isfinite(km)), default=0.0)
    spare = 1.0 if reach_km <= type.range_km else 0.0
    if type.range_km < reach_km < type.ferry_range_km:
        spare = (type.ferry_range_km - reach_km) / (type.ferry_range_km - type.range_km)
    limit_t = type.payload_t * type.realised_factor * spare
    moments = list(_aboard(scenario, sortie))
    at, heavy_t, _ = max(moments, key=lambda moment: moment[1])
    if heavy_t > limit_t + KILOGRAM_T:
        yield Breach(
            rule=CODE, at=at, by=sortie.id, excess=heavy_t - limit_t, unit="t",
            because=f"{sortie.asset} {sortie.tail} leaves {at} on {sortie.id} with {tonnes(heavy_t)}; "
            f"over {reach_km:.0f} km between refuellings it carries {tonnes(limit_t)}.",
        )
    at, _, bulky_m3 = max(moments, key=lambda moment: moment[2])
    if type.cabin_m3 and bulky_m3 > type.cabin_m3 + LITRE_M3:
        yield Breach(
            rule=CODE, at=at, by=sortie.id, excess=bulky_m3 - type.cabin_m3, unit="m3",
            because=f"{sortie.asset} {sortie.tail} leaves {at} on {sortie.id} with {bulky_m3:.1f} m3 for a hold of "
            f"{type.cabin_m3:g} m3.",
        )


def _aboard(scenario: Scenario, sortie: Sortie) -> Iterator[tuple[str, float, float]]:
    """(node, tonnes, cubic metres) on board after every call."""
    weight_t = volume_m3 = 0.0
    for stop in sortie.stops:
        for cargo, sign in ((stop.unloads, -1), (stop.loads, 1)):
            weight_t += sign * sum(cargo.values())
            volume_m3 += sign * sum(amount_t * _m3_per_t(scenario, item) for item, amount_t in cargo.items())
        yield stop.node, weight_t, volume_m3


def _m3_per_t(scenario: Scenario, item: str) -> float:
    if item.startswith("unit:"):
        unit = scenario.units[item.removeprefix("unit:")].type
        return unit.volume_m3 / unit.weight_t
    return scenario.catalogue.items[item].m3_per_t


def _unbalanced(sortie: Sortie) -> Iterator[Breach]:
    """Goods put down that were not on board, and goods never put down."""
    aboard: defaultdict[str, float] = defaultdict(float)
    for stop in sortie.stops:
        for item, amount_t in stop.unloads.items():
            if amount_t > aboard[item] + KILOGRAM_T:
                yield Breach(
                    rule=CODE, at=stop.node, by=sortie.id, excess=amount_t - aboard[item], unit="t",
                    because=f"{sortie.id} puts down {tonnes(amount_t)} of {item} at {stop.node} "
                    f"at {hour(stop.off_block_h)} with {tonnes(aboard[item])} of it on board.",
                )
            aboard[item] = max(aboard[item] - amount_t, 0.0)
        for item, amount_t in stop.loads.items():
            aboard[item] += amount_t
    for item, left_t in aboard.items():
        if left_t > KILOGRAM_T:
            yield Breach(
                rule=CODE, at=sortie.stops[-1].node, by=sortie.id, excess=left_t, unit="t",
                because=f"{sortie.id} ends at {sortie.stops[-1].node} with {tonnes(left_t)} of {item} still on board.",
            )
