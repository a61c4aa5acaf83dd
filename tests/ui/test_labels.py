"""What a screen reader says: every control of every page has a name, and so has every chart."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from ui.conftest import go

from hadr_planner.ui.router import PAGES

WithPlan = Callable[..., AppTest]
CONTROLS = (
    "button", "checkbox", "multiselect", "number_input", "radio", "selectbox", "slider", "text_area", "text_input",
    "toggle",
)  # fmt: skip


@pytest.fixture
def at(with_plan: WithPlan) -> AppTest:
    return with_plan()


@pytest.mark.parametrize("page", [name for name, _, _ in PAGES])
def test_every_control_has_a_name_in_letters_and_every_chart_says_what_it_shows(at: AppTest, page: str) -> None:
    go(at, page)
    assert not at.exception
    named = [(kind, control.label) for kind in CONTROLS for control in getattr(at, kind)]
    assert named, "no control is on the page"
    assert [one for one in named if not any(sign.isalpha() for sign in one[1])] == []
    specs = [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]
    assert [spec.get("description", "") for spec in specs if len(spec.get("description", "")) < 10] == []
