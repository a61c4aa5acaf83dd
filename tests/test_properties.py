"""Whatever the scenario: plans obey every rule, no plan beats the bound, and stopping loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import scenarios

from hadr_planner import goals, solve
from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.judge import verify
from hadr_planner.rules import RULES
from hadr_planner.solver import pricing
from hadr_planner.solver.best import Best
from hadr_planner.solver.columns import from_codes
from hadr_planner.solver.event import Event
from hadr_planner.solver.greedy import greedy
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.paths import paths
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import Search

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
tried = partial(settings, deadline=None, suppress_health_check=SLOW, derandomize=True)


def program(scenario: Scenario) -> Program:
    """All rules and aims of a scenario as the search sees them."""
    x = Decisions(scenario)
    for rule in RULES:
        rule.impose(x)
    for goal, weight in goals.weighted(scenario):
        goal.express(x, weight)
    return Program(x)


def said(scenario: Scenario, plan: Plan) -> list[str]:
    """What the judge has against a plan."""
    return [f"{breach.rule}: {breach.because}" for breach in verify(scenario, plan)]


def at_most(bound: float) -> float:
    """A bound and what rounding may add to it."""
    return bound + 1e-6 * max(1.0, abs(bound))


@tried(max_examples=60)
@given(scenarios())
def test_the_first_plan_obeys_every_rule_and_is_worth_what_it_says(scenario: Scenario) -> None:
    """The plan that is made by hand passes the judge; its value is that of its aims."""
    plan = greedy(program(scenario))
    assert said(scenario, plan) == []
    assert plan.value == pytest.approx(goals.value(scenario, plan))


@tried(max_examples=60)
@given(scenarios(), st.integers(0, 2**31), st.sampled_from((0.1, 10.0, 1000.0)))
def test_no_plan_beats_the_bound_at_any_prices(scenario: Scenario, seed: int, scale: float) -> None:
    """The bound holds whatever the prices, not only at those of a solved linear program."""
    book = program(scenario)
    plan = greedy(book)
    assume(plan.sorties or plan.hand_overs or plan.stays)
    rng = np.random.default_rng(seed)
    prices = rng.exponential(scale, len(book.at_most)) * (rng.random(len(book.at_most)) < 0.3)
    prices = np.where(book.exactly, prices * rng.choice([-1.0, 1.0], len(prices)), prices)
    nothing = from_codes(np.zeros(0, np.int64), book.x.clock.slots)
    best = paths(book, prices, pricing.worth(book, prices), nothing).best
    assert plan.value <= at_most(pricing.bound(book, prices, best))


# ---- the search as a whole ------------------------------------------------------------------------------------------

ROUNDS = 3
"""Work that each search may do."""


def found(scenario: Scenario, stop: Callable[[], bool] = lambda: False) -> tuple[Plan, list[Event]]:
    """The plan that a short search returns, and what it told on the way."""
    told: list[Event] = []
    plan = solve(scenario, deterministic=ROUNDS, watch=told.append, stop=stop)
    return plan, told


@tried(max_examples=40)
@given(scenarios())
def test_every_plan_of_a_search_obeys_every_rule_and_stays_below_the_bound(scenario: Scenario) -> None:
    """Plans on the way and the last one pass the judge; none beats the bound; values rise and bounds fall."""
    last, told = found(scenario)
    plans = [event.plan for event in told if event.plan is not None]
    assert [said(scenario, plan) for plan in (*plans, last)] == [[]] * (len(plans) + 1)
    least = min(event.bound for event in told)
    assert last.bound <= at_most(least)
    assert all(plan.value <= at_most(least) for plan in (*plans, last, greedy(program(scenario))))
    assert last.value == pytest.approx(max(plan.value for plan in (*plans, last)))
    values, bounds = [event.value for event in told], [event.bound for event in told]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)


@tried(max_examples=20)
@given(scenarios())
def test_counted_work_finds_the_same_plan_again(scenario: Scenario) -> None:
    """Neither the clock nor the machine decides."""
    (one, _), (other, _) = found(scenario), found(scenario)
    assert (one.value, one.bound, one.sorties, one.hand_overs) == (
        other.value, other.bound, other.sorties, other.hand_overs
    )


@tried(max_examples=30)
@given(scenarios(), st.integers(1, 6))
def test_stopping_at_any_event_keeps_the_best(scenario: Scenario, after: int) -> None:
    """Whoever stops gets the best plan told so far, or a better one, and it obeys every rule."""
    told: list[Event] = []
    last = solve(scenario, deterministic=ROUNDS, watch=told.append, stop=lambda: len(told) >= after)
    assert said(scenario, last) == []
    assert last.value >= max((event.plan.value for event in told if event.plan is not None), default=last.value) - 1e-9
    assert last.value <= at_most(last.bound)


class _Offered(Best):
    """Keeps every plan that a search makes, also those that it would not show."""

    plans: list[Plan]

    def offer(self, plan: Plan, phase: str, *more: Any) -> None:
        self.plans.append(plan)
        super().offer(plan, phase, *more)


@tried(max_examples=60)
@given(scenarios())
def test_no_plan_that_the_search_makes_is_refused_by_the_judge(scenario: Scenario) -> None:
    """The search shows only what passes; what it makes should pass, or rows and checks disagree."""
    limits = Limits(seconds=60.0, gap=0.01, rounds=ROUNDS, stop=lambda: False)
    search = Search(scenario, limits, lambda event: None)
    search.best = made = _Offered(scenario, limits, lambda event: None, search.wished)
    made.plans = []
    search.run()
    assert [said(scenario, plan) for plan in made.plans] == [[]] * len(made.plans)
