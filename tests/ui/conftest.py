"""A desk without a browser: an empty store, somebody sitting at it, pages run as Streamlit runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from hadr_planner import load, solve
from hadr_planner.domain.plan import Plan
from hadr_planner.people import Person, Role
from hadr_planner.ui import asking, handles, shelf

ROUTER = Path(handles.__file__).with_name("router.py")
LONGEST_S = 120
Entered = Callable[..., AppTest]
WithPlan = Callable[..., AppTest]


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty store for this test alone; its file."""
    file = tmp_path / "desk.sqlite"
    monkeypatch.setenv("HADR_STORE", str(file))
    monkeypatch.delenv("HADR_JOBS", raising=False)
    yield file
    handles.jobs.clear()
    handles.store.clear()
    handles.browsers.clear()
    asking.judge.clear()


@pytest.fixture
def sit_down(own_store: Path) -> Entered:
    """Sits somebody down at the desk, with a scenario open where one is named."""

    def sit(name: str = "Ana", role: str = "planner", nation: str = "", scenario: str = "") -> AppTest:
        at = AppTest.from_file(str(ROUTER), default_timeout=LONGEST_S).run()
        at.text_input[0].set_value(name)
        at.radio[0].set_value(role).run()
        if nation:
            at.selectbox[0].set_value(nation)
        at.button[0].click().run()
        if scenario:
            at.button(key=f"open_{scenario}").click().run()
        assert not at.exception
        return at

    return sit


def go(at: AppTest, page: str) -> AppTest:
    """Goes to a page by its address; ``AppTest.switch_page`` knows only pages that are files."""
    at._page_hash = calc_hash(page)
    return at.run()


@pytest.fixture(scope="session")
def made() -> Plan:
    """A plan for the tutorial."""
    return solve(load("tutorial"), seconds=60, deterministic=1, gap=0.5)


@pytest.fixture
def with_plan(own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Plan) -> Iterator[WithPlan]:
    """Sits somebody down before plans for the tutorial, the last of them open."""
    monkeypatch.setenv("HADR_JOBS", str(tmp_path / "jobs"))

    def sit(*plans: Plan, role: Role = Role.PLANNER, nation: str = "") -> AppTest:
        office = handles.store().as_(Person("Ana", Role.PLANNER))
        kept = office.add_scenario(load("tutorial"), "tutorial")
        cards = [office.add_plan(kept.id, 1, one, f"Plan {n}") for n, one in enumerate(plans or (made,), 1)]
        at = AppTest.from_file(str(ROUTER), default_timeout=LONGEST_S)
        at.session_state["person"] = Person("Bea", role, nation)
        at.query_params["plan"] = str(cards[-1].id)
        return at.run()

    yield sit
    asking.asker.clear()
    shelf._plan.clear()
    shelf._scenario.clear()
