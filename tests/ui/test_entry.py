"""Sitting down at the desk, and what each role may do there."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from ui.conftest import LONGEST_S, ROUTER, Entered


def test_nobody_gets_past_the_entry_without_a_name(own_store: object) -> None:
    at = AppTest.from_file(str(ROUTER), default_timeout=LONGEST_S).run()
    at.button[0].click().run()
    assert [item.value for item in at.title] == ["HADR planner"]
    assert "A name has 1 to 80" in at.error[0].value.replace("\\", "")


def test_who_speaks_for_a_nation_says_which(own_store: object) -> None:
    at = AppTest.from_file(str(ROUTER), default_timeout=LONGEST_S).run()
    at.text_input[0].set_value("Io")
    at.radio[0].set_value("nation").run()
    assert "PHL · Philippines" in at.selectbox[0].options
    at.button[0].click().run()
    assert "which" in at.error[0].value


def test_a_planner_sees_what_is_built_in(sit_down: Entered) -> None:
    at = sit_down()
    assert {"open_haiyan_2013", "open_tutorial"} <= {button.key for button in at.button}
    assert not at.button(key="open_tutorial").disabled


def test_an_observer_can_bring_nothing_in_and_is_told_who_can(sit_down: Entered) -> None:
    at = sit_down(role="observer")
    assert at.button(key="open_tutorial").disabled
    assert not at.file_uploader
    assert any("planner or controller" in caption.value for caption in at.caption)


def test_a_hostile_name_stays_text(sit_down: Entered) -> None:
    at = sit_down(name="<img src=x onerror=alert(1)> [a](http://evil)")
    shown = "".join(item.value for item in (*at.markdown, *at.caption))
    assert "](http" not in shown
    assert "<img" not in shown.replace("\\<", "")
