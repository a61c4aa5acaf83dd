"""The page of a batch: offline, whole, and not to be broken out of."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hadr_planner.batch import Row
from hadr_planner.batch.page import page

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def row(draw: int, value: float | None, **more) -> Row:
    return Row(**{"run": f"r{draw}", "scenario": "s", "digest": "", "draw": draw, "use": "replay", "asked": "p",
                  "status": "replayed", "why": "", "value": value, "share": 0.5, "person_days": 10.0, **more})


ROWS = [row(0, 9.0), *(row(n, 10.0 - n, first_rule="ROAD", first="The road is shut.", said="It rains.\nIt pours.")
                       for n in range(1, 6)), row(6, None, status="failed", why="power cut")]


def test_it_shows_quantiles_plots_breaks_and_failures() -> None:
    text = page(ROWS)
    for words in ("Summary", "Value by draw: s", "Share of draws up to a value: s", "What breaks first: s",
                  "Worst draws: s", "Failed", "power cut", "ROAD (5)", "It pours."):
        assert words in text
    assert text.count("<circle") == 5


def test_it_asks_for_nothing_from_outside() -> None:
    text = page(ROWS)
    assert "default-src &#x27;none&#x27;" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "<script" not in text


def test_drawings_are_well_formed() -> None:
    drawings = [ElementTree.fromstring(text) for text in re.findall(r"<svg.*?</svg>", page(ROWS), re.DOTALL)]
    assert drawings


def test_hostile_text_stays_text() -> None:
    text = page([row(1, 5.0, scenario=HOSTILE, asked=HOSTILE, said=HOSTILE, first=HOSTILE, first_rule=HOSTILE),
                 row(2, None, scenario=HOSTILE, status="failed", why=HOSTILE)])
    assert "<script" not in text
    assert "<img" not in text


def test_one_draw_and_no_draw_are_drawn_too() -> None:
    """All values alike, below nothing, or none at all."""
    assert "Value by draw" in page([row(0, 5.0)])
    assert "Value by draw" in page([row(1, -8.2), row(2, -8.2)])
    assert "Value by draw" not in page([row(1, None, status="failed")])
