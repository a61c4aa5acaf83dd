"""What a plan says about how its search ended."""

from __future__ import annotations

from math import isfinite

from hadr_planner import load, solve
from hadr_planner.domain.plan import Status


def test_a_search_stopped_before_any_bound_claims_none() -> None:
    """Stopped at its first plan, which is made by hand: a share of a bound that nobody proved is not told."""
    seen: list[float] = []

    def found() -> bool:
        return any(isfinite(value) and value > 0 for value in seen)

    plan = solve(load("tutorial"), seconds=60, watch=lambda event: seen.append(event.value), stop=found)
    assert plan.status is Status.STOPPED
    assert not isfinite(plan.bound)
    assert plan.why == "Stopped by the user; no bound was proven."
