"""``hadr unlock``: restrictions ranked, in words and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hadr_planner.cli import app
from hadr_planner.errors import HadrError


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("unlock") / "plan.json"
    told = CliRunner().invoke(app, ["plan", "tutorial", "--deterministic", "1", "--out", str(path)])
    assert told.exit_code == 0, told.output
    return path


def test_it_says_in_words_who_could_lift_what(made: Path) -> None:
    """Progress goes to stderr, the answer to stdout, and the exit code is 0."""
    told = CliRunner().invoke(app, ["unlock", "tutorial", str(made), "--deterministic", "1", "--most", "1"])
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("With everything in force the search finds a plan worth")
    assert "Not tried, since they seem to matter less (--most): " in told.stdout
    assert told.stderr.startswith("trying with everything in force")


def test_for_machines_each_restriction_has_its_row_its_gain_and_its_holder(made: Path) -> None:
    told = CliRunner().invoke(app, ["unlock", "tutorial", str(made), "--deterministic", "1", "--most", "2", "--json"])
    answer = json.loads(told.stdout)
    assert [set(one) for one in answer["ranked"]] == 2 * [{"row", "what", "lifted_by", "gain", "value", "helped"}]
    assert answer["ranked"][0]["gain"] >= answer["ranked"][1]["gain"] >= 0
    assert all(one["lifted_by"] for one in (*answer["ranked"], *answer["untried"]))


def test_a_plan_of_another_scenario_is_the_wrong_file(made: Path) -> None:
    told = CliRunner().invoke(app, ["unlock", "haiyan_2013", str(made)])
    assert isinstance(told.exception, HadrError)
    assert "was made for 'tutorial'" in str(told.exception)
