"""Daily windows."""

from __future__ import annotations

import pytest

from hadr_planner.domain.daily import daily_window


@pytest.mark.parametrize(
    ("text", "opens", "lasts_h"),
    [("06-18", 6, 12), ("20-05", 20, 9), ("00-24", 0, 24), ("06-06", 6, 24), ("24-05", 0, 5), ("18-24", 18, 6)],
)
def test_a_window_opens_and_lasts(text: str, opens: float, lasts_h: float) -> None:
    """By day, past midnight, round the clock, from and to midnight."""
    assert daily_window(text) == (opens, lasts_h)
