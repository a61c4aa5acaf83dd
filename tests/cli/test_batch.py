"""``hadr batch`` and ``hadr limit``: results in words and for machines, and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cli.conftest import Hadr

from hadr_planner.batch import Progress
from hadr_planner.cli.batch_progress import told
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.solver import solve

QUICK = ("--deterministic", "2", "--workers", "0")


@pytest.fixture(scope="module")
def made(tutorial: Scenario) -> Plan:
    return solve(tutorial, deterministic=2)


def test_it_plans_every_draw_and_says_how_they_fare(hadr: Hadr) -> None:
    said = hadr("batch", "tutorial", "--draws", "1", "--out", "out", *QUICK)
    assert said.code == 0
    assert "2 runs, 0 failed" in said.out
    assert "worst fifth" in said.out
    assert "2 of 2 runs done" in said.err
    assert Path("out/batch.html").is_file()


def test_it_replays_a_plan_by_its_file_name(hadr: Hadr, made: Plan, kept: Callable[[Plan], str]) -> None:
    said = hadr("batch", "tutorial", "--draws", "3", "--replay", kept(made), "--out", "out", "--json", *QUICK)
    found = json.loads(said.out)
    assert found["runs"] == 4
    assert [(s["use"], s["asked"], s["failed"]) for s in found["summary"]] == [("replay", "kept", 0)]


def test_courses_come_from_a_file(hadr: Hadr) -> None:
    Path("courses.yaml").write_text("- id: one\n  deterministic: 2\n- id: two\n  deterministic: 2\n  caution: 0.9\n")
    said = hadr("batch", "tutorial", "--courses", "courses.yaml", "--out", "out", "--workers", "0", "--json")
    assert [s["asked"] for s in json.loads(said.out)["summary"]] == ["one", "two"]


def test_a_failed_run_is_named_and_sets_the_exit_code(hadr: Hadr) -> None:
    said = hadr("batch", "tutorial", "no_such_place", "--out", "out", *QUICK)
    assert said.code == 1
    assert "2 runs, 1 failed" in said.out
    assert "no_such_place" in said.err


def test_it_chooses_a_plan_and_tells_its_price(hadr: Hadr) -> None:
    courses = "- id: bold\n  deterministic: 2\n- id: careful\n  deterministic: 2\n  caution: 0.9\n"
    Path("courses.yaml").write_text(courses)
    said = hadr("batch", "tutorial", "--choose", "--draws", "4", "--courses", "courses.yaml", "--out", "out",
                "--workers", "0")
    assert said.code == 0
    assert "Chosen: " in said.out
    assert "costs" in said.out
    assert hadr("verify", "tutorial", "out/chosen.json").code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("tutorial", "haiyan_2013", "--choose", "--draws", "2"), "one scenario"),
        (("tutorial", "--choose"), "at least one draw"),
        (("tutorial", "--courses", "none.yaml"), "can't be read"),
        (("tutorial", "--replay", "none.json"), "none.json"),
    ],
)
def test_mistakes_are_said_in_words(hadr: Hadr, words: tuple[str, ...], why: str) -> None:
    said = hadr("batch", *words, "--out", "out", "--workers", "0")
    assert said.code == 2
    assert why in said.err


def test_a_plan_for_another_scenario_is_refused(hadr: Hadr, made: Plan, kept: Callable[[Plan], str]) -> None:
    said = hadr("batch", "tutorial", "--replay", kept(replace(made, digest="0" * 64)), "--out", "out")
    assert said.code == 2
    assert "none of the scenarios" in said.err


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(done=0, total=9, failed=0, elapsed_s=0, left_s=None, row=None), "0 of 9 runs done"),
        (Progress(done=3, total=9, failed=1, elapsed_s=9, left_s=61, row=None),
         "3 of 9 runs done, 1 failed, about 61 s left"),
        (Progress(done=3, total=9, failed=0, elapsed_s=9, left_s=610, row=None), "3 of 9 runs done, about 10 min left"),
        (Progress(done=3, total=9, failed=0, elapsed_s=9, left_s=9000, row=None), "3 of 9 runs done, about 2.5 h left"),
        (Progress(done=9, total=9, failed=0, elapsed_s=9, left_s=0, row=None), "9 of 9 runs done"),
    ],
)
def test_progress_in_one_line(progress: Progress, words: str) -> None:
    assert told(progress) == words


def test_the_limit_is_set_beside_a_plan(hadr: Hadr, made: Plan, kept: Callable[[Plan], str]) -> None:
    """For machines, a point for every period boundary; for people, a table; and a report with both curves."""
    file = kept(made)
    found = json.loads(hadr("limit", "tutorial", file, "--json").out)
    assert len(found["limit"]["points"]) == len(found["plan"]) == 13
    said = hadr("limit", "tutorial", file, "--report", "report.html")
    assert said.code == 0
    assert "plan t" in said.out
    text = Path("report.html").read_text("utf-8")
    assert "Handed over against the limit" in text
    assert "What holds the limit down" in text


def test_the_limit_needs_no_plan_but_its_report_does(hadr: Hadr) -> None:
    assert "plan t" not in hadr("limit", "tutorial").out
    said = hadr("limit", "tutorial", "--report", "report.html")
    assert said.code == 2
    assert "name the plan" in said.err
