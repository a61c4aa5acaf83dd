"""What carrying a tonne takes at least: by pool and ends of a lift, over all missions that the rules leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.missions.table import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifts:
    """One entry for each pool and channel that some allowed mission of it serves.

    Parameters
    ----------
    busy_h, claimed_h, reach_h, flying_h, load_h, unload_h
        Least hours per tonne: of the sortie; with the rest that its crew then takes; to the arrival; under way, as far
        as flying hours are counted; of the call that loads and of the one that unloads.
    """

    pool: Ints
    channel: Ints
    start: Ints
    end: Ints
    busy_h: Floats
    claimed_h: Floats
    reach_h: Floats
    flying_h: Floats
    load_h: Floats
    unload_h: Floats

    def __len__(self) -> int:
        return len(self.pool)


class Timetable:
    """Every lift of every allowed mission, ready to be looked through for what can have arrived by a slot."""

    def __init__(self, x: Decisions) -> None:
        table, missions, slot_h = x.missions.lifts, x.missions, x.clock.slot_h
        possible = np.asarray(x.allowed.any(axis=1))[table.mission] & (missions.payload_t[table.mission] > 0)
        live = np.flatnonzero(possible)
        mission, self.channel = table.mission[live], x.channels.of[live]
        self.start, self.end = x.channels.start, x.channels.end
        self.pool, payload_t = missions.pool[mission], missions.payload_t[mission]
        self.first = np.argmax(x.allowed, axis=1)[mission] + table.into[live]
        load_h, unload_h = _calls_h(x, mission, table.start[live], table.end[live])
        flying_h = np.where(_metered(x)[mission], missions.under_way_h[mission], 0.0)
        self.per_t = {
            "busy_h": missions.slots[mission] * slot_h / payload_t,
            "claimed_h": (missions.slots + x.rest)[mission] * slot_h / payload_t,
            "reach_h": table.into[live] * slot_h / payload_t,
            "flying_h": flying_h / payload_t,
            "load_h": load_h / payload_t,
            "unload_h": unload_h / payload_t,
        }

    def by(self, slot: int) -> Lifts:
        """Least hours per tonne over the missions that can have arrived by a slot."""
        came = self.first <= slot
        wide = max(len(self.start), 1)
        keys, at = np.unique(self.pool[came] * wide + self.channel[came], return_inverse=True)
        least = {}
        for name, amount in self.per_t.items():
            least[name] = np.full(len(keys), np.inf)
            np.minimum.at(least[name], at, amount[came])
        channel = keys % wide
        return Lifts(
            pool=keys // wide, channel=channel, start=self.start[channel], end=self.end[channel], **least
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleets:
    """What each pool can spend.

    Parameters
    ----------
    since
        First slot at which one of its tails can be busy.
    busy
        Slots by then in which a tail can be busy at all: (pool, slots gone by).
    overhang_h, claim_overhang_h
        Longest time from an arrival to the end of the sortie, and of the rest after it.
    """

    since: Ints
    busy: Ints
    overhang_h: Floats
    claim_overhang_h: Floats


def fleets(x: Decisions) -> Fleets:
    """Hours in which tails can be busy, from the sorties that the rules leave."""
    missions, slots, slot_h = x.missions, x.clock.slots, x.clock.slot_h
    table = missions.lifts
    useful = np.zeros(len(missions), dtype=bool)
    useful[table.mission] = True
    can = np.zeros((len(x.pools), slots + 1), dtype=np.int64)
    for m in np.flatnonzero(useful):
        starts = np.flatnonzero(x.allowed[m])
        np.add.at(can[missions.pool[m]], starts, 1)
        np.add.at(can[missions.pool[m]], np.minimum(starts + missions.slots[m], slots), -1)
    open_ = np.cumsum(can, axis=1)[:, :slots] > 0
    busy = np.zeros((len(x.pools), slots + 1), dtype=np.int64)
    np.cumsum(open_, axis=1, out=busy[:, 1:])
    after, rest = np.zeros(len(x.pools)), np.zeros(len(x.pools))
    live = np.asarray(x.allowed.any(axis=1))[table.mission]
    mission, into = table.mission[live], table.into[live]
    np.maximum.at(after, missions.pool[mission], (missions.slots[mission] - into) * slot_h)
    np.maximum.at(rest, missions.pool[mission], ((missions.slots + x.rest)[mission] - into) * slot_h)
    return Fleets(
        since=np.where(open_.any(axis=1), np.argmax(open_, axis=1), slots) if slots else np.zeros(0, dtype=np.int64),
        busy=busy,
        overhang_h=after,
        claim_overhang_h=rest,
    )


def _metered(x: Decisions) -> Bools:
    """Missions whose hours under way count against the pool's flying hours."""
    limited = x.pool_array(lambda asset: asset.type.flying_h_per_day < 24)
    short = x.missions.slots * x.clock.slot_h <= x.pool_array(lambda asset: asset.type.duty_h) + EPSILON_H
    return np.asarray(limited & short, dtype=bool)


def _calls_h(x: Decisions, mission: Ints, start: Ints, end: Ints) -> tuple[Floats, Floats]:
    """Hours of the call of a mission that loads at one node, and of the one that unloads at another."""
    visits, slot_h, nodes = x.missions.visits, x.clock.slot_h, len(x.nodes)
    load: dict[int, float] = {}
    unload: dict[int, float] = {}
    stays = ((visits.off - visits.on) * slot_h).tolist()
    for key, loads, drops, hours in zip(
        (visits.mission * nodes + visits.node).tolist(), visits.loads.tolist(), visits.drops.tolist(), stays,
        strict=True,
    ):
        if loads:
            load[key] = min(hours, load.get(key, np.inf))
        if drops:
            unload[key] = min(hours, unload.get(key, np.inf))
    return (
        np.array([load.get(key, 0.0) for key in (mission * nodes + start).tolist()], dtype=float),
        np.array([unload.get(key, 0.0) for key in (mission * nodes + end).tolist()], dtype=float),
    )
