"""How much of its time a search has spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from hadr_planner.ui.spent import spent


@dataclass
class Searching:
    elapsed_s: float
    seconds: float


def test_thousands_stand_apart_and_nobody_is_told_of_more_than_there_is() -> None:
    assert spent(cast("Any", Searching(1_234.4, 86_400.0))) == "1,234 of 86,400 s"
    assert spent(cast("Any", Searching(61.3, 60.0))) == "60 of 60 s"
