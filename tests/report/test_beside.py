"""Plans side by side."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from report.world import plan, scenario, sorties

from hadr_planner.domain.plan import Plan
from hadr_planner.report.beside import Line, efforts, lines
from hadr_planner.report.headlines import Headline, headlines
from hadr_planner.report.kpis import kpis

LESS = plan(sorties=sorties()[:2], hand_overs=(), value=500.0, bound=inf)


def beside(*plans: Plan) -> dict[str, Line]:
    figures = [headlines(scenario(), one, kpis(scenario(), one)) for one in plans]
    return {line.title: line for line in lines(plans, figures)}


def test_the_better_plan_is_marked_and_the_other_is_not() -> None:
    assert [cell.best for cell in beside(plan(), LESS)["Need met"].cells] == [True, False]


def test_no_value_is_best_since_plans_may_have_been_made_by_other_aims() -> None:
    assert [cell.best for cell in beside(LESS, plan())["Value"].cells] == [False, False]


def test_a_plan_that_breaks_rules_is_never_the_best() -> None:
    figures = [headlines(scenario(), one, kpis(scenario(), one)) for one in (plan(), LESS)]
    found = lines([plan(), LESS], figures, frozenset({1}))
    assert not any(cell.best for line in found for cell in line.cells), "one alone is best of nothing"
    three = lines([plan(), LESS, plan()], [figures[0], figures[1], figures[0]], frozenset({1, 2}))
    assert [cell.best for cell in {line.title: line for line in three}["Need met"].cells] == [False, False, True]


def test_like_plans_have_no_best() -> None:
    assert not any(cell.best for line in beside(plan(), plan()).values() for cell in line.cells)


def test_no_figure_is_best_where_all_read_alike() -> None:
    one = Headline("military_share", "Military share", 0.151, "share", "15 %")
    other = replace(one, value=0.149)
    (*_, line) = lines([plan(), plan()], [[one], [other]])
    assert [cell.best for cell in line.cells] == [False, False]
    (*_, line) = lines([plan(), plan()], [[one], [replace(other, text="14 %")]])
    assert [cell.best for cell in line.cells] == [False, True]


def test_a_bound_that_was_not_proven_is_said_so() -> None:
    assert [cell.text for cell in beside(plan(), LESS)["Gap to the bound"].cells] == ["1 %", "not proven"]


def test_a_gap_reads_as_it_does_in_the_head_of_the_page_and_never_smaller_than_it_is() -> None:
    found = beside(plan(value=949.3, bound=1_000.0))["Gap to the bound"].cells
    assert [cell.text for cell in found] == ["6 %"]


def test_nations_are_named_beside_their_codes() -> None:
    rows = efforts(scenario(), "A", [kpis(scenario(), plan())])
    assert "AUS · Australia" in [row["Who"] for row in rows]


def test_an_owner_who_moves_nothing_in_one_plan_has_zeros_there() -> None:
    rows = efforts(scenario(), "AB", [kpis(scenario(), plan()), kpis(scenario(), LESS)])
    wfp = next(row for row in rows if row["Who"] == "wfp")
    assert (wfp["A sorties"], wfp["B sorties"], wfp["A goods, t"]) == (1, 0, 17)
