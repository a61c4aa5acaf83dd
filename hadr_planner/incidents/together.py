"""Incidents that need several teams at once: every team's tour and every hour in one constraint program.

Tours priced in can't hold teams to a common hour, so for these incidents they give a bound only: each of *h* teams
counts for one *h*-th of the severity, and nobody waits for anybody.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from hadr_planner.incidents.nouns import Callout, Orders
from hadr_planner.incidents.timed import timed

TICKS_PER_H = 60
"""Hours are rounded down to minutes: what is proven of that is proven of the hours themselves."""
WORKERS = 2


def together(callout: Callout, start: Orders, seconds: float, seed: int) -> tuple[Orders | None, float]:
    """The best orders found, and a bound on the harm of any.

    Parameters
    ----------
    callout
        What is to be done.
    start
        Orders to begin with.
    seconds, seed
        Longest search, and what its draws begin with.
    """
    from ortools.sat.python import cp_model

    book = _Book(callout, start)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.1)
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed
    status = solver.solve(book.model)
    found = book.orders(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
    return found, solver.best_objective_bound / TICKS_PER_H


class _Book:
    """The constraint program: a circuit for each team, and the hour at which each incident is dealt with."""

    def __init__(self, callout: Callout, start: Orders) -> None:
        from ortools.sat.python import cp_model

        self.callout = callout
        self.model: Any = cp_model.CpModel()
        self.leg = np.floor(np.where(np.isfinite(callout.leg_h), callout.leg_h, 0) * TICKS_PER_H + 1e-6).astype(int)
        self.work = np.floor(np.where(np.isfinite(callout.work_h), callout.work_h, 0) * TICKS_PER_H + 1e-6).astype(int)
        self.ready = np.floor(callout.ready_h * TICKS_PER_H + 1e-6).astype(int).tolist()
        jobs = range(len(callout.incidents))
        horizon = self._horizon(start)
        self.begin = [self.model.new_int_var(0, horizon, f"begin{j}") for j in jobs]
        self.end = [self.model.new_int_var(0, horizon, f"end{j}") for j in jobs]
        self.arcs: list[list[tuple[int, int, Any]]] = []
        goes = [self._circuit(k, set(start[k])) for k in range(len(callout.teams))]
        for j in jobs:
            self.model.add(sum(lits[j] for lits in goes if j in lits) == callout.incidents[j].together)
        self.model.minimize(sum(job.severity * self.end[j] for j, job in enumerate(callout.incidents)))
        self._hint(start)

    def _horizon(self, start: Orders) -> int:
        """No incident need end later than the most harmful hour of the rota that is known."""
        visits = timed(self.callout, start) or ()
        ends = {visit.incident: visit.end_h for visit in visits}
        return int(sum(job.severity * ends[job.id] for job in self.callout.incidents) * TICKS_PER_H) + 1

    def _circuit(self, team: int, visited: set[int]) -> dict[int, Any]:
        """A tour of some incidents from the team's start, and what it means for the hours."""
        callout, model = self.callout, self.model
        depot = len(callout.incidents)
        able = [j for j in range(depot) if np.isfinite(callout.step_h[team, :, j]).any()]
        goes = {j: model.new_bool_var(f"goes{team}_{j}") for j in able}
        arcs: list[tuple[int, int, Any]] = [(j, j, ~goes[j]) for j in able]
        for j in able:
            model.add(self.end[j] >= self.begin[j] + int(self.work[team, j])).only_enforce_if(goes[j])
            arcs.append((j, depot, model.new_bool_var("")))
            for i in (depot, *able):
                if np.isfinite(callout.leg_h[team, i, j]):
                    arc = model.new_bool_var("")
                    before = self.ready[team] if i == depot else self.end[i]
                    model.add(self.begin[j] >= before + int(self.leg[team, i, j])).only_enforce_if(arc)
                    arcs.append((i, j, arc))
        arcs.append((depot, depot, model.new_bool_var("")))
        model.add_circuit(arcs)
        self.arcs.append(arcs)
        return goes

    def _hint(self, start: Orders) -> None:
        depot = len(self.callout.incidents)
        for arcs, order in zip(self.arcs, start, strict=True):
            stops = (depot, *order, depot)
            taken = set(pairwise(stops)) | {(j, j) for j in range(depot) if j not in order}
            for i, j, lit in arcs:
                self.model.add_hint(lit, (i, j) in taken)

    def orders(self, solver: Any) -> Orders:
        """Tours of a solution."""
        depot = len(self.callout.incidents)
        found = []
        for arcs in self.arcs:
            after = {i: j for i, j, lit in arcs if i != j and solver.boolean_value(lit)}
            order, at = [], after.get(depot, depot)
            while at != depot:
                order.append(at)
                at = after[at]
            found.append(tuple(order))
        return tuple(found)
