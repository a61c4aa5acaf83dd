"""Why: a move, an unmet need, an idle asset."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait

from streamlit.testing.v1 import AppTest
from ui.conftest import go

from hadr_planner import load
from hadr_planner.domain.plan import Plan
from hadr_planner.explain import Move, Outcome, why_not
from hadr_planner.people import Role
from hadr_planner.ui import handles
from hadr_planner.ui.asking import asker
from hadr_planner.ui.maps import Chosen
from hadr_planner.wishes import Insist

WithPlan = Callable[..., AppTest]
LONGEST_S = 60


def settled(at: AppTest) -> AppTest:
    """The page once every question is answered."""
    wait(asker()._answers.values(), timeout=LONGEST_S)
    at.run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def asked(at: AppTest, section: str) -> AppTest:
    at = go(at, "why")
    return at.button_group(key="why_section").set_value(section).run()


def of_move(with_plan: WithPlan, asset: str, to: str, **who: object) -> AppTest:
    at = go(with_plan(**who), "why")
    at.selectbox[0].set_value(asset)
    at.selectbox[1].set_value(to)
    at.run()
    at.button[-1].click().run()
    return settled(at)


def test_whoever_has_asked_nothing_yet_reads_what_can_be_asked_of_this_plan(with_plan: WithPlan) -> None:
    at = go(with_plan(), "why")
    told = "\n".join(element.value for element in at.markdown).replace("\\", "")
    scenario, asset = at.session_state["desk"].scenario, at.selectbox[0].value
    assert f"{scenario.assets[asset].name} to " in told
    at.button[-1].click().run()
    assert "What can be asked here" not in "\n".join(element.value for element in settled(at).markdown)


def test_a_barred_move_names_rule_source_and_who_could_lift_it(with_plan: WithPlan) -> None:
    at = of_move(with_plan, "aus_c130j", "natewa")
    assert "Rules are against it" in at.error[0].value
    assert "Source:" in html(at)
    assert "lift" in html(at)


def test_a_move_that_nothing_is_against_can_be_insisted_on(with_plan: WithPlan) -> None:
    at = of_move(with_plan, "fji_trucks", "savusavu")
    assert not at.error
    next(button for button in at.button if "Insist" in button.label).click().run()
    desk = at.session_state["desk"]
    (wish,) = desk.office.wishes(desk.scenario_id).wishes
    assert isinstance(wish, Insist)
    assert wish.asset == "fji_trucks"


def test_a_move_can_be_put_into_the_plan_by_hand(with_plan: WithPlan, made: Plan) -> None:
    at = of_move(with_plan, "fji_trucks", "savusavu")
    next(button for button in at.button if "by hand" in button.label).click().run()
    assert not at.exception
    desk = at.session_state["desk"]
    assert len(desk.plan.sorties) == len(made.sorties) + 1
    assert desk.plan_id is None


def test_an_observer_may_ask_and_not_wish(with_plan: WithPlan) -> None:
    at = of_move(with_plan, "fji_trucks", "savusavu", role=Role.OBSERVER)
    wishing = [button for button in at.button if "Insist" in button.label or "by hand" in button.label]
    assert [button.disabled for button in wishing] == [True, True]


def test_the_worst_needs_are_told_with_their_reasons(with_plan: WithPlan) -> None:
    at = asked(with_plan(), "Why is this need unmet?")
    next(button for button in at.button if "worst" in button.label).click().run()
    at = settled(at)
    assert len(at.expander) == 5
    assert html(at).count("hadr-card-head") >= 5


def test_each_answer_is_asked_for_once(with_plan: WithPlan) -> None:
    at = asked(with_plan(), "Why is this need unmet?")
    at.session_state["why_unmet"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at = settled(at.run())
    known = len(asker()._answers)
    settled(at.run())
    assert len(asker()._answers) == known == 1


def test_an_asset_that_does_no_more_says_why(with_plan: WithPlan) -> None:
    at = asked(with_plan(), "Why is this asset idle?")
    at.toggle(key="why_idle_only").set_value(False).run()
    at.session_state["why_idle"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at = settled(at.run())
    assert "is busy for" in " ".join(one.value for one in at.markdown)
    assert "hadr-card-head" in html(at)


def test_the_form_of_a_move_is_kept_while_other_pages_are_looked_at(with_plan: WithPlan) -> None:
    at = go(with_plan(), "why")
    at.selectbox[1].set_value("labasa")
    at.number_input[0].set_value(18.0)
    at.run()
    at = go(go(at, "plan"), "why")
    assert not at.exception
    assert at.number_input[0].value == 18.0
    assert at.selectbox[1].value == "labasa"
    at.session_state["desk"].chosen = Chosen("site", "natewa")
    assert at.run().selectbox[1].value == "natewa", "what is chosen since then comes first"


def test_a_plan_of_another_scenario_is_refused_in_words(with_plan: WithPlan) -> None:
    at = go(with_plan(), "why")
    desk = at.session_state["desk"]
    desk.scenario = handles.store().as_(desk.person).scenario(desk.scenario_id)
    future = asker().ask(desk.scenario, desk.plan, "need", "nowhere/water")
    wait([future], timeout=LONGEST_S)
    assert "no need" in str(future.exception())


def test_the_form_begins_with_a_move_that_nothing_is_against(with_plan: WithPlan, made: Plan) -> None:
    at = go(with_plan(), "why")
    asset, to = (at.selectbox(key=f"why_move_{field}").value for field in ("asset", "to"))
    assert (asset, to) in {(sortie.asset, stop.node) for sortie in made.sorties for stop in sortie.stops}
    assert why_not(load("tutorial"), made, Move(asset=asset, to=to)).outcome is not Outcome.BARRED


def test_the_move_proposed_is_one_of_what_is_chosen(with_plan: WithPlan, made: Plan) -> None:
    at = go(with_plan(), "why")
    for kind, field, id in (("site", "to", "natewa"), ("asset", "asset", made.sorties[-1].asset)):
        at.session_state["desk"].chosen = Chosen(kind, id)
        go(at, "why")
        assert not at.exception
        assert at.selectbox(key=f"why_move_{field}").value == id
