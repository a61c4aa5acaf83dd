"""Summaries: quantiles and tail means of the draws, the scenario as written apart."""

from __future__ import annotations

import pytest

from hadr_planner.batch import Row, summaries
from hadr_planner.batch.summary import tail_mean


def row(draw: int, value: float | None, **more) -> Row:
    return Row(**{"run": f"r{draw}", "scenario": "s", "digest": "", "draw": draw, "use": "replay", "asked": "p",
                  "status": "replayed", "why": "", "value": value, **more})


def test_the_tail_mean_is_the_mean_of_the_worst_share() -> None:
    assert tail_mean([5, 1, 4, 2, 3, 6, 7, 8, 9, 10]) == pytest.approx(1.5)
    assert tail_mean([1, 2, 3], share=1) == pytest.approx(2)
    assert tail_mean([7]) == pytest.approx(7)


def test_the_value_at_the_edge_of_the_tail_counts_in_part() -> None:
    """A fifth of seven draws is one and two fifths of them."""
    assert tail_mean([1, 2, 3, 4, 5, 6, 7]) == pytest.approx((1 + 0.4 * 2) / 1.4)


def test_quantiles_are_of_the_draws_and_not_of_the_scenario_as_written() -> None:
    found = summaries([row(0, 100.0), *(row(n, float(n)) for n in range(1, 12))])[0]
    assert (found.as_written, found.mean, found.p50, found.least) == (100, 6, 6, 1)
    assert (found.p05, found.p95) == (pytest.approx(1.5), pytest.approx(10.5))


def test_failures_are_counted_and_measured_in_nothing() -> None:
    found = summaries([row(1, 10.0), row(2, None, status="failed")])[0]
    assert (found.runs, found.failed, found.mean) == (2, 1, 10)


def test_what_breaks_first_is_the_rule_that_does_so_most_often() -> None:
    rows = [row(1, 1, first_rule="ROAD"), row(2, 1, first_rule="HOURS"), row(3, 1, first_rule="ROAD"), row(4, 1)]
    found = summaries(rows)[0]
    assert (found.breaks_first, found.holds) == ("ROAD (2)", 1)


def test_nothing_but_failures_has_no_figures() -> None:
    found = summaries([row(1, None, status="failed")])[0]
    assert (found.mean, found.tail_mean, found.p50, found.breaks_first) == (None, None, None, "")
