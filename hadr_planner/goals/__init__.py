"""The aims, in their usual order; all count in person-days of need met, so a plan has one value."""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner.domain.plan import Plan, Score
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import deprivation, footprint, last_resort, lives, worst_site
from hadr_planner.goals.aim import Goal

GOALS: tuple[Goal, ...] = (lives, deprivation, worst_site, last_resort, footprint)
UNIT = "person-days"


def weighted(scenario: Scenario) -> Iterator[tuple[Goal, float]]:
    """The scenario's aims with their weights; all with weight 1 where it names none."""
    weights = {aim.id: aim.weight for aim in scenario.aims} or {goal.ID: 1.0 for goal in GOALS}
    return ((goal, weights[goal.ID]) for goal in GOALS if weights.get(goal.ID, 0.0) > 0)


def scores(scenario: Scenario, plan: Plan) -> tuple[Score, ...]:
    """Every aim measured on a finished plan."""
    return tuple(
        Score(aim=goal.ID, value=goal.measure(scenario, plan), unit=UNIT, weight=weight)
        for goal, weight in weighted(scenario)
    )


def value(scenario: Scenario, plan: Plan) -> float:
    """Value of a finished plan: its aims, weighted."""
    return sum(score.weight * score.value for score in scores(scenario, plan))


__all__ = ["GOALS", "Goal", "scores", "value", "weighted"]
