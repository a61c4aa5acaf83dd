"""Branch and price: tours are priced in until none helps, then teams are given or refused to incidents.

Exact for incidents that need one team each: once every pair of team and incident is settled, each team has one set of
incidents, and the linear program takes the best order of it. Such a method for rescue units is published by Rauchecker
and Schryen, "An exact branch-and-price algorithm for scheduling rescue units during disaster response", European
Journal of Operational Research 272 (2019).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count

import numpy as np

from hadr_planner.incidents.master import Master, Mixture, Tour
from hadr_planner.incidents.nouns import Bools, Callout, Floats, Ints, Orders
from hadr_planner.incidents.pricing import TINY, Tables, most_weight

Priced = tuple[Tour, float]
"""A tour and what it costs."""
WHOLE = 1e-6
POPS = (300, 10_000)
"""Beginnings of tours that are followed up, for one team, with the plain table and with the sharp one."""
TOURS_PER_ROUND = 6
"""Tours taken in per team and round of pricing."""
WHOLE_SHARE = 0.1
"""Share of the time left that one search for a rota among known tours may take; so much is kept back for the last."""


class Branching:
    """A tree of nodes, each with what teams may still be sent to.

    Parameters
    ----------
    callout
        What is to be done; every incident can be dealt with.
    weight
        Harm per hour of one visit to each incident; whole.
    limit
        Harm, in these weights, of a rota that is known.
    left
        Seconds that are left.
    """

    def __init__(self, callout: Callout, weight: Ints, limit: float, left: Callable[[], float]) -> None:
        self.limit, self.left, self.weight = limit, left, weight
        step_h, ready_h = callout.step_h, callout.ready_h
        self.reserve = WHOLE_SHARE * left()
        self.visits = callout.together
        least_h = (ready_h[:, None] + step_h.min(axis=1)).min(axis=0)
        slack = limit - float((self.visits * weight * least_h).sum())
        self.bound = limit - slack
        self.tables = Tables(step_h, ready_h, weight, most_weight(step_h, weight, slack))
        self.master = Master(len(callout.teams), self.visits, dear=limit + 1.0)
        self.may: Bools = np.isfinite(callout.work_h) & np.isfinite(step_h).any(axis=1)
        self.best: Orders | None = None
        self.nodes = self.rounds = 0

    def seed(self, orders: Orders) -> None:
        """Take in the tours of a rota, and all of one visit."""
        ones = [(k, (j,)) for k, j in zip(*(part.tolist() for part in np.nonzero(self.may)), strict=True)]
        tours = [*((k, tour) for k, tour in enumerate(orders) if tour), *ones]
        priced = [((k, tour), self.tables.cost(k, tour)) for k, tour in tours]
        self.master.add((tour, cost) for tour, cost in priced if np.isfinite(cost))

    def root(self) -> Floats | None:
        """Bound without branching; shares of teams in incidents where the linear program was solved to its end."""
        self.bound, share = self._node(self.may, self.bound)
        self._among_known(self.may)
        return share

    def run(self) -> None:
        """Branch until no node can hold anything better, or time is up."""
        share = self.root()
        number = count()
        heap: list[tuple[float, int, Bools, Floats | None]] = [(self.bound, next(number), self.may, share)]
        while heap and self.left() > self.reserve:
            bound, _, may, share = heap[0]
            self.bound = max(self.bound, min(bound, self.limit))
            if bound >= self.limit * (1 - TINY):
                heap.clear()
                break
            pair = None if share is None else self._undecided(share)
            if pair is None:
                break
            heapq.heappop(heap)
            for child in self._children(may, *pair):
                least, shares = self._node(child, bound)
                if shares is not None and self._undecided(shares) is None:
                    self._among_known(child)
                if least < self.limit * (1 - TINY):
                    heapq.heappush(heap, (least, next(number), child, shares))
        self.bound = self.limit if not heap else max(self.bound, min(heap[0][0], self.limit))

    def counts(self) -> dict[str, float]:
        """What was done."""
        return {"nodes": self.nodes, "rounds": self.rounds, "tours": len(self.master.known)}

    def _node(self, may: Bools, inherited: float) -> tuple[float, Floats | None]:
        """Price tours in; a bound on all rotas of this node, and shares where the end was reached."""
        self.nodes += 1
        bound, sharp = inherited, False
        while True:
            mixture = self.master.relaxed(may)
            self.rounds += 1
            least, added = self._price(may, mixture, sharp=sharp)
            if not (added or sharp) and least < mixture.cost * (1 - TINY) - TINY:
                sharp = True
                sharper, added = self._price(may, mixture, sharp=sharp)
                least = max(least, sharper)
            bound = max(bound, least)
            if bound >= self.limit * (1 - TINY):
                return bound, None
            if not added:
                return bound, mixture.share if mixture.missing <= WHOLE else None
            if self.left() <= self.reserve:
                return bound, None

    def _price(self, may: Bools, mixture: Mixture, *, sharp: bool) -> tuple[float, bool]:
        """Take tours in that help, looking carefully only where a quick look finds none; a bound, and whether any."""
        self.tables.fill(may, mixture.price, sharp=sharp)
        least = self.tables.least()
        sure = float(self.visits @ mixture.price)
        if sure + least.sum() >= min(mixture.cost, self.limit) * (1 - TINY):
            return sure + float(least.sum()), False
        if self.master.add(self._quick(mixture, least)):
            return sure + float(least.sum()), True
        found, spared = self._careful(mixture, least, POPS[sharp])
        return sure + float(spared.sum()), self.master.add(found) > 0

    def _quick(self, mixture: Mixture, least: Floats) -> list[Priced]:
        """Tours that the table proposes and that help."""
        return [
            ((k, tour), self.tables.cost(k, tour))
            for k in np.flatnonzero(least < mixture.turn - TINY).tolist()
            for tour in self.tables.tours(k, TOURS_PER_ROUND)
            if (k, tour) not in self.master.known and self.tables.worth(k, tour) < mixture.turn[k] - TINY
        ]

    def _careful(self, mixture: Mixture, least: Floats, pops: int) -> tuple[list[Priced], Floats]:
        """The best tour of each team that visits nothing twice, where it helps; and what each team could spare."""
        found: list[Priced] = []
        spared = np.minimum(least, 0.0)
        for k in np.flatnonzero(least < mixture.turn - TINY).tolist():
            worth, tour = self.tables.best(k, float(mixture.turn[k]), pops)
            spared[k] = min(worth, 0.0)
            if tour is not None:
                found.append(((k, tour), self.tables.cost(k, tour)))
        return found, spared

    def _among_known(self, may: Bools) -> None:
        """Look for a better rota among the tours that are known."""
        orders = self.master.whole(may, max(WHOLE_SHARE * self.left(), self.reserve))
        if orders is None:
            return
        harm = sum(self.tables.cost(k, tour) for k, tour in enumerate(orders))
        if harm < self.limit * (1 - TINY):
            self.limit, self.best = harm, orders

    def _undecided(self, share: Floats) -> tuple[int, int] | None:
        """Pair of team and incident farthest from settled; None where all are."""
        open_by = np.minimum(share, 1 - share)
        pair = np.unravel_index(int(np.argmax(open_by)), share.shape)
        return (int(pair[0]), int(pair[1])) if open_by[pair] > WHOLE else None

    @staticmethod
    def _children(may: Bools, team: int, job: int) -> tuple[Bools, Bools]:
        """The team doesn't go there; nobody else does."""
        refused, given = may.copy(), may.copy()
        refused[team, job] = False
        given[:, job] = False
        given[team, job] = True
        return refused, given
