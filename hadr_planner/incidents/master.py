"""The tours that are known, and the linear or whole-number program over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from hadr_planner.incidents.nouns import Bools, Floats, Ints, Orders

Tour = tuple[int, tuple[int, ...]]
"""A team, and what it visits in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """A fractional rota.

    Parameters
    ----------
    price
        What one more visit to each incident costs.
    turn
        What each team's being there for one tour is worth; at most 0.
    share
        How far each team goes to each incident.
    missing
        Visits that no tour makes.
    """

    cost: float
    price: Floats
    turn: Floats
    share: Floats
    missing: float


class Master:
    """Known tours with their costs.

    Parameters
    ----------
    teams
        How many there are; each takes at most one tour.
    visits
        How many visits each incident needs.
    dear
        Cost of a missing visit, beyond what any rota costs.
    """

    def __init__(self, teams: int, visits: Ints, dear: float) -> None:
        self.teams, self.visits, self.dear = teams, visits, dear
        self.known: dict[Tour, float] = {}

    def add(self, tours: Iterable[tuple[Tour, float]]) -> int:
        """Take tours in; how many of them were new."""
        before = len(self.known)
        for tour, cost in tours:
            self.known.setdefault(tour, cost)
        return len(self.known) - before

    def _columns(self, may: Bools) -> tuple[list[Tour], Floats, Any, Any]:
        """Tours that are allowed, their costs, whose they are and what they visit (sparse, a column each)."""
        from scipy import sparse

        tours = [tour for tour in self.known if may[tour[0], list(tour[1])].all()]
        cost = np.array([self.known[tour] for tour in tours], dtype=float)
        teams = np.array([team for team, _ in tours], dtype=np.int64)
        number, job = zip(*((k, j) for k, (_, jobs) in enumerate(tours) for j in jobs), strict=True)
        of = sparse.csr_matrix((np.ones(len(tours)), (teams, np.arange(len(tours)))), shape=(self.teams, len(tours)))
        visits = sparse.csr_matrix((np.ones(len(job)), (job, number)), shape=(len(self.visits), len(tours)))
        return tours, cost, of, visits

    def relaxed(self, may: Bools) -> Mixture:
        """The best mixture of tours."""
        from scipy import sparse
        from scipy.optimize import linprog

        tours, cost, of, visits = self._columns(may)
        jobs = len(self.visits)
        found = linprog(
            np.concatenate([cost, np.full(jobs, self.dear)]),
            A_ub=sparse.hstack([of, sparse.csr_matrix((self.teams, jobs))]), b_ub=np.ones(self.teams),
            A_eq=sparse.hstack([visits, sparse.identity(jobs)]), b_eq=self.visits, method="highs-ds",
        )
        return Mixture(
            cost=float(found.fun), price=np.asarray(found.eqlin.marginals), turn=np.asarray(found.ineqlin.marginals),
            share=np.asarray((of.multiply(found.x[: len(tours)]) @ visits.T).todense()),
            missing=float(found.x[len(tours) :].sum()),
        )

    def whole(self, may: Bools, seconds: float) -> Orders | None:
        """The best rota made of known tours, as far as time allows."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        tours, cost, of, visits = self._columns(may)
        found = milp(
            cost, integrality=np.ones(len(tours)), bounds=Bounds(0, 1),
            constraints=[LinearConstraint(of, -np.inf, 1), LinearConstraint(visits, self.visits, self.visits)],
            options={"time_limit": max(seconds, 0.1)},
        )
        if found.x is None:
            return None
        orders: list[tuple[int, ...]] = [()] * self.teams
        for k in np.flatnonzero(found.x > 0.5).tolist():
            team, jobs = tours[k]
            orders[team] = jobs
        return tuple(orders)
