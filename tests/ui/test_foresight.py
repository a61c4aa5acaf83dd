"""What Picture shows of the open plan is computed while another page is looked at."""

from __future__ import annotations

import logging

import pytest
from ui.conftest import WithPlan, go

from hadr_planner.ui import figures, foresight


def test_a_page_shown_with_a_plan_open_has_that_plan_read_ahead(
    with_plan: WithPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[float, bool]] = []
    monkeypatch.setattr(foresight, "_read", lambda _, __, hour, dark: read.append((hour, dark)))
    at = with_plan()
    go(at, "schedule")
    foresight._LINE.submit(lambda: None).result()
    assert read == [(0.0, False)]


def test_picture_then_finds_its_charts_drawn(with_plan: WithPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    at = with_plan()
    foresight._LINE.submit(lambda: None).result()
    late: list[object] = []
    monkeypatch.setattr("hadr_planner.ui.charts.sheet", late.append)
    go(at, "picture")
    assert not late


def test_reading_ahead_warns_of_nothing(with_plan: WithPlan, caplog: pytest.LogCaptureFixture) -> None:
    figures.spells.clear()
    with caplog.at_level(logging.WARNING):
        with_plan()
        foresight._LINE.submit(lambda: None).result()
    assert "Thread 'foresight" not in caplog.text
