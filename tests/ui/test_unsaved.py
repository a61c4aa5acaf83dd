"""Unsaved work outlives a reload, for the same person at the same browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest
from ui.conftest import LONGEST_S, ROUTER, WithPlan, go
from ui.test_steer import picked, press, settled

from hadr_planner.people import Person, Role
from hadr_planner.ui import editing, entry, unsaved
from hadr_planner.ui.draft import Grid


@pytest.fixture(autouse=True)
def at_one_browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(entry, "mark", lambda: "this browser")
    yield
    unsaved.shelves.clear()


def reloaded(at: AppTest, who: str = "Bea") -> AppTest:
    """The same address in a new session."""
    again = AppTest.from_file(str(ROUTER), default_timeout=LONGEST_S)
    again.session_state["person"] = Person(who, Role.PLANNER)
    for name in ("scenario", "version", "plan"):
        if name in at.query_params:
            again.query_params[name] = at.query_params[name]
    again.run()
    assert not again.exception
    return again


def retitled(at: AppTest) -> AppTest:
    """Change a table as the editor does."""
    desk = at.session_state["desk"]
    editing.begin(desk, "sites")
    work = desk.kept[editing.KEPT]
    grid = work.draft.now.tables["sites"]
    row = tuple("Elsewhere" if name == "name" else cell for name, cell in zip(grid.header, grid.rows[0], strict=True))
    work.draft = work.draft.edited("sites", Grid(header=grid.header, rows=(row, *grid.rows[1:])))
    return go(at, "start")


def test_edits_of_a_plan_are_there_after_a_reload_and_can_be_undone(with_plan: WithPlan) -> None:
    at = settled(press(picked(with_plan()), "Cancel"))
    left = len(at.session_state["desk"].plan.sorties)
    again = go(reloaded(at), "steer")
    assert len(again.session_state["desk"].plan.sorties) == left
    assert again.session_state["desk"].plan_id is None, "nobody has stored it"
    again = press(again, "Undo")
    assert len(again.session_state["desk"].plan.sorties) == left + 1
    assert again.session_state["desk"].plan_id is not None


def test_changes_of_tables_are_there_after_a_reload(with_plan: WithPlan) -> None:
    again = reloaded(retitled(with_plan()))
    work = again.session_state["desk"].kept[editing.KEPT]
    assert any("Elsewhere" in row for row in work.draft.now.tables["sites"].rows)
    assert again.toast[0].value == "What you had not saved is back."


def test_what_was_dropped_does_not_come_back(with_plan: WithPlan) -> None:
    at = retitled(with_plan())
    del at.session_state["desk"].kept[editing.KEPT]
    again = reloaded(go(at, "start"))
    assert editing.KEPT not in again.session_state["desk"].kept


def test_a_visit_without_work_leaves_the_work_of_another_alone(with_plan: WithPlan) -> None:
    at = retitled(with_plan())
    (place, laid), *_ = unsaved.shelves().items()
    unsaved.shelves()["another browser", *place[1:]] = laid
    assert editing.KEPT not in reloaded(at, "Somebody else").session_state["desk"].kept
    assert editing.KEPT in reloaded(at).session_state["desk"].kept
    assert len(unsaved.shelves()) == 2


def test_nothing_is_laid_down_for_who_changes_nothing(with_plan: WithPlan) -> None:
    at = with_plan()
    editing.begin(at.session_state["desk"], "sites")
    go(at, "start")
    assert not unsaved.shelves()
