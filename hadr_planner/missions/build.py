"""From itineraries (stand, pick-up, drops, stand) to timed missions of one pool."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hadr_planner.domain.catalogue import AssetType
from hadr_planner.domain.clock import Clock
from hadr_planner.missions.table import Bools, Floats, Hops, Ints, Lifts, Missions, Uplifts, Visits

NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Itineraries:
    """Node indices of every itinerary of a pool, one entry each.

    Parameters
    ----------
    start, end
        Stands.
    pick
        Pick-up; ``NOWHERE`` for a move without cargo.
    drop, second
        Drops; ``NOWHERE`` where there is none.
    route
        Which road alternative is driven.
    """

    start: Ints
    pick: Ints
    drop: Ints
    second: Ints
    end: Ints
    route: Ints

    def take(self, keep: Bools) -> Itineraries:
        """Only the itineraries marked."""
        return Itineraries(**{name: getattr(self, name)[keep] for name in self.__slots__})


def grid(start: Ints, pick: Ints, drop: Ints, routes: int = 1) -> Itineraries:
    """Every combination, back to where it started."""
    a, o, d, r = (x.ravel() for x in np.meshgrid(start, pick, drop, np.arange(routes), indexing="ij"))
    return Itineraries(start=a, pick=o, drop=d, second=np.full_like(a, NOWHERE), end=a.copy(), route=r)


def join(*parts: Itineraries) -> Itineraries:
    """All of them, one after another."""
    return Itineraries(**{n: np.concatenate([getattr(p, n) for p in parts]) for n in Itineraries.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calls:
    """Where every itinerary calls: stand, pick-up, two drops, stand; one row each.

    Parameters
    ----------
    stops
        Node indices, ``NOWHERE`` where there is none.
    called
        Which of them are calls of their own.
    loads, drops
        Where it takes cargo on, and where it hands it off.
    """

    stops: Ints
    called: Bools
    loads: Bools
    drops: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timed:
    """Slots at which every call begins and ends, and the hop that leads to it.

    Parameters
    ----------
    on, off
        Slots since the start of the itinerary.
    leg_km, hop_from, hop_off
        Length of the hop, where it began (``NOWHERE`` for none), and at which slot.
    can
        Whether there is a way for every hop.
    """

    on: Ints
    off: Ints
    leg_km: Floats
    hop_from: Ints
    hop_off: Ints
    can: Bools


def _calls(ways: Itineraries) -> _Calls:
    stops = np.stack([ways.start, ways.pick, ways.drop, ways.second, ways.end], axis=1)
    called = stops != NOWHERE
    called[:, 1] &= stops[:, 1] != stops[:, 0]
    last_drop = np.where(ways.second != NOWHERE, ways.second, ways.drop)
    called[:, 4] = (last_drop != ways.end) | (last_drop == NOWHERE)
    carries = ways.pick != NOWHERE
    loads = np.zeros_like(called)
    loads[:, 0] = carries & (ways.pick == ways.start)
    loads[:, 1] = called[:, 1]
    drops = np.zeros_like(called)
    drops[:, 2:4] = called[:, 2:4] & carries[:, None]
    return _Calls(stops=stops, called=called, loads=loads, drops=drops)


def _timed(calls: _Calls, route: Ints, stay: Ints, km: Floats, hours: Floats, clock: Clock) -> _Timed:
    """Go through the calls one after the other; ``stay`` in slots, the rest as for ``build``."""
    stops = calls.stops
    count = len(stops)
    on, off, hop_off = (np.zeros((count, 5), dtype=np.int64) for _ in range(3))
    hop_from = np.full((count, 5), NOWHERE, dtype=np.int64)
    leg_km = np.zeros((count, 5))
    time = left = np.zeros(count, dtype=np.int64)
    here = stops[:, 0].copy()
    can = np.ones(count, dtype=bool)
    for k in range(5):
        mark = calls.called[:, k]
        if k:
            way = route, here, np.where(mark, stops[:, k], here)
            block = np.where(mark, hours[way], 0.0)
            can &= np.isfinite(block)
            travel = np.ceil(np.where(np.isfinite(block), block, 0.0) / clock.slot_h - 1e-6).astype(np.int64)
            leg_km[:, k] = np.where(mark & np.isfinite(km[way]), km[way], 0.0)
            hop_from[:, k] = np.where(mark, here, NOWHERE)
            hop_off[:, k] = left
            time = np.where(mark, left + travel, time)
        on[:, k] = time
        time = time + np.where(mark, stay[:, k], 0)
        off[:, k] = time
        left = np.where(mark, time, left)
        here = np.where(mark, stops[:, k], here)
    return _Timed(on=on, off=off, leg_km=leg_km, hop_from=hop_from, hop_off=hop_off, can=can)


def build(
    pool: int, asset: AssetType, ways: Itineraries, km: Floats, hours: Floats, fuelled: Bools, clock: Clock
) -> Missions:
    """Time every itinerary of one pool.

    Parameters
    ----------
    pool, asset
        The pool's number, and what it flies, sails or drives.
    ways
        Its itineraries.
    km, hours
        Distance and block time by (route, from, to); infinite where there is no way.
    fuelled
        Nodes where this pool can refuel.
    clock
        Slots to count in.
    """
    calls = _calls(ways)
    stops, called, loads, drops = calls.stops, calls.called, calls.loads, calls.drops
    stay = clock.slots_for(asset.load_h) * loads + clock.slots_for(asset.unload_h) * drops
    timed = _timed(calls, ways.route, stay, km, hours, clock)
    count, on, off = len(ways.start), timed.on, timed.off
    hop = timed.hop_from != NOWHERE
    reach = _reach_km(asset, stops, called, timed.leg_km, fuelled)
    payload = asset.payload_t * asset.realised_factor * _range_share(asset, reach.longest)
    under_way = ((on - timed.hop_off) * hop).sum(axis=1) * clock.slot_h

    row = np.broadcast_to(np.arange(count)[:, None], called.shape)
    table = Missions(
        pools=(),
        pool=np.full(count, pool, dtype=np.int64),
        start=ways.start,
        end=ways.end,
        slots=off.max(axis=1),
        under_way_h=np.asarray(under_way, dtype=float),
        reach_km=reach.longest,
        payload_t=payload,
        cabin_m3=np.full(count, asset.cabin_m3 or np.inf),
        visits=Visits(
            mission=row[called],
            node=stops[called],
            on=on[called],
            off=off[called],
            loads=loads[called],
            drops=drops[called],
        ),
        hops=Hops(
            mission=row[hop],
            start=timed.hop_from[hop],
            end=stops[hop],
            off=timed.hop_off[hop],
            on=on[hop],
            km=timed.leg_km[hop],
            route=np.broadcast_to(ways.route[:, None], hop.shape)[hop],
        ),
        lifts=_lifts(ways, calls, timed),
        uplifts=Uplifts(
            mission=row[reach.refuels],
            node=stops[reach.refuels],
            at=on[reach.refuels],
            fuel_t=reach.since_h[reach.refuels] * asset.burn_t_per_h,
        ),
    )
    return table.take(timed.can & (table.slots > 0) & (table.slots <= clock.slots))


def _lifts(ways: Itineraries, calls: _Calls, timed: _Timed) -> Lifts:
    """From the pick-up to every drop; where there are two, half of the room is for each."""
    drop = calls.drops[:, 2:4]
    out = np.where(calls.loads[:, 1], timed.on[:, 1], timed.on[:, 0])
    every, pick, share, out = (
        np.broadcast_to(one[:, None], drop.shape)[drop]
        for one in (np.arange(len(drop)), ways.pick, np.where(ways.second == NOWHERE, 1.0, 0.5), out)
    )
    end, into = calls.stops[:, 2:4][drop], timed.off[:, 2:4][drop]
    return Lifts(mission=every, start=pick, end=end, share=share, out=out, into=into)


@dataclass(frozen=True, slots=True)
class _Reach:
    longest: Floats
    refuels: Bools
    since_h: Floats


def _reach_km(asset: AssetType, stops: Ints, called: Bools, leg_km: Floats, fuelled: Bools) -> _Reach:
    """Refuel at the end stand, and on the way only when the whole trip is beyond the range."""
    count = len(stops)
    needs_stop = leg_km.sum(axis=1) > asset.range_km
    last = called.shape[1] - 1 - np.argmax(called[:, ::-1], axis=1)
    longest = np.zeros(count)
    since = np.zeros(count)
    refuels = np.zeros_like(called)
    since_h = np.zeros(called.shape)
    for k in range(1, called.shape[1]):
        since = since + leg_km[:, k]
        longest = np.maximum(longest, since)
        at_end = called[:, k] & (last == k)
        here = called[:, k] & (at_end | (needs_stop & fuelled[np.maximum(stops[:, k], 0)]))
        refuels[:, k] = here & (since > 0)
        since_h[:, k] = since / asset.speed_kmh
        since = np.where(here, 0.0, since)
    return _Reach(longest, refuels, since_h)


def _range_share(asset: AssetType, reach_km: Floats) -> Floats:
    """Share of the planning payload that is left beyond the range: none at the ferry range."""
    beyond = max(asset.ferry_range_km - asset.range_km, 1e-9)
    return np.clip(1.0 - (reach_km - asset.range_km) / beyond, 0.0, 1.0)
