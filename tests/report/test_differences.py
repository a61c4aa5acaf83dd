"""Two plans' headlines against each other."""

from __future__ import annotations

import pytest

from hadr_planner.report.differences import best, differences, signed
from hadr_planner.report.headlines import Headline


def headline(id: str, value: float | None, unit: str = "share") -> Headline:
    return Headline(id=id, title=id, value=value, unit=unit, text="")


@pytest.mark.parametrize(
    ("id", "ours", "theirs", "better"),
    [("share_met", 0.8, 0.6, True), ("first_aid", 12, 6, False), ("gini", 0.1, 0.2, True), ("sorties", 9, 3, None)],
)
def test_more_is_better_or_worse_by_what_it_is(id: str, ours: float, theirs: float, better: bool | None) -> None:
    assert differences([headline(id, ours)], [headline(id, theirs)])[id].better is better


def test_no_change_has_no_words() -> None:
    found = differences([headline("share_met", 0.5)], [headline("share_met", 0.5)])["share_met"]
    assert (found.text, found.better) == ("", None)


def test_where_a_figure_is_missing_nothing_is_said() -> None:
    assert differences([headline("first_aid", None)], [headline("first_aid", 3)])["first_aid"].change is None


def test_a_headline_that_only_one_plan_has_is_left_out() -> None:
    assert differences([headline("patients", 3)], []) == {}


@pytest.mark.parametrize(
    ("change", "unit", "words"),
    [
        (0.18, "share", "+18 points"),
        (-2.1667, "h", "-2 h 10"),
        (-12_345, "person-days", "-12.3 k person-days"),
        (0.034, "Gini, 0 to 1", "+0.03"),
        (0.0001, "share", ""),
    ],
)
def test_changes_are_said_in_the_headlines_unit(change: float, unit: str, words: str) -> None:
    assert signed(change, unit) == words


def test_the_best_plan_is_named_and_ties_are_shared() -> None:
    assert best([headline("gini", 0.3), headline("gini", 0.1), headline("gini", 0.1)]) == {1, 2}


def test_no_plan_is_best_where_all_are_alike_or_nothing_is_better() -> None:
    assert best([headline("gini", 0.3), headline("gini", 0.3)]) == frozenset()
    assert best([headline("sorties", 1), headline("sorties", 2)]) == frozenset()
    assert best([headline("first_aid", None), None]) == frozenset()
