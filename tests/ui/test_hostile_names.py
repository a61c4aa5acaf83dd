"""Names that try to be markup stay text on every page about a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from ui.conftest import LONGEST_S, ROUTER, go

from hadr_planner import load
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Person, Role
from hadr_planner.ui import handles
from hadr_planner.ui.maps import Chosen

NAME = "<img src=x onerror=alert(1)> ![p](http://example.org/p.png) **b** $x$ :material/bolt:"
PAGES = ("picture", "schedule", "why", "steer", "compare")


def renamed(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {id: replace(row, name=f"{NAME} {id}") for id, row in rows.items()}


def hostile() -> Scenario:
    base = load("tutorial")
    tables = {name: renamed(getattr(base, name)) for name in ("sites", "places", "assets", "units", "organisations")}
    return replace(base, title=NAME, **tables)


@pytest.mark.parametrize("page", PAGES)
def test_no_name_becomes_markup(
    page: str, own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Plan
) -> None:
    monkeypatch.setenv("HADR_JOBS", str(tmp_path / "jobs"))
    office = handles.store().as_(Person("Ana", Role.PLANNER))
    kept = office.add_scenario(hostile(), "upload")
    plan = replace(made, digest=office.scenario(kept.id).digest)
    ids = [office.add_plan(kept.id, 1, plan, f"{NAME} {n}").id for n in (1, 2)]
    at = AppTest.from_file(str(ROUTER), default_timeout=LONGEST_S)
    at.session_state["person"] = Person("Bea", Role.PLANNER)
    at.query_params["plan"] = str(ids[-1])
    at.run()
    at.session_state["desk"].chosen = Chosen("asset", plan.sorties[0].asset)
    at = go(at, page)
    assert not at.exception
    written = [element.proto.body for element in at.get("html")]
    spoken = [element.value for element in (*at.markdown, *at.caption, *at.info, *at.success, *at.error)]
    spoken += [button.label for button in at.button] + [expander.label for expander in at.expander]
    assert any("onerror" in text for text in (*written, *spoken))
    assert not [text for text in written if "<img" in text]
    assert not [text for text in spoken if re.search(r"(?<!\\)(<img|!\[|:material/bolt)", text)]
