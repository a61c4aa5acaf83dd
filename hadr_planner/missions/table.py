"""Every mission that could be flown, sailed or driven, as columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Calls of missions at nodes, one entry a call, in order within a mission.

    Parameters
    ----------
    on, off
        Slots after the mission's start at which the call begins and ends.
    loads, drops
        Whether cargo is taken on or put down.
    """

    mission: Ints
    node: Ints
    on: Ints
    off: Ints
    loads: Bools
    drops: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Hops:
    """Moves between consecutive calls.

    Parameters
    ----------
    route
        Index of the road alternative between the two nodes; 0 elsewhere.
    """

    mission: Ints
    start: Ints
    end: Ints
    off: Ints
    on: Ints
    km: Floats
    route: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifts:
    """What a mission can carry from where to where.

    Parameters
    ----------
    share
        Share of the payload that this drop gets.
    out, into
        Slots after start at which goods leave the stock and are there.
    """

    mission: Ints
    start: Ints
    end: Ints
    share: Floats
    out: Ints
    into: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplifts:
    """Fuel taken at calls."""

    mission: Ints
    node: Ints
    at: Ints
    fuel_t: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Missions:
    """Missions of all pools; indices of nodes are those of ``Network.nodes``.

    Parameters
    ----------
    pools
        Asset ids; ``pool`` indexes them.
    start, end
        Stand that the tail leaves and the stand where it then rests.
    slots
        From the first on-block to the last off-block.
    under_way_h
        Hours between calls, in whole slots.
    reach_km
        Longest distance between two refuellings.
    payload_t, cabin_m3
        Planning payload over that distance, and hold volume (infinite where it never binds).
    """

    pools: tuple[str, ...]
    pool: Ints
    start: Ints
    end: Ints
    slots: Ints
    under_way_h: Floats
    reach_km: Floats
    payload_t: Floats
    cabin_m3: Floats
    visits: Visits
    hops: Hops
    lifts: Lifts
    uplifts: Uplifts

    def __len__(self) -> int:
        return len(self.pool)

    def take(self, keep: Bools) -> Missions:
        """Only the missions marked, renumbered."""
        number = np.cumsum(keep) - 1

        def part(table: Visits | Hops | Lifts | Uplifts) -> dict[str, NDArray[Any]]:
            mark = keep[table.mission]
            columns = {name: getattr(table, name)[mark] for name in table.__slots__}
            return columns | {"mission": number[columns["mission"]]}

        plain = ("pool", "start", "end", "slots", "under_way_h", "reach_km", "payload_t", "cabin_m3")
        return Missions(
            pools=self.pools,
            **{name: getattr(self, name)[keep] for name in plain},
            visits=Visits(**part(self.visits)),
            hops=Hops(**part(self.hops)),
            lifts=Lifts(**part(self.lifts)),
            uplifts=Uplifts(**part(self.uplifts)),
        )


Part = TypeVar("Part", Visits, Hops, Lifts, Uplifts)


def concatenate(pools: tuple[str, ...], parts: list[Missions]) -> Missions:
    """Put the missions of several pools in one table."""
    offsets = np.cumsum([0, *(len(part) for part in parts)])

    def join(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in parts]) if parts else np.zeros(0, dtype=np.int64)

    def joined(name: str, kind: type[Part]) -> Part:
        tables = [getattr(part, name) for part in parts]
        columns: dict[str, NDArray[Any]] = {
            field: np.concatenate([getattr(table, field) for table in tables])
            if tables
            else np.zeros(0, dtype=np.int64)
            for field in kind.__slots__
        }
        if tables:
            columns["mission"] = np.concatenate(
                [table.mission + offset for table, offset in zip(tables, offsets[:-1], strict=True)]
            )
        return kind(**columns)

    plain = ("pool", "start", "end", "slots", "under_way_h", "reach_km", "payload_t", "cabin_m3")
    return Missions(
        pools=pools,
        **{name: join(name) for name in plain},
        visits=joined("visits", Visits),
        hops=joined("hops", Hops),
        lifts=joined("lifts", Lifts),
        uplifts=joined("uplifts", Uplifts),
    )
