"""Finds plans and proves bounds; knows no rule by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import AIMS, Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.solver.event import Event
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.near import replan
from hadr_planner.solver.search import Search
from hadr_planner.wishes import Wish, vet


def solve(
    scenario: Scenario,
    *,
    seconds: float = 30.0,
    gap: float = 0.01,
    seed: int | None = None,
    deterministic: int | None = None,
    cores: int = 2,
    aims: Sequence[Aim] | None = None,
    wishes: Sequence[Wish] = (),
    start: Plan | None = None,
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
    cores
        1 or 2: whether sorties are priced in while whole plans are made, or in turn.
    aims
        In place of the scenario's own.
    wishes
        The planner's own rules. Those that can't be held together with the rules and each other are given up, as few as
        the search can; the plan's ``why`` names them, its ``wishes`` are those that it holds.
    start
        A plan to begin from: the first one shown, if it still obeys the rules.
    watch
        Told of every step; see ``Event``.
    stop
        Asked often; once true, the best plan so far is returned.

    Raises
    ------
    HadrError
        Where aims or wishes name what there is not.
    """
    vet(scenario, wishes)
    chosen = scenario if seed is None else replace(scenario, seed=seed)
    chosen = chosen if aims is None else replace(chosen, aims=_known(aims))
    limits = Limits(seconds=seconds, gap=gap, rounds=deterministic, cores=cores, stop=stop or (lambda: False))
    return Search(chosen, limits, watch or (lambda event: None), wishes, start).run()


def _known(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    wrong = [aim.id for aim in aims if aim.id not in AIMS]
    if wrong or not any(aim.weight > 0 for aim in aims):
        found = f"found {', '.join(repr(id[:60]) for id in wrong)}" if wrong else "found none with a weight above 0"
        raise HadrError(f"aims are {', '.join(AIMS)}, at least one with a weight above 0; {found}")
    return tuple(aims)


__all__ = ["Event", "replan", "solve"]
