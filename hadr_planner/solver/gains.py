"""Worth of the best load of every mission, worked out anew only where a load just taken may have changed it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions import Decisions
from hadr_planner.solver.stores import LEAST_T, Stores

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Gains:
    """What each mission would be worth now, by its first lift.

    Goods to spare and goods wanted only fall within a period. While both are more than a mission can carry, its gain
    stays what it was; so a load taken makes only those missions look again whose payload is more than what is left.

    Attributes
    ----------
    lift
        First lift of each mission; -1 where it carries nothing.
    """

    def __init__(self, x: Decisions, stores: Stores) -> None:
        self.x, self.stores = x, stores
        lifts = x.missions.lifts
        self.lift = np.full(len(x.missions), -1, dtype=np.int64)
        self.lift[lifts.mission[::-1]] = np.arange(len(lifts.mission))[::-1]
        loaded = np.flatnonzero(self.lift >= 0)
        ends = np.stack([lifts.start[self.lift[loaded]], lifts.end[self.lift[loaded]]])
        (self._start, self._end), pair = np.unique(ends, axis=1, return_inverse=True)
        self._pair = np.zeros(len(x.missions), dtype=np.int64)
        self._pair[loaded] = pair.reshape(-1)
        live = loaded[np.asarray(x.allowed.any(axis=1))[loaded]]
        self._leaving = self._heaviest(live, lifts.start[self.lift[live]])
        self._coming = self._heaviest(live, lifts.end[self.lift[live]])
        self._gain = np.zeros(len(x.missions))
        self._stale = np.zeros(len(x.missions), dtype=bool)
        self.turn()

    def _heaviest(self, missions: Ints, node: Ints) -> dict[int, tuple[Ints, Floats]]:
        """Missions of each node, the heaviest payload first, and minus their payloads."""
        payload_t = self.x.missions.payload_t
        order = missions[np.lexsort((-payload_t[missions], node))]
        node = np.sort(node)
        nodes, first = np.unique(node, return_index=True)
        parts = np.split(order, first[1:]) if len(nodes) else []
        return {int(n): (part, -payload_t[part]) for n, part in zip(nodes, parts, strict=True)}

    def turn(self) -> None:
        """Begin a period: all is new."""
        stores = self.stores
        start, end = self._start, self._end
        worths = stores.price[end] * stores.reach[start, end]
        worths *= (stores.want[end] > LEAST_T) & (stores.lying[start] > LEAST_T)
        most = int((worths > 0).sum(axis=1).max(initial=0))
        self._items = np.argsort(-worths, axis=1, kind="stable")[:, :most]
        self._worths = np.take_along_axis(worths, self._items, axis=1)
        self._stale[:] = self.lift >= 0

    def of(self, missions: Ints) -> Floats:
        """Worth of the best load of each mission."""
        again = missions[self._stale[missions]]
        if len(again):
            self._gain[again] = self._anew(again)
            self._stale[again] = False
        return np.asarray(self._gain[missions])

    def _anew(self, missions: Ints) -> Floats:
        pair = self._pair[missions]
        items = self._items[pair]
        useful = np.minimum(
            self.stores.lying[self._start[pair][:, None], items], self.stores.want[self._end[pair][:, None], items]
        )
        worths = self._worths[pair] * (useful > LEAST_T)
        useful *= worths > 0
        room = np.maximum(self.x.missions.payload_t[missions][:, None] + useful - np.cumsum(useful, axis=1), 0.0)
        return np.asarray((np.minimum(useful, room) * worths).sum(axis=1))

    def taken(self, lift: int, load: dict[int, float]) -> None:
        """Mark what may have changed now that a lift has taken its load."""
        start, end = int(self.x.missions.lifts.start[lift]), int(self.x.missions.lifts.end[lift])
        items = list(load)
        if items:
            self._mark(self._leaving.get(start), float(self.stores.lying[start, items].min()))
            self._mark(self._coming.get(end), float(self.stores.want[end, items].min()))

    def _mark(self, heaviest: tuple[Ints, Floats] | None, left_t: float) -> None:
        if heaviest is not None:
            missions, payload = heaviest
            self._stale[missions[: np.searchsorted(payload, -left_t)]] = True
