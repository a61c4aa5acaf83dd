"""Finds plans and proves bounds; knows no rule by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.solver.event import Event
from hadr_planner.solver.search import Limits, Search


def solve(
    scenario: Scenario,
    *,
    seconds: float = 30.0,
    gap: float = 0.01,
    seed: int | None = None,
    deterministic: int | None = None,
    watch: Callable[[Event], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """Plan a scenario: the best plan found, verified, with a bound that no plan beats.

    Parameters
    ----------
    scenario
        What is known.
    seconds
        Wall-clock time, reading included; the search may overrun it by the last step it is in.
    gap
        Stop once the plan is proven to be within this share of the bound.
    seed
        Overrides the scenario's own.
    deterministic
        Count rounds of work instead of seconds: the same plan on any machine.
    watch
        Told of every step; see ``Event``.
    stop
        Asked often; once true, the best plan so far is returned.
    """
    chosen = scenario if seed is None else replace(scenario, seed=seed)
    limits = Limits(seconds=seconds, gap=gap, rounds=deterministic, stop=stop or (lambda: False))
    return Search(chosen, limits, watch or (lambda event: None)).run()


__all__ = ["Event", "solve"]
