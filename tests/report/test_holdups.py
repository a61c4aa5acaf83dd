"""Reasons behind unmet needs, counted."""

from __future__ import annotations

from hadr_planner.explain import Cause, DayShort, Reason, Unmet
from hadr_planner.report.holdups import hold_ups


def unmet(need: str, *reasons: Reason) -> Unmet:
    days = (DayShort(day=0, owed=1, met=0),)
    return Unmet(need=need, site="s", item="water", unit="t", days=days, reasons=reasons)


CLOSED = Reason(cause=Cause.CLOSED, at="port", because="port opens at H+60; water is needed.", lifted_by="the port")
CLOSED_TOO = Reason(cause=Cause.CLOSED, at="port", because="port opens at H+60; food is needed.", lifted_by="the port")
NONE_LEFT = Reason(cause=Cause.NO_SUPPLY, because="There is none.")
STUCK = Reason(cause=Cause.STUCK, because="3 t lie elsewhere.")


def test_one_reason_behind_two_needs_is_one_hold_up_with_the_people_of_both() -> None:
    found = hold_ups([unmet("a", CLOSED), unmet("b", CLOSED_TOO)], {"a": 10, "b": 30})
    assert [(one.needs, one.people) for one in found] == [(("a", "b"), 40)]


def test_it_is_told_in_the_words_of_the_need_with_most_people() -> None:
    assert hold_ups([unmet("a", CLOSED), unmet("b", CLOSED_TOO)], {"a": 10, "b": 30})[0].because == CLOSED_TOO.because


def test_what_is_behind_most_people_comes_first() -> None:
    found = hold_ups([unmet("a", CLOSED, NONE_LEFT), unmet("b", NONE_LEFT)], {"a": 10, "b": 30})
    assert [one.head for one in found] == ["No supply", "Closed"]


def test_mere_signs_are_left_out() -> None:
    assert hold_ups([unmet("a", STUCK)], {"a": 10}) == ()
