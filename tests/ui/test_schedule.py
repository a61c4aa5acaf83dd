"""Schedule: Gantt, occupancy and the cells' tables."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from ui.conftest import go

from hadr_planner.domain.plan import Plan
from hadr_planner.report.lanes import By
from hadr_planner.ui import gantt_section
from hadr_planner.ui.maps import Chosen

WithPlan = Callable[..., AppTest]


def at_part(with_plan: WithPlan, part: str) -> AppTest:
    at = go(with_plan(), "schedule")
    at.button_group(key="schedule_section").set_value(part).run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("part", "types"), [("Flights", {"C-130J", "NH90"}), ("Shipping", {"ferry"}), ("Convoys", {"ruck"})]
)
def test_each_table_holds_its_own_modes(with_plan: WithPlan, part: str, types: set[str]) -> None:
    shown = at_part(with_plan, part).dataframe[0].value
    assert all(any(name in row for name in types) for row in shown["Type"])


def test_block_times_are_zulu_date_time_groups(with_plan: WithPlan) -> None:
    shown = at_part(with_plan, "Flights").dataframe[0].value
    assert shown["Off block (Z)"].str.fullmatch(r"\d{6}ZFEB24").all()


@pytest.mark.parametrize("part", ["Gantt", "Flights", "Shipping", "Convoys"])
def test_the_zone_of_local_time_is_named(with_plan: WithPlan, part: str) -> None:
    at = at_part(with_plan, part)
    assert any("local time" in one.value and "UTC+12" in one.value for one in at.caption)


def test_a_filter_narrows_tables_and_paper(with_plan: WithPlan, made: Plan) -> None:
    at = at_part(with_plan, "Flights")
    everybody = len(at.dataframe[0].value)
    at.selectbox[0].set_value("NZL").run()
    assert set(at.dataframe[0].value["Owner"]) == {"NZL"}
    assert len(at.dataframe[0].value) < everybody


def test_a_row_chooses_its_sortie_everywhere(with_plan: WithPlan) -> None:
    at = at_part(with_plan, "Flights")
    mission = at.dataframe[0].value["Mission"][0]
    at.session_state["schedule_flights"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    assert at.session_state["desk"].chosen == Chosen("sortie", mission)
    assert set(at.dataframe[0].value["Mission"]) == {mission}


@pytest.mark.parametrize("by", ["asset", "nation", "place"])
def test_rows_stand_by_asset_nation_or_place(with_plan: WithPlan, by: str) -> None:
    at = go(with_plan(), "schedule")
    at.button_group(key="schedule_by").set_value(by).run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 1


def test_rows_by_place_can_be_narrowed_to_any_place(with_plan: WithPlan) -> None:
    at = go(with_plan(), "schedule")
    at.button_group(key="schedule_by").set_value("place").run()
    last = at.multiselect(key="schedule_places").options[-1].rpartition(" (")[0]
    everywhere = at.get("vega_lite_chart")[0].proto.spec
    assert "rows" in at.caption[0].value
    at.multiselect(key="schedule_places").set_value([last]).run()
    assert not at.exception
    assert at.get("vega_lite_chart")[0].proto.spec != everywhere
    assert "row" in at.caption[0].value


@pytest.mark.parametrize(
    ("found", "most", "said"), [(1, 30, "One row."), (30, 30, "All 30 rows."), (1_606, 30, "30 of 1,606 rows, ")]
)
def test_it_is_said_how_many_rows_are_drawn_of_how_many(found: int, most: int, said: str) -> None:
    assert gantt_section._said(found, most, By.PLACE).startswith(said)


def test_ramps_and_berths_are_shown_at_a_glance_and_one_by_one(with_plan: WithPlan) -> None:
    assert len(at_part(with_plan, "Ramps and berths").get("vega_lite_chart")) == 2


def test_components_are_counted(with_plan: WithPlan, made: Plan) -> None:
    assert at_part(with_plan, "Components").dataframe[0].value["Sorties"].sum() == len(made.sorties)


@pytest.mark.parametrize("part", ["Flights", "Components"])
def test_thousands_stand_apart(with_plan: WithPlan, part: str) -> None:
    table = at_part(with_plan, part).dataframe[0]
    columns = json.loads(table.proto.columns)
    figures = [head for head, kind in table.value.dtypes.items() if kind.kind in "if"]
    assert figures
    assert {columns[head]["type_config"]["format"] for head in figures} == {"localized"}


def test_there_is_a_page_for_paper(with_plan: WithPlan) -> None:
    assert len(go(with_plan(), "schedule").get("download_button")) == 1


def test_every_step_of_the_hour_is_heard(with_plan: WithPlan) -> None:
    at = go(with_plan(), "schedule")
    for hour in (10.0, 10.5, 11.0):
        at.select_slider(key="schedule_hour").set_value(hour).run()
        assert at.session_state["desk"].hour == hour


def test_the_hour_reads_as_it_does_on_the_map_wherever_the_player_came_to_rest(with_plan: WithPlan) -> None:
    at = with_plan()
    at.session_state["desk"].hour = 10.75
    hour = go(at, "schedule").select_slider(key="schedule_hour")
    assert hour.value == 10.75
    assert "H+10:45" in hour.options
