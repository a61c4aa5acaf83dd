"""The maps as Streamlit is given them, without a browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from report.world import plan, scenario
from streamlit.testing.v1 import AppTest

from hadr_planner.ui import maps
from hadr_planner.ui.offmap.film import reel

APP = """
import streamlit as st
from report.world import plan, scenario
from hadr_planner.ui import maps
from hadr_planner.ui.offmap.film import reel

chosen = maps.Chosen(*st.session_state.chosen) if "chosen" in st.session_state else None
if st.toggle("plan"):
    film = reel(scenario(), plan())
    drawn = maps.picture(scenario(), plan(), film, hour=st.slider("hour", 0.0, 24.0), symbols="app6", chosen=chosen)
else:
    drawn = maps.situation(scenario(), chosen=chosen)
maps.show(drawn, key="map")
"""


def shown(at: AppTest) -> dict[str, Any]:
    args: dict[str, Any] = json.loads(at.get("component_instance")[0].proto.json_args)
    return args


@pytest.fixture
def at() -> AppTest:
    found = AppTest.from_string(APP, default_timeout=60).run()
    assert not found.exception
    return found


def test_nothing_is_linked_from_outside(at: AppTest) -> None:
    args = shown(at)
    assert args["js_links"]
    assert not [link for link in args["js_links"] + args["css_links"] if "//" in link]
    assert "://" not in args["script"] + args["feature_group"]


def test_the_map_stays_while_what_is_chosen_changes(at: AppTest) -> None:
    before = shown(at)
    at.session_state.chosen = ("site", next(iter(scenario().sites)))
    at.run()
    after = shown(at)
    assert after["script"] == before["script"]
    assert after["feature_group"] != before["feature_group"]


def test_the_map_stays_while_the_hour_changes(at: AppTest) -> None:
    at.toggle[0].set_value(True).run()
    before = shown(at)
    at.slider[0].set_value(7.0).run()
    after = shown(at)
    assert not at.exception
    assert after["script"] == before["script"]
    assert '"hour":7.0' in after["feature_group"]


def test_an_unchanged_page_sends_the_same_map(at: AppTest) -> None:
    before = shown(at)
    at.run()
    assert shown(at) == before


def test_hostile_names_reach_the_browser_only_as_escaped_data(at: AppTest) -> None:
    at.toggle[0].set_value(True).run()
    args = shown(at)
    sent = args["script"] + args["feature_group"]
    assert "onerror" in sent
    assert not [sign for sign in ("<", "${", "{{", "`", "</") if sign in sent]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ({"kind": "site", "id": "a", "n": 1, "since": 5}, maps.Chosen("site", "a")),
        ({"kind": "sortie", "id": "s1", "n": 1, "since": 5, "hour": 3}, maps.Chosen("sortie", "s1")),
        ({"kind": "", "id": "", "n": 1, "since": 5, "hour": 3}, None),
        ({"kind": "password", "id": "a", "n": 1, "since": 5}, None),
        ({"kind": "site", "id": 7, "n": 1, "since": 5}, None),
        ({"kind": "site", "id": "a"}, None),
    ],
)
def test_only_what_a_map_can_say_is_heard(monkeypatch: pytest.MonkeyPatch, said: Any, heard: Any) -> None:
    state: dict[str, Any] = {}
    monkeypatch.setattr(maps.st, "session_state", state)
    monkeypatch.setattr(maps, "st_folium", lambda *_, **__: {"last_active_drawing": {"properties": said}})
    drawn = maps.situation(scenario())
    assert maps.show(drawn, key="m") == heard
    assert maps.hour_told("m") == said.get("hour")
    assert maps.hour_told("m") is None
    assert maps.show(maps.situation(scenario()), key="m") is None, "the same news is not heard twice"


def test_what_stays_of_a_plan_doesnt_depend_on_the_hour() -> None:
    film = reel(scenario(), plan())
    one, two = (maps.picture(scenario(), plan(), film, hour=hour) for hour in (0.0, 9.0))
    texts = [next(c.json for c in drawn.map._children.values() if type(c).__name__ == "Player") for drawn in (one, two)]
    assert texts[0] == texts[1]
