"""HOURS in planner's words: the plan starts at 05:30 local time."""

from __future__ import annotations

import pytest
from worlds import PLACES, edited, said, sortie, stop, world

from hadr_planner.rules.host import hours


def at_the_strip(on_h: float, off_h: float, **strip: object) -> list[str]:
    """What is said of a hauler that calls at the strip."""
    s = world(places=edited(PLACES, strip=strip))
    return said(hours, s, sortie(s, "aus_haulers", stop("field", 0), stop("strip", on_h, off_h)))


def test_nobody_calls_before_a_place_opens() -> None:
    """Open from H+8, called at from H+7."""
    assert at_the_strip(7, 9, opens_h=8) == ["strip opens at H+8: s1 of aus_haulers is there from H+7 to H+9"]
    assert at_the_strip(8, 9, opens_h=8) == []


def test_nobody_is_there_after_it_closes() -> None:
    """Closed from H+8.5, called at until H+9."""
    assert at_the_strip(7, 9, closes_h=8.5) == ["strip closes at H+8.5: s1 of aus_haulers is there from H+7 to H+9"]
    assert at_the_strip(7, 9, closes_h=9) == []


def test_a_daily_window_holds_on_every_day() -> None:
    """Open from 06 to 18 local time, which is H+0.5 to H+12.5, H+24.5 to H+36.5 and so on."""
    told = "strip is open 06-18 local time and shut at H+{}: s1 of aus_haulers is there from H+{} to H+{}"
    assert at_the_strip(12, 13, hours="06-18") == [told.format(12.5, 12, 13)]
    assert at_the_strip(24, 26, hours="06-18") == [told.format(24, 24, 26)]
    assert at_the_strip(11, 12, hours="06-18") == []
    assert at_the_strip(25, 26, hours="06-18") == []


def test_a_window_may_run_past_midnight() -> None:
    """Open from 20 to 05 local time: midnight is inside, noon outside."""
    assert at_the_strip(18, 20, hours="20-05") == []
    assert len(at_the_strip(6, 7, hours="20-05")) == 1


@pytest.mark.parametrize("always", ["00-24", "06-06", ""])
def test_round_the_clock_is_never_shut(always: str) -> None:
    """A stay of a day and more finds it open."""
    assert at_the_strip(2, 34, hours=always) == []


def test_an_instant_takes_its_slot() -> None:
    """Touching down at H+12 where it closes at H+12.5 is too late: the slot runs to H+13."""
    assert len(at_the_strip(12, 12, hours="06-18")) == 1
    assert at_the_strip(11, 11, hours="06-18") == []
