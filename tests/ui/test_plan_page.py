"""The page Plan: aims, searches, and their plans in the store."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from ui.conftest import Entered, WithPlan, go
from ui.test_start import opened

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import AIMS
from hadr_planner.io import load
from hadr_planner.jobs import Jobs, JobState, Order, Point
from hadr_planner.people import Person, Role
from hadr_planner.store import Store, open_store
from hadr_planner.ui import collect, outlook, presets, search_chart

ANA = Person("Ana", Role.PLANNER)
LONGEST_S = 120


def over(jobs: Jobs, id: str) -> JobState:
    until = time.monotonic() + LONGEST_S
    while not (state := jobs.state(id)).over:
        assert time.monotonic() < until
        time.sleep(0.2)
    return state


def test_without_a_scenario_the_page_says_what_to_do(sit_down: Entered) -> None:
    at = sit_down()
    go(at, "plan")
    assert not at.exception
    assert "Open one on the page Start" in at.info[0].value.replace("\\", "")


def test_an_observer_follows_but_can_neither_start_nor_stop(sit_down: Entered) -> None:
    sit_down(scenario="tutorial")
    at = sit_down(name="Olga", role="observer")
    at.button(key="open_tutorial").click().run()
    go(at, "plan")
    assert next(button for button in at.button if button.label == "Make a plan").disabled
    assert "a planner starts them" in at.info[0].value


def test_what_is_asked_for_is_what_is_ordered(sit_down: Entered, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered: list[Order] = []
    at = sit_down(scenario="tutorial")
    monkeypatch.setattr(Jobs, "submit", lambda self, order: ordered.append(order))
    go(at, "plan")
    at.radio(key="plan_preset").set_value("Fairest").run()
    next(item for item in at.number_input if item.label == "Seconds").set_value(7)
    next(item for item in at.number_input if item.label == "Gap, %").set_value(2.0)
    next(button for button in at.button if button.label == "Make a plan").click().run()
    assert not at.exception
    (order,) = ordered
    assert (order.seconds, order.gap, order.title, order.by, order.version) == (7.0, 0.02, "Fairest", "Ana", 1)
    assert {aim.id: aim.weight for aim in order.aims or ()}["worst_site"] == 25.0


def test_what_there_is_one_of_is_told_in_the_singular() -> None:
    notes = {one.title: one.note for one in outlook.shape(load("tutorial"))}
    assert notes["Units"] == "of 1 owner"
    assert notes["Caveats, orders"] == "1 caveat, 1 order"


def test_what_can_not_be_ordered_is_said_before_the_button_is_pressed(sit_down: Entered) -> None:
    at = go(sit_down(scenario="tutorial"), "plan")
    next(item for item in at.text_input if item.label == "Name of the plan").set_value("n" * 95).run()
    next(item for item in at.number_input if item.label == "Seconds").set_value(-5).run()
    said = [one.value.replace("\\", "") for one in at.warning]
    assert "The name is 15 letters too long: it may have 80." in said
    assert "Seconds: -5 is not between 1 and 86,400." in said
    assert next(button for button in at.button if button.label == "Make a plan").disabled


def test_a_search_ordered_on_the_page_ends_as_a_plan_in_the_store(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    desk = opened(at)
    order = Order(
        scenario=desk.needs_scenario(), seconds=2, title="Quick", by="Ana", scenario_id=desk.scenario_id, version=1
    )
    over(desk.jobs, desk.jobs.submit(order))
    at.run()
    at.run()
    (card,) = desk.office.plans()
    assert (card.title, card.by, card.scenario_id, card.version) == ("Quick", "Ana", 1, 1)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Jobs, JobState, Path]:
    folder = tmp_path_factory.mktemp("jobs")
    jobs = Jobs(folder / "jobs")
    id = jobs.submit(Order(scenario=load("tutorial"), seconds=1, title="T", by="Ana", scenario_id=1, version=1))
    state = over(jobs, id)
    jobs.close()
    return jobs, state, folder


def kept(store: Store, state: JobState) -> list[int]:
    assert state.plan is not None
    return [card.id for card in store.as_(ANA).plans()]


def test_a_plan_is_stored_once_however_many_look_at_once(searched: tuple[Jobs, JobState, Path], tmp_path: Path) -> None:
    _, state, _ = searched
    assert state.plan is not None
    state.plan.with_name(collect.STORED).unlink(missing_ok=True)
    with open_store(tmp_path / "s.sqlite") as store:
        store.as_(ANA).add_scenario(load("tutorial"), "built in")
        threads = [threading.Thread(target=collect.keep, args=(store, state)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert kept(store, state) == [1]
        assert collect.stored_as(state) == 1


def test_a_plan_that_the_store_refuses_says_why(searched: tuple[Jobs, JobState, Path], tmp_path: Path) -> None:
    _, state, _ = searched
    assert state.plan is not None
    state.plan.with_name(collect.STORED).unlink(missing_ok=True)
    with open_store(tmp_path / "s.sqlite") as store:
        collect.keep(store, state)
        assert kept(store, state) == []
    assert "no scenario 1" in collect.why_not_stored(state)
    assert collect.stored_as(state) is None


def test_every_preset_weighs_every_aim_of_the_scenario() -> None:
    scenario = load("tutorial")
    for name in presets.PRESETS:
        assert list(presets.weights(name, scenario)) == list(AIMS)
        assert presets.aims(presets.weights(name, scenario))
    assert presets.weights("Fairest", scenario)["worst_site"] > presets.weights(presets.OWN, scenario)["worst_site"]


def test_an_aim_of_no_weight_is_left_out() -> None:
    assert [aim.id for aim in presets.aims({"lives": 0.0, "footprint": 2.0})] == ["footprint"]


def test_the_first_bounds_are_cut_off_and_the_best_plan_never_is() -> None:
    inf = float("inf")
    points = (
        Point(0, "begin", -inf, inf),
        Point(1, "by hand", 50.0, 10_000.0),
        Point(2, "pricing", 80.0, 120.0),
        Point(3, "dive", 90.0, 100.0),
    )
    least, most = search_chart.frame(points) or (0.0, 0.0)
    assert least <= 50.0
    assert 100.0 < most < 10_000.0
    assert len(search_chart.rows(points)) == 6


def test_a_need_is_wished_met_in_plain_fields_and_named_in_words(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    go(at, "plan")
    assert at.button(key="need_wish_add").disabled
    need = next(iter(load("tutorial").needs.values()))
    at.selectbox(key="need_wish").set_value(need.id)
    at.number_input(key="need_wish_percent").set_value(60).run()
    at.button(key="need_wish_add").click().run()
    assert not at.exception
    assert any(item.label == "Wishes in force: 1" for item in at.expander)
    words = " ".join(one.value for one in at.markdown)
    assert "60%" in words
    assert need.id not in words.replace("\\", "")


def test_before_a_search_the_page_says_what_there_is_to_plan_with(sit_down: Entered) -> None:
    """The scenario's size, what is asked for, what a search does; no plan is spoken of where none was made."""
    at = sit_down(scenario="tutorial")
    go(at, "plan")
    assert not at.exception
    scenario = load("tutorial")
    tiles = " ".join(element.proto.body for element in at.get("html"))
    assert f"<strong>{len(scenario.sites)}</strong>" in tiles
    names = {scenario.catalogue.items[need.item].name for need in scenario.needs.values()}
    assert set(at.dataframe[0].value["Item"]) == names
    assert any(one.label == "What a search does" for one in at.expander)
    assert not any("Plans of this scenario" in one.value for one in at.markdown)


def test_plans_made_before_are_opened_from_the_page(with_plan: WithPlan, made: Plan) -> None:
    at = with_plan(made, made)
    go(at, "plan")
    assert list(at.dataframe[0].value["Plan"]) == ["Plan 2", "Plan 1"]
    at.session_state["plan_made"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    at.run()
    at.button(key="plan_open_made").click().run()
    assert at.session_state["desk"].plan_title == "Plan 1"


def test_between_two_steps_of_a_search_its_lines_go_on_to_now() -> None:
    points = (Point(1.0, "by hand", 1.0, 3.0), Point(30.0, "pricing", 2.0, 3.0))
    longer = search_chart.up_to(points, 42.0)
    assert [(point.elapsed_s, point.value) for point in longer] == [(1.0, 1.0), (30.0, 2.0), (42.0, 2.0)]
    assert search_chart.up_to(points, 30.0) == points
