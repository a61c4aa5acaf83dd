"""Texts that are shortened for a row."""

from __future__ import annotations

import pytest

from hadr_planner.ui.words import ending


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Air Force UH-1H, Mactan #12", "Air Force UH-1… #12"),
        ("RPVM · Mactan air base and Cebu airport", "RPVM · Mactan air b…"),
        ("Trucks #3", "Trucks #3"),
        ("Dock #A of a long, long pier", "Dock #A of a long, …"),
    ],
)
def test_a_long_name_ends_in_an_ellipsis_and_keeps_the_number_of_its_tail(name: str, told: str) -> None:
    assert ending(name, len(told)) == told
