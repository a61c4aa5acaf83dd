"""Replay a plan once, however many rules ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """A scenario and a plan, equal to a pair of the very same two objects."""

    scenario: Scenario
    plan: Plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and other.scenario is self.scenario and other.plan is self.plan

    def __hash__(self) -> int:
        return hash((id(self.scenario), id(self.plan)))


def once_per_plan(replay: Callable[[Scenario, Plan], Found]) -> Callable[[Scenario, Plan], Found]:
    """Remember the last answer, as long as scenario and plan are the same objects."""
    answer = lru_cache(maxsize=1)(lambda pair: replay(pair.scenario, pair.plan))

    @wraps(replay)
    def remembered(scenario: Scenario, plan: Plan) -> Found:
        return answer(_Pair(scenario, plan))

    return remembered
