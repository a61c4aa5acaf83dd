"""What it would give if a suspect were gone: the scenario is solved again without it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hadr_planner import demand
from hadr_planner.domain.force import Need
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.spare import met

PROVABLE = 6
"""Suspects tried, in the order of the reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A plan made without one suspect, beside one made with it in the same time.

    Parameters
    ----------
    suspect
        The reason that was taken away.
    met, met_before
        What of the need is met without the suspect, and with it; the better of the plan asked about and a fresh one.
    value, value_before
        Values of the two plans.
    bound
        No plan without the suspect has a higher value.
    """

    suspect: Reason
    met: float
    met_before: float
    value: float
    value_before: float
    bound: float

    @property
    def helps(self) -> bool:
        """Whether the need gets more without the suspect."""
        return self.met > self.met_before * 1.001 + 1e-3


def prove_all(
    scenario: Scenario, plan: Plan, need: Need, reasons: Sequence[Reason], seconds: float
) -> tuple[Proof, ...]:
    """Solve without each suspect that can be taken away; and once with all of them, for comparison."""
    from hadr_planner.solver import solve

    suspects = [(reason, lifted) for reason in reasons if (lifted := without(scenario, reason)) is not None]
    if not suspects:
        return ()
    fresh = solve(scenario, seconds=seconds)
    before = max((plan, fresh), key=lambda one: one.value)
    met_before = max(_met(scenario, one, need) for one in (plan, fresh))
    proofs = []
    for reason, lifted in suspects[:PROVABLE]:
        found = solve(lifted, seconds=seconds)
        proofs.append(
            Proof(suspect=reason, met=_met(lifted, found, need), met_before=met_before, value=found.value,
                  value_before=before.value, bound=found.bound)
        )
    return tuple(proofs)


def _met(scenario: Scenario, plan: Plan, need: Need) -> float:
    done = met(scenario, plan)
    return sum(done.get((need.id, day), 0.0) for day in demand.days(scenario, need))


def without(scenario: Scenario, reason: Reason) -> Scenario | None:
    """The scenario without what a reason names; None where nothing can be taken away."""
    changes: dict[str, Any] = {}
    for row in reason.rows:
        table, id = row.split("/", 1)
        name = "partnerships" if table == "handovers" else table
        rows: Mapping[str, Any] = changes.get(name, getattr(scenario, name))
        changed = _without(reason.cause, name, rows[id])
        changes[name] = {key: changed if key == id else other for key, other in rows.items() if key != id or changed}
    if not changes:
        return None
    mark = hashlib.sha256(f"{scenario.digest} without {sorted(reason.rows)}".encode()).hexdigest()
    return replace(scenario, **changes, digest=mark)


def _without(cause: Cause, table: str, row: Any) -> Any:
    """A row that no longer limits; None where it goes altogether."""
    if table in ("orders", "caveats", "needs"):
        return None
    if table == "agreements":
        return replace(row, guest="*", from_h=0.0, until_h=FOREVER_H)
    if table == "places" and cause is Cause.CLOSED:
        return replace(row, opens_h=0.0, closes_h=FOREVER_H)
    if table == "places":
        return replace(row, spots_wide=None, spots_narrow=None, spots_heli=None, berths=None)
    if table == "sites":
        return replace(row, landing_spots=100)
    if table == "roads":
        return replace(row, opens_h=0.0, closes_h=FOREVER_H)
    if table == "partnerships":
        return replace(row, from_h=0.0, capacity_t_per_day=None)
    if table == "supplies":
        return replace(row, available_h=0.0, quantity_t=row.quantity_t * (1 if cause is Cause.LATE_SUPPLY else 10))
    if table == "assets":
        return replace(row, count=2 * row.count)
    return replace(row, ready_h=0.0)
