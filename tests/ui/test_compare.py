"""Compare: plans side by side, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest
from ui.conftest import go
from ui.test_steer import settled
from ui.test_why import html

from hadr_planner.domain.plan import Plan
from hadr_planner.people import Role

WithPlan = Callable[..., AppTest]


def beside(with_plan: WithPlan, made: Plan, **who: object) -> AppTest:
    less = replace(made, sorties=(), drives=(), stays=(), hand_overs=(), services=(), value=made.value / 2)
    at = go(with_plan(less, made, **who), "compare")
    assert not at.exception
    return at


def test_figures_curves_maps_efforts_and_changes_stand_side_by_side(with_plan: WithPlan, made: Plan) -> None:
    at = settled(beside(with_plan, made))
    assert "★ best" in html(at)
    assert len(at.get("vega_lite_chart")) == 2
    assert len(at.get("component_instance")) == 2
    assert {"A sorties", "B sorties"} <= set(at.dataframe[0].value.columns)
    assert "cancelled" in " ".join(one.value for one in at.markdown)


def test_plans_are_shown_where_most_is_under_way_and_changes_by_their_names(with_plan: WithPlan, made: Plan) -> None:
    at = settled(beside(with_plan, made))
    assert at.session_state["desk"].hour > 0
    changes = " ".join(at.dataframe[-1].value["In words"])
    assert "Savusavu port" in changes
    assert "savusavu_port" not in changes
    assert not [sortie.id for sortie in made.sorties if sortie.id in changes]


def test_a_plan_that_breaks_rules_is_not_praised_unsaid(with_plan: WithPlan, made: Plan) -> None:
    empty = replace(made, sorties=())
    at = settled(go(with_plan(empty, made), "compare"))
    (warned,) = at.warning
    assert "Plan 1 breaks rules \\(Nothing leaves that is not there" in warned.value
    at = settled(go(with_plan(made, replace(made, seed=made.seed + 1)), "compare"))
    assert not at.warning
    assert any("obeys every rule" in one.value for one in at.caption)


def test_plans_that_stand_side_by_side_do_so_when_the_page_is_come_back_to(with_plan: WithPlan, made: Plan) -> None:
    plans = [replace(made, seed=made.seed + n) for n in range(4)]
    at = go(with_plan(*plans), "compare")
    (key,) = (one.key for one in at.multiselect)
    shown = at.multiselect(key=key).value
    rest = [card.id for card in at.session_state["desk"].office.plans() if card.id not in shown]
    at.multiselect(key=key).set_value([*shown, *rest]).run()
    at = go(go(at, "start"), "compare")
    assert at.multiselect(key=key).value == [*shown, *rest]


def test_a_plan_that_is_opened_since_then_comes_first(with_plan: WithPlan, made: Plan) -> None:
    plans = [replace(made, seed=made.seed + n) for n in range(3)]
    at = go(with_plan(*plans), "compare")
    (key,) = (one.key for one in at.multiselect)
    desk = at.session_state["desk"]
    (left_out,) = {card.id for card in desk.office.plans()} - set(at.multiselect(key=key).value)
    go(at, "start")
    desk.open_plan(left_out)
    assert go(at, "compare").multiselect(key=key).value[0] == left_out


def test_the_front_is_named(with_plan: WithPlan, made: Plan) -> None:
    at = beside(with_plan, made)
    assert any("is beaten by" in one.value for one in at.caption)


def test_a_decision_keeps_its_reason(with_plan: WithPlan, made: Plan) -> None:
    at = beside(with_plan, made)
    at.text_area[0].set_value("Fairer to <b>islands</b>.")
    next(button for button in at.button if button.label == "Decide").click().run()
    desk = at.session_state["desk"]
    (decision,) = desk.office.decisions(desk.scenario_id)
    assert decision.reason == "Fairer to <b>islands</b>."
    assert len(decision.plan_ids) == 2
    assert any("Fairer to \\<b\\>" in one.value for one in at.markdown)


def test_a_decision_without_a_reason_is_refused_in_words(with_plan: WithPlan, made: Plan) -> None:
    at = beside(with_plan, made)
    next(button for button in at.button if button.label == "Decide").click().run()
    assert "needs its reason" in at.error[0].value
    assert any("Decisions so far" in one.value for one in at.markdown)


def test_the_second_click_of_a_double_one_is_no_mistake(with_plan: WithPlan, made: Plan) -> None:
    at = beside(with_plan, made)
    at.text_area[0].set_value("Sooner on the islands.")
    for _ in range(2):
        next(button for button in at.button if button.label == "Decide").click().run()
        at.text_area[0].set_value("")
    assert not at.error
    assert sum("Sooner on the islands" in one.value for one in at.markdown) == 1


def test_an_observer_sees_and_does_not_decide(with_plan: WithPlan, made: Plan) -> None:
    at = beside(with_plan, made, role=Role.OBSERVER)
    assert next(button for button in at.button if button.label == "Decide").disabled


def test_one_plan_alone_is_told_what_to_do(with_plan: WithPlan) -> None:
    assert "not two plans" in go(with_plan(), "compare").info[0].value
