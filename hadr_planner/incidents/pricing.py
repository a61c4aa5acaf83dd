r"""Tours of one team that are worth more than they cost, found backwards by what is still to come.

Let :math:`F_k(i, W)` be the least cost of all that team *k* does after it leaves *i* at hour 0, when what is to come
weighs *W* in all. Whoever waits, waits for the next step too, so with step :math:`d` (way and work) and prices
:math:`\pi`

.. math:: F_k(i, 0) = 0, \qquad F_k(i, W) = \min_j \; W\,d_{kij} - \pi_j + F_k(j, W - w_j)

Leaving at hour *t* adds :math:`W\,t`. The table may visit an incident twice; where it is sharp, never with only one
other between, for it then keeps both the best way and the best that begins otherwise. So it gives a bound from below.
A search from the front, which it guides, finds the best tour that visits none twice.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np

from hadr_planner.incidents.nouns import Bools, Floats, Ints

TINY = 1e-7


class Tables:
    """What is to come, at given prices, for all teams at once.

    Parameters
    ----------
    step_h, ready_h
        Way and work (team, from, to), and when teams set out.
    weight
        Harm per hour of each incident; whole.
    most
        Most weight of one tour.
    """

    def __init__(self, step_h: Floats, ready_h: Floats, weight: Ints, most: int) -> None:
        self.step_h, self.ready_h, self.weight, self.most = step_h, ready_h, weight, most

    def fill(self, may: Bools, price: Floats, *, sharp: bool) -> None:
        """Fill in F for these prices and for what each team may be sent to (team, incident).

        Only where asked to be sharp, visits with one other between are left out: that takes thrice as long.
        """
        self.price = price
        self.legs = np.where(may[:, None, :], self.step_h, np.inf)
        teams, froms, jobs = self.legs.shape
        shape = self.most + 1, teams, froms
        self.to_come, self.else_come = np.full(shape, np.inf), np.full(shape, np.inf)
        self.next = np.full(shape, -1, dtype=np.int16)
        self.to_come[0] = self.else_come[0] = 0.0
        self.every, team = np.arange(jobs), np.arange(teams)[:, None]
        for w in range(1, self.most + 1):
            after, other, then = self._after(w)
            cost = w * self.legs + (after - price)[:, None, :]
            if not sharp:
                self.to_come[w] = self.else_come[w] = cost.min(axis=2)
                continue
            back, job = then >= 0, np.broadcast_to(self.every, then.shape)
            who = np.broadcast_to(team, then.shape)[back], then[back], job[back]
            cost[who] = w * self.legs[who] + (other - price)[back]
            best = cost.argmin(axis=2)
            self.next[w] = best
            self.to_come[w] = np.take_along_axis(cost, best[:, :, None], axis=2)[:, :, 0]
            np.put_along_axis(cost, best[:, :, None], np.inf, axis=2)
            self.else_come[w] = cost.min(axis=2)
        self.weights = np.arange(self.most + 1)
        self.from_start = self.to_come[:, :, -1] + self.weights[:, None] * self.ready_h

    def _after(self, w: int) -> tuple[Floats, Floats, Ints]:
        """What is to come after each next incident (team, incident), the same otherwise, and where it goes then."""
        before = np.maximum(w - self.weight, 0)
        fits = w >= self.weight
        after = np.where(fits, self.to_come[before, :, self.every].T, np.inf)
        other = np.where(fits, self.else_come[before, :, self.every].T, np.inf)
        return after, other, np.where(fits, self.next[before, :, self.every].T, -1)

    def least(self) -> Floats:
        """For each team, a bound from below on the cost of a tour less the prices of what it visits; at most 0."""
        return np.asarray(self.from_start.min(axis=0))

    def tours(self, team: int, most: int) -> Iterator[tuple[int, ...]]:
        """Tours along the table's best ways, second visits left out."""
        best = np.argsort(self.from_start[:, team], kind="stable")[:most]
        for w in best.tolist():
            if self.from_start[w, team] < -TINY:
                yield tuple(dict.fromkeys(self._way(team, w)))

    def _way(self, team: int, w: int) -> Iterator[int]:
        at, last = len(self.weight), -1
        while w > 0:
            after, other, then = (part[team] for part in self._after(w))
            cost = w * self.legs[team, at] - self.price + np.where(then == at, other, after)
            if last >= 0:
                cost[last] = np.inf
            at, last = int(np.argmin(cost)), at if at < len(self.weight) else -1
            yield at
            w -= int(self.weight[at])

    def worth(self, team: int, tour: tuple[int, ...]) -> float:
        """Cost of a tour less the prices of what it visits."""
        return self.cost(team, tour) - float(self.price[list(tour)].sum())

    def cost(self, team: int, tour: tuple[int, ...]) -> float:
        """Weight times hour of what a tour deals with."""
        hour, at, total = float(self.ready_h[team]), len(self.weight), 0.0
        for job in tour:
            hour += float(self.step_h[team, at, job])
            total += float(self.weight[job]) * hour
            at = job
        return total

    def best(self, team: int, below: float, pops: int) -> tuple[float, tuple[int, ...] | None]:
        """The best tour that visits nothing twice: a bound on its worth, and the tour where it is below a limit.

        Beginnings are followed up in the order of what could come of them. Of two that visited the same and end at the
        same, the one that is neither sooner nor cheaper is dropped.
        """
        start = len(self.weight)
        cell, other, then = self.to_come[:, team], self.else_come[:, team], self.next[:, team]
        heap: list[tuple[float, tuple[int, ...], float, float]] = [
            (float(self.from_start[:, team].min()), (), float(self.ready_h[team]), 0.0)
        ]
        met: dict[tuple[int, frozenset[int]], list[tuple[float, float]]] = {}
        for _ in range(pops):
            if not heap or heap[0][0] >= below - TINY:
                return below, None
            bound, tour, hour, cost = heapq.heappop(heap)
            if tour and cost <= bound + TINY:
                return bound, tour
            at = tour[-1] if tour else start
            hours = hour + self.legs[team, at]
            costs = cost + self.weight * hours - self.price
            open_to = np.isfinite(hours)
            open_to[list(tour)] = False
            jobs = np.flatnonzero(open_to)
            gone = np.append(~open_to, False)
            come = np.where(gone[then[:, jobs]], other[:, jobs], cell[:, jobs])
            bounds = costs[jobs] + (come + self.weights[:, None] * hours[jobs]).min(axis=0)
            seen = frozenset(tour)
            for job, least in zip(jobs.tolist(), bounds.tolist(), strict=True):
                if least < below - TINY and self._new(met, job, seen | {job}, float(hours[job]), float(costs[job])):
                    heapq.heappush(heap, (least, (*tour, job), float(hours[job]), float(costs[job])))
        return heap[0][0] if heap else below, None

    @staticmethod
    def _new(
        met: dict[tuple[int, frozenset[int]], list[tuple[float, float]]],
        job: int, seen: frozenset[int], hour: float, cost: float,
    ) -> bool:
        """Whether nothing met so far is as soon and as cheap."""
        others = met.setdefault((job, seen), [])
        if any(h <= hour and c <= cost for h, c in others):
            return False
        others.append((hour, cost))
        return True


def most_weight(step_h: Floats, weight: Ints, slack: float) -> int:
    """Most weight that one tour of an optimal rota can have, where harm beyond each incident's least is at most slack.

    A tour of q incidents makes those after the i-th wait for at least the i-th shortest step: with the shortest steps
    first and the least weights behind, that is more than the slack from some q on.
    """
    steps = np.sort(np.where(np.isfinite(step_h), step_h, np.inf).min(axis=(0, 1)))
    light, heavy = np.sort(weight), np.sort(weight)[::-1]
    for q in range(2, len(weight) + 1):
        behind = np.cumsum(light[: q - 1])[::-1]
        if float((steps[: q - 1] * behind).sum()) > slack:
            return int(heavy[: q - 1].sum())
    return int(weight.sum())
