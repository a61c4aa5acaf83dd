"""Which plans no other beats in both speed and fairness."""

from __future__ import annotations

from dataclasses import replace

from report.world import plan, scenario

from hadr_planner.report.fairness import in_words, trades
from hadr_planner.report.kpis import Kpis, kpis


def measured(person_days: float, worst: float) -> Kpis:
    made = kpis(scenario(), plan())
    key = next(iter(made.person_hours))
    sites = tuple(replace(site, share=worst) for site in made.sites)
    return replace(made, person_hours={key: person_days * 24}, sites=sites)


def test_a_plan_that_is_slower_and_less_fair_is_beaten() -> None:
    found = trades(["A", "B"], [measured(10, 0.9), measured(20, 0.5)])
    assert [one.beaten_by for one in found] == [(), ("A",)]
    assert in_words(found) == "On the front is A; B is beaten by A."


def test_a_faster_and_a_fairer_plan_are_both_on_the_front() -> None:
    found = trades(["fast", "fair"], [measured(10, 0.5), measured(20, 0.9)])
    assert [one.beaten_by for one in found] == [(), ()]
    assert "choice is one of values" in in_words(found)


def test_where_no_plan_reaches_the_worst_site_the_more_even_one_is_fairer() -> None:
    even, uneven = (replace(measured(10, 0.0), gini=gini) for gini in (0.1, 0.3))
    found = trades(["even", "uneven"], [even, uneven])
    assert [one.fairness for one in found] == [0.9, 0.7]
    assert found[1].beaten_by == ("even",)
    assert trades(["A"], [measured(10, 0.4)])[0].fairness == 0.4


def test_small_differences_tell_no_plans_apart() -> None:
    """A ten-thousandth of the time and a thousandth of a need are no reason."""
    found = trades(["A", "B"], [measured(10_000, 0.501), measured(10_001, 0.5)])
    assert [one.beaten_by for one in found] == [(), ()]
    assert "alike in speed and in fairness" in in_words(found)


def test_equal_plans_do_not_beat_each_other() -> None:
    assert [one.beaten_by for one in trades(["A", "B"], [measured(10, 0.5)] * 2)] == [(), ()]
