"""Picture: a plan at a glance."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest
from ui.conftest import LONGEST_S, go
from ui.test_steer import settled

from hadr_planner.domain.plan import Plan
from hadr_planner.ui import asking
from hadr_planner.ui.maps import Chosen

WithPlan = Callable[..., AppTest]


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def charts(at: AppTest) -> list[str]:
    return [element.proto.spec for element in at.get("vega_lite_chart")]


def test_it_shows_tiles_map_sites_curves_and_schedule(with_plan: WithPlan) -> None:
    at = settled(go(with_plan(), "picture"))
    assert "Need met" in html(at)
    assert len(at.get("component_instance")) == 1
    assert len(at.dataframe[0].value) == 4
    assert len(charts(at)) == 3


def test_without_a_plan_it_says_what_to_do(sit_down: Callable[..., AppTest]) -> None:
    at = go(sit_down(scenario="tutorial"), "picture")
    assert "No plan is open" in at.info[0].value
    assert "Go to Plan" in [button.label for button in at.button]


def test_against_another_plan_tiles_say_better_or_worse(with_plan: WithPlan, made: Plan) -> None:
    at = go(with_plan(replace(made, hand_overs=made.hand_overs[:3]), made), "picture")
    assert ", better" not in html(at)
    box = at.selectbox[0]
    box.set_value(1).run()
    assert "points, better" in html(at)


def test_a_choice_narrows_every_panel_and_can_be_cleared(with_plan: WithPlan) -> None:
    at = with_plan()
    at.session_state["desk"].chosen = Chosen("site", "natewa")
    at = go(at, "picture")
    assert list(at.dataframe[0].value["Site"]) == ["Natewa"]
    at.button(key="clear_choice").click().run()
    assert at.session_state["desk"].chosen is None
    assert len(at.dataframe[0].value) == 4


def test_the_now_line_stands_at_the_desks_hour(with_plan: WithPlan) -> None:
    at = go(with_plan(), "picture")
    at.session_state["desk"].hour = 30.0
    at.run()
    rules = [spec for spec in charts(at) if '"rule"' in spec]
    assert len(rules) == 2
    assert '<span class="hadr-hour">H+30</span>' in html(at)


def test_a_first_look_is_at_an_hour_when_something_moves(with_plan: WithPlan, made: Plan) -> None:
    at = go(with_plan(), "picture")
    hour = at.session_state["desk"].hour
    assert any(sortie.start_h < hour < sortie.end_h for sortie in made.sorties)


def test_the_reasons_are_asked_for_only_when_somebody_wants_them(with_plan: WithPlan) -> None:
    at = go(with_plan(), "picture")
    assert [button.label for button in at.button if "reasons behind" in button.label]
    assert "Because" not in {column for frame in at.dataframe for column in frame.value.columns}


def test_no_outside_link_is_asked_for(with_plan: WithPlan) -> None:
    at = settled(go(with_plan(), "picture"))
    links = json.loads(at.get("component_instance")[0].proto.json_args)
    assert not [link for link in links["js_links"] + links["css_links"] if "//" in link]


def test_a_row_of_the_sites_table_chooses_its_site_once(with_plan: WithPlan) -> None:
    at = go(with_plan(), "picture")
    at.session_state["picture_sites"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    first = at.dataframe[0].value["Site"][1]
    at.run()
    assert list(at.dataframe[0].value["Site"]) == [first]
    at.button(key="clear_choice").click().run()
    assert at.session_state["desk"].chosen is None


def test_from_a_sortie_its_asset_and_its_nation_can_be_chosen(with_plan: WithPlan, made: Plan) -> None:
    at = with_plan()
    at.session_state["desk"].chosen = Chosen("sortie", made.sorties[0].id)
    at = go(at, "picture")
    at.button(key="choose_asset").click().run()
    assert at.session_state["desk"].chosen == Chosen("asset", made.sorties[0].asset)
    at.button(key="choose_nation").click().run()
    assert at.session_state["desk"].chosen == Chosen("nation", made.sorties[0].owner)


def test_a_nation_is_chosen_from_the_table(with_plan: WithPlan) -> None:
    at = go(with_plan(), "picture")
    at.segmented_control(key="picture_list").set_value("Nations").run()
    shown = list(at.dataframe[0].value["Nation"])
    assert len(shown) == 3
    at.session_state["picture_nations"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    assert at.session_state["desk"].chosen.kind == "nation"
    assert list(at.dataframe[0].value["Nation"]) == [shown[0]]


def test_the_hour_lines_of_all_charts_bear_the_name_by_which_a_playing_map_moves_them(with_plan: WithPlan) -> None:
    at = go(with_plan(), "picture")
    with_hours = [chart for chart in charts(at) if '"now"' in chart]
    assert len(with_hours) == 2
    assert 'class="hadr-hour"' in html(at)


def test_what_is_handed_over_stands_below_the_limit(with_plan: WithPlan) -> None:
    """Chosen among the lines, the limit is worked out beside the page and drawn with the plan's own tonnes."""
    at = go(with_plan(), "picture")
    desk = at.session_state["desk"]
    at.segmented_control(key="picture_lines").set_value("Against the limit").run()
    asking.asker().ask(desk.scenario, desk.plan, "limit", None).result(timeout=LONGEST_S)
    at.run()
    assert not at.exception
    assert [spec for spec in charts(at) if "No plan more" in spec and "This plan" in spec]
    assert "what holds it down" in " ".join(caption.value for caption in at.caption)
