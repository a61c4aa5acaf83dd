"""What is kept comes back as it was, and what can't be kept is refused in words."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.world import idle, retitled

from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import load
from hadr_planner.store import Conflict, NotThere, Office, open_store
from hadr_planner.wishes import Forbid, Meet


def test_a_scenario_comes_back_whole(ana: Office, tutorial: Scenario) -> None:
    card = ana.add_scenario(tutorial, "built in")
    assert (card.key, card.version, card.versions, card.origin, card.by) == ("tutorial", 1, 1, "built in", "Ana")
    assert ana.scenario(card.id) == tutorial
    assert ana.scenarios() == (card,)


def test_haiyan_comes_back_whole(ana: Office) -> None:
    haiyan = load("haiyan_2013")
    assert ana.scenario(ana.add_scenario(haiyan, "built in").id) == haiyan


def test_every_version_stays_as_it_was_saved(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    later = retitled(tutorial, "Later <b>&</b> \U0001f6a2")
    assert ana.save_version(id, later, 1) == 2
    assert ana.scenario(id, 1) == tutorial
    assert ana.scenario(id, 2) == ana.scenario(id) == later
    assert [(card.version, card.digest) for card in ana.history(id)] == [(2, later.digest), (1, tutorial.digest)]
    assert [(card.title, card.version, card.versions) for card in ana.scenarios()] == [(later.title, 2, 2)]


def test_a_version_made_from_an_older_one_is_refused(ana: Office, ben: Office, tutorial: Scenario) -> None:
    """The second to save is told who was first, when, and what to do; nothing of theirs is saved."""
    id = ana.add_scenario(tutorial, "built in").id
    ben.save_version(id, retitled(tutorial, "Ben's"), 1)
    with pytest.raises(Conflict, match=r"Ben saved version 2 .*; yours began from version 1.*Open version 2") as told:
        ana.save_version(id, retitled(tutorial, "Ana's"), 1)
    assert (told.value.by, told.value.version, told.value.at) == ("Ben", 2, ana.scenarios()[0].at)
    assert ana.scenario(id).title == "Ben's"
    assert len(ana.history(id)) == 2


def test_a_version_from_the_future_is_refused(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    with pytest.raises(Conflict):
        ana.save_version(id, tutorial, 7)


def test_a_version_of_another_scenario_is_refused(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    with pytest.raises(HadrError, match="'other' is another"):
        ana.save_version(id, replace(tutorial, id="other"), 1)


def test_two_scenarios_with_one_id_are_kept_apart(ana: Office, tutorial: Scenario) -> None:
    first, second = (ana.add_scenario(retitled(tutorial, title), "file") for title in ("First", "Second"))
    assert {ana.scenario(card.id).title for card in (first, second)} == {"First", "Second"}
    assert [card.id for card in ana.scenarios()] == [second.id, first.id]


def test_a_plan_comes_back_whole(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    plan = idle(tutorial, value=75.0)
    card = ana.add_plan(id, 1, plan, " Quick <i>look</i> ")
    assert (card.title, card.value, card.bound, card.gap, card.version) == ("Quick <i>look</i>", 75.0, 100.0, 0.25, 1)
    assert ana.plan(card.id) == plan
    assert ana.plans(id) == ana.plans() == (card,)
    assert ana.plans(id + 1) == ()


def test_a_plan_without_a_bound_comes_back_without(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    card = ana.add_plan(id, 1, idle(tutorial, bound=inf), "")
    assert (card.bound, card.gap, card.title) == (inf, 1.0, "Plan of Ana")
    assert ana.plan(card.id).bound == inf


def test_a_plan_for_other_content_is_refused(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    with pytest.raises(HadrError, match="made for other content than version 1"):
        ana.add_plan(id, 1, idle(retitled(tutorial, "Changed")), "")
    with pytest.raises(NotThere, match="of version 2"):
        ana.add_plan(id, 2, idle(tutorial), "")
    assert ana.plans() == ()


def test_wishes_come_back_whole(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    assert (ana.wishes(id).version, ana.wishes(id).wishes) == (0, ())
    need = next(iter(tutorial.needs))
    wishes = (Forbid(asset=next(iter(tutorial.assets))), Meet(need=need, share=0.5, by_h=24.0))
    assert ana.save_wishes(id, wishes, 0) == 1
    assert ana.wishes(id).wishes == wishes
    assert ana.save_wishes(id, (), 1) == 2
    assert (ana.wishes(id).version, ana.wishes(id).wishes) == (2, ())


def test_wishes_made_from_older_ones_are_refused(ana: Office, ben: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    theirs = (Forbid(asset=next(iter(tutorial.assets))),)
    ben.save_wishes(id, theirs, 0)
    with pytest.raises(Conflict, match="Ben saved version 1 of the wishes about tutorial"):
        ana.save_wishes(id, (), 0)
    assert ana.wishes(id).wishes == theirs


def test_a_decision_names_plan_and_reason(ana: Office, tutorial: Scenario) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    plans = [ana.add_plan(id, 1, idle(tutorial, value=value), f"{value}").id for value in (10.0, 20.0)]
    card = ana.decide(id, [plans[1], plans[0], plans[1]], plans[0], " Fairer; 'quoted'\nand long ")
    assert (card.plan_ids, card.chosen, card.reason, card.by) == (
        (plans[1], plans[0]), plans[0], "Fairer; 'quoted'\nand long", "Ana",
    )  # fmt: skip
    assert ana.decisions(id) == ana.decisions() == (card,)
    assert ana.decisions(id + 1) == ()


def test_a_decision_without_sense_is_refused(ana: Office, tutorial: Scenario) -> None:
    """No reason, a plan that was not compared, a plan of another scenario, or one that isn't there."""
    first, second = (ana.add_scenario(tutorial, "built in").id for _ in range(2))
    here, there = ana.add_plan(first, 1, idle(tutorial), "").id, ana.add_plan(second, 1, idle(tutorial), "").id
    with pytest.raises(HadrError, match="has its reason"):
        ana.decide(first, [here], here, "  ")
    with pytest.raises(HadrError, match="not among the plans compared"):
        ana.decide(first, [here], there, "x")
    with pytest.raises(HadrError, match="another scenario"):
        ana.decide(first, [here, there], here, "x")
    with pytest.raises(NotThere):
        ana.decide(first, [here, 99], here, "x")
    assert ana.decisions() == ()


def test_what_is_not_there_is_said_so(ana: Office, tutorial: Scenario) -> None:
    for ask in (ana.scenario, ana.history, ana.plan, lambda number: ana.save_version(number, tutorial, 1)):
        with pytest.raises(NotThere, match="99"):
            ask(99)
    with pytest.raises(NotThere, match="99"):
        ana.save_wishes(99, (), 0)


@pytest.mark.parametrize("number", [-1, 2**31, 2**40, 10**30])
def test_no_number_breaks_it(number: int, ana: Office, tutorial: Scenario) -> None:
    """Numbers come from addresses that people can type."""
    id = ana.add_scenario(tutorial, "built in").id
    plan = ana.add_plan(id, 1, idle(tutorial), "").id
    for ask in (
        lambda: ana.scenario(number),
        lambda: ana.scenario(id, number),
        lambda: ana.plan(number),
        lambda: ana.tasking(number, "FJI"),
        lambda: ana.save_version(id, tutorial, number),
        lambda: ana.add_plan(id, number, idle(tutorial), ""),
        lambda: ana.decide(id, [plan, number], plan, "x"),
    ):
        with pytest.raises(HadrError):
            ask()
    assert ana.trail(number) == (ana.trail() if number > 0 else ())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(max_size=60))
def test_any_words_are_kept(said: str, ana: Office, tutorial: Scenario) -> None:
    """Whatever can be typed can be kept; only control characters and blanks at the ends go."""
    id = next((card.id for card in ana.scenarios()), 0) or ana.add_scenario(tutorial, "built in").id
    card = ana.add_plan(id, 1, idle(tutorial), said)
    kept = ana.decide(id, [card.id], card.id, f"because {said}").reason
    assert ana.plans()[0].title == card.title
    assert ana.decisions()[0].reason == kept
    if said.isprintable():
        assert kept == f"because {said}".strip()


def test_it_is_there_after_closing(url: str, tutorial: Scenario, ana: Office) -> None:
    id = ana.add_scenario(tutorial, "built in").id
    with open_store(url) as again:
        assert again.as_(ana.person).scenario(id) == tutorial


def test_hostile_words_are_only_words(ana: Office, tutorial: Scenario) -> None:
    """Quotes, semicolons and markup in titles are kept as they are."""
    nasty = "'); DROP TABLE trail; -- <script>alert(1)</script> \\ \" %s :x ?"
    id = ana.add_scenario(retitled(tutorial, nasty), nasty).id
    card = ana.add_plan(id, 1, idle(ana.scenario(id)), nasty)
    assert (ana.scenarios()[0].title, ana.scenarios()[0].origin, card.title) == (nasty, nasty, nasty)
    assert len(ana.trail()) == 2
