"""What a search can't be ordered with."""

from __future__ import annotations

import pytest

from hadr_planner.ui.orderable import NAME_LENGTH, faults


def test_what_is_within_its_limits_is_no_fault() -> None:
    figures = {"Seconds": 1, "Gap, %": 100.0, "Seed": 2**31 - 1}
    assert faults("n" * NAME_LENGTH, figures, {"Lives": 0.0, "Footprint": 1_000.0}) == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("n" * 81, {}), "The name is 1 letter too long: it may have 80."),
        (("n", {"Seconds": -5}), "Seconds: -5 is not between 1 and 86,400."),
        (("n", {"Gap, %": 100.5}), "Gap, %: 100.5 is not between 0 and 100."),
        (("n", {}, {"Lives": 1_001.0}), "The weight of Lives: 1,001 is not between 0 and 1,000."),
        (("n", {}, {"Lives": 0.0}), "Every weight is 0: give at least one aim some weight."),
    ],
)
def test_a_fault_says_what_is_found_and_what_is_wanted(given: tuple[str, dict[str, float]], said: str) -> None:
    assert faults(*given) == (said,)
