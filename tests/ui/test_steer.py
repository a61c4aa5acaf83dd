"""Steer: wishes, hand edits and what they break."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import wait

from streamlit.testing.v1 import AppTest
from ui.conftest import go
from ui.test_why import html

from hadr_planner import load, verify
from hadr_planner.domain.plan import Plan
from hadr_planner.people import Role
from hadr_planner.ui import handles
from hadr_planner.ui.asking import judge
from hadr_planner.ui.maps import Chosen
from hadr_planner.ui.steer import closing, judged, table
from hadr_planner.wishes import Forbid, Insist, Keep, Wish

WithPlan = Callable[..., AppTest]


def picked(at: AppTest, row: int = 0) -> AppTest:
    at = go(at, "steer")
    shown = sorted(at.session_state["desk"].plan.sorties, key=lambda one: (one.start_h, one.id))
    at.session_state[table.key(shown)] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return at.run()


def settled(at: AppTest) -> AppTest:
    """The page once every plan is judged."""
    wait(judge()._answers.values(), timeout=60)
    at.run()
    assert not at.exception
    return at


def test_with_nothing_picked_the_page_says_what_can_be_done_with_a_sortie_of_this_plan(with_plan: WithPlan) -> None:
    at = go(with_plan(), "steer")
    told = "\n".join(element.value for element in at.markdown).replace("\\", "")
    first = min(at.session_state["desk"].plan.sorties, key=lambda one: (one.start_h, one.id))
    assert f"for instance {at.session_state['desk'].scenario.assets[first.asset].name}" in told
    assert "What can be done here" not in "\n".join(element.value for element in picked(at).markdown)


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def wishes(at: AppTest) -> tuple[Wish, ...]:
    desk = at.session_state["desk"]
    return tuple(desk.office.wishes(desk.scenario_id).wishes)


def first(plan: Plan) -> str:
    return min(plan.sorties, key=lambda one: (one.start_h, one.id)).id


def test_lock_insist_and_forbid_write_wishes_that_can_be_taken_back(with_plan: WithPlan) -> None:
    at = picked(with_plan())
    for row, label in enumerate(("Lock", "Insist", "Forbid it")):
        at = press(picked(at, row), label)
    assert [type(wish) for wish in wishes(at)] == [Keep, Insist, Forbid]
    at.button(key="drop_0").click().run()
    assert [type(wish) for wish in wishes(at)] == [Insist, Forbid]


def test_what_is_forbidden_is_locked_no_longer(with_plan: WithPlan) -> None:
    at = press(picked(press(picked(with_plan()), "Lock")), "Forbid it")
    assert [type(wish) for wish in wishes(at)] == [Forbid]


def test_a_search_around_a_cancelled_sortie_drops_its_lock_for_good(with_plan: WithPlan) -> None:
    at = settled(press(picked(press(picked(with_plan()), "Lock")), "Cancel"))
    assert [type(wish) for wish in wishes(at)] == [Keep]
    assert any("against an edit" in text.value for text in at.markdown)
    at.number_input(key="steer_seconds").set_value(1).run()
    at.button(key="steer_search").click().run()
    assert [type(wish) for wish in wishes(at)] == [Forbid]
    (state,) = handles.jobs().states()
    handles.jobs().cancel(state.id)


def test_what_an_edit_breaks_is_told_by_names_and_of_every_kind(with_plan: WithPlan) -> None:
    at = settled(press(picked(with_plan()), "Cancel"))
    said = html(at)
    assert "Nothing leaves that is not there" in said
    assert "savusavu_port" not in said
    assert "no gap is proven" in said, "what was proven held for the plan before"
    (counted,) = (error.value for error in at.error)
    assert "Nothing leaves that is not there ×" in counted
    found = at.session_state["desk"].kept["edits"].now
    breaches = verify(load("tutorial"), found)
    assert {one.rule for one in judged.of_each_kind(breaches)} == {one.rule for one in breaches}
    assert max(Counter(one.rule for one in judged.of_each_kind(breaches)).values()) == judged.OF_A_KIND


def test_a_sortie_chosen_on_the_map_is_picked_until_it_is_cancelled(with_plan: WithPlan, made: Plan) -> None:
    at = with_plan()
    id = made.sorties[-1].id
    at.session_state["desk"].chosen = Chosen("sortie", id)
    at = go(at, "steer")
    assert len(at.dataframe[0].value) == 1
    at = press(press(at, "Lock"), "Cancel")
    desk = at.session_state["desk"]
    assert id not in {sortie.id for sortie in desk.plan.sorties}
    assert desk.chosen is None
    assert [wish.sortie.id for wish in wishes(at) if isinstance(wish, Keep)] == [id]


def test_a_picked_sortie_stays_picked_where_a_move_changes_the_order(with_plan: WithPlan, made: Plan) -> None:
    at = picked(with_plan())
    id = first(made)
    start_h = next(sortie.start_h for sortie in made.sorties if sortie.id == id)
    at.number_input(key="steer_hours").set_value(20.0).run()
    at = press(press(at, "Move"), "Move")
    moved = {sortie.id: sortie.start_h for sortie in at.session_state["desk"].plan.sorties}
    assert moved[id] == start_h + 40
    assert {key: hour for key, hour in moved.items() if key != id} == {
        sortie.id: sortie.start_h for sortie in made.sorties if sortie.id != id
    }


def test_a_wish_is_written_down_once(with_plan: WithPlan) -> None:
    at = press(picked(press(picked(with_plan()), "Lock")), "Lock")
    assert len(wishes(at)) == 1


def test_cancelling_says_at_once_what_breaks_and_undo_takes_it_back(with_plan: WithPlan, made: Plan) -> None:
    at = settled(press(picked(with_plan()), "Cancel"))
    desk = at.session_state["desk"]
    assert first(made) not in {sortie.id for sortie in desk.plan.sorties}
    assert "breaches" in at.error[0].value
    assert "hadr-card-head" in html(at)
    at = press(at, "Undo")
    assert at.session_state["desk"].plan_id is not None
    assert len(at.session_state["desk"].plan.sorties) == len(made.sorties)
    at = press(at, "Redo")
    assert len(at.session_state["desk"].plan.sorties) == len(made.sorties) - 1


def test_a_plan_made_by_hand_is_stored_with_its_breaches_in_its_name(with_plan: WithPlan) -> None:
    at = settled(press(picked(with_plan()), "Cancel"))
    at.button(key="steer_save").click().run()
    desk = at.session_state["desk"]
    newest = desk.office.plans(desk.scenario_id)[0]
    assert "[breaks " in newest.title
    assert "It breaks rules" in desk.office.plan(newest.id).why
    assert " at H+" in desk.office.plan(newest.id).why, "a sortie is told by its tail and hour"
    assert desk.plan_id == newest.id


def test_moving_beyond_the_horizon_is_refused_in_words(with_plan: WithPlan) -> None:
    at = picked(with_plan())
    at.number_input(key="steer_hours").set_value(2_000.0).run()
    at = press(at, "Move")
    assert "it is not between" in at.error[0].value.replace("\\", "")
    assert "move it by" in at.error[0].value
    assert {"Cancel", "Move"} <= {button.label for button in at.button}, "the page goes on"
    assert any("Wishes in force" in one.value for one in at.markdown)


def test_searching_on_orders_a_search_that_begins_here_and_holds_the_wishes(with_plan: WithPlan) -> None:
    at = press(picked(with_plan()), "Lock")
    at.number_input(key="steer_seconds").set_value(2).run()
    at.button(key="steer_search").click().run()
    (state,) = handles.jobs().states()
    for _ in range(120):
        state = handles.jobs().state(state.id)
        if state.over:
            break
        time.sleep(0.5)
    at.run()
    desk = at.session_state["desk"]
    found = desk.office.plan(desk.office.plans(desk.scenario_id)[0].id)
    assert len(found.wishes) == 1
    at.button(key="steer_open").click().run()
    assert at.session_state["desk"].other_plan_id is not None


def test_a_popover_gives_way_to_a_closed_one_when_its_work_is_done(with_plan: WithPlan) -> None:
    at = picked(with_plan())
    desk = at.session_state["desk"]
    before = {name: closing.key(desk, name) for name in ("save", "around", "forbid")}
    at = press(picked(at), "Forbid it")
    assert closing.key(desk, "forbid") != before["forbid"]
    assert [closing.key(desk, name) for name in ("save", "around")] == [before["save"], before["around"]]
    at.button(key="steer_search").click().run()
    assert closing.key(desk, "around") != before["around"]
    (state,) = handles.jobs().states()
    handles.jobs().cancel(state.id)
    at = settled(press(picked(at), "Cancel"))
    at.button(key="steer_save").click().run()
    assert closing.key(desk, "save") != before["save"]


def test_one_wish_is_one_wish(with_plan: WithPlan) -> None:
    at = press(picked(with_plan()), "Lock")
    assert any("holds 1 wish." in text.value for text in at.caption)
    at = press(picked(at, 1), "Cancel")
    assert any("holds 1 wish and 1 edit, which becomes a wish." in text.value for text in at.caption)


def test_of_a_stored_plan_that_breaks_rules_no_gap_is_claimed(with_plan: WithPlan) -> None:
    at = settled(press(picked(with_plan()), "Cancel"))
    at.button(key="steer_save").click().run()
    assert "no gap is proven" in html(at)
    assert "edited: no gap" not in html(at)


def test_an_observer_looks_on(with_plan: WithPlan) -> None:
    at = picked(with_plan(role=Role.OBSERVER))
    assert "look on" in at.info[0].value
    assert next(button for button in at.button if button.label == "Lock").disabled


def test_what_is_picked_is_told_in_full(with_plan: WithPlan, made: Plan) -> None:
    """Every call of one sortie, or of two; of more only how many there are."""
    at = picked(with_plan())
    sortie = next(one for one in made.sorties if one.id == first(made))
    assert any(sortie.id in text.value.replace("\\", "") for text in at.markdown)
    (calls,) = (text.value for text in at.markdown if text.value.startswith("1. "))
    assert calls.count("1. ") == len(sortie.stops)
    shown = sorted(made.sorties, key=lambda one: (one.start_h, one.id))
    at.session_state[table.key(shown)] = {"selection": {"rows": [0, 1, 2], "columns": [], "cells": []}}
    at.run()
    assert not any(text.value.startswith("1. ") for text in at.markdown)
    assert any("3 sorties are picked" in text.value for text in at.caption)
