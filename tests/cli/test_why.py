"""Questions on the command line: a move, a need, an asset."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cli.conftest import Hadr, idle

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Move, why_idle, why_not, why_unmet, words
from hadr_planner.report.naming import named

Kept = Callable[[Plan], str]


def test_a_move_is_answered_in_the_words_of_the_rules(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    said = hadr("why", "tutorial", kept(idle(tutorial)), "--asset", "aus_c130j", "--to", "savusavu_port")
    assert said.code == 0
    verdict = why_not(tutorial, idle(tutorial), Move(asset="aus_c130j", to="savusavu_port"))
    assert verdict.objections
    assert said.out.splitlines() == [named(tutorial, line) for line in words.of_verdict(verdict)]


@pytest.mark.parametrize("hour", ["20", "H+20", "2024-02-06T02:00+12:00"])
def test_a_move_may_name_its_pick_up_and_its_hour(hadr: Hadr, kept: Kept, tutorial: Scenario, hour: str) -> None:
    words = ["--asset", "aus_c130j", "--to", "labasa_airport", "--from", "nadi", "--at", hour, "--json"]
    told = json.loads(hadr("why", "tutorial", kept(idle(tutorial)), *words).out)
    assert told["move"]["at_h"] == 20
    assert told["move"]["start"] == "nadi"
    assert told["sortie"]["stops"][0]["on_block_h"] == 20


def test_a_need_is_answered_with_its_reasons(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    file = kept(idle(tutorial))
    said = hadr("why", "tutorial", file, "--need", "natewa/water")
    assert said.code == 0
    lines = words.of_unmet(why_unmet(tutorial, idle(tutorial), "natewa/water"))
    assert said.out.splitlines() == [named(tutorial, line) for line in lines]
    assert json.loads(hadr("why", "tutorial", file, "--need", "natewa/water", "--json").out)["reasons"]


def test_answers_name_things_and_machines_get_ids(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    """No id of an asset or a place is left in a sentence, and every one is in the JSON."""
    asked = ["why", "tutorial", kept(idle(tutorial)), "--asset", "aus_c130j", "--to", "savusavu_port"]
    said = hadr(*asked).out
    assert said.startswith("Australian C-130J (AUS) #1: ")
    assert "Savusavu" in said
    assert not any(id in said for id in ("aus_c130j", "savusavu_port", "c130j"))
    assert {"aus_c130j", "savusavu_port"} <= set(json.loads(hadr(*asked, "--json").out)["move"].values())


def test_an_idle_asset_is_answered_with_its_reasons(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    said = hadr("why", "tutorial", kept(idle(tutorial)), "--asset", "fji_ferry")
    assert said.code == 0
    lines = words.of_idle(why_idle(tutorial, idle(tutorial), "fji_ferry"))
    assert said.out.splitlines() == [named(tutorial, line) for line in lines]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--to", "labasa"],
        ["--need", "labasa/food", "--asset", "fji_ferry"],
        ["--need", "labasa/food", "--to", "labasa"],
        ["--asset", "fji_ferry", "--at", "H+3"],
        ["--asset", "fji_ferry", "--prove"],
    ],
)
def test_half_a_question_is_answered_with_the_whole_ones(
    hadr: Hadr, kept: Kept, tutorial: Scenario, words: list[str]
) -> None:
    said = hadr("why", "tutorial", kept(idle(tutorial)), *words)
    assert said.code == 2
    assert "wanted one question" in said.err


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["--asset", "fji_fery"], "did you mean 'fji_ferry'?"),
        (["--asset", "fji_ferry", "--to", "labassa"], "did you mean 'labasa'?"),
        (["--need", "labasa/foood"], "did you mean"),
        (["--asset", "fji_ferry", "--to", "labasa", "--at", "noon"], "--at: "),
    ],
)
def test_a_name_that_isnt_there_gets_the_nearest(
    hadr: Hadr, kept: Kept, tutorial: Scenario, words: list[str], answer: str
) -> None:
    said = hadr("why", "tutorial", kept(idle(tutorial)), *words)
    assert said.code == 2
    assert answer in said.err
    assert "Traceback" not in said.err
