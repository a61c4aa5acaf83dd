"""Courses of action from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner.batch import Course, read_courses
from hadr_planner.errors import ScenarioError


def test_courses_say_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "courses.yaml"
    file.write_text("- id: plain\n- id: fair\n  aims: {worst_site: 5, deprivation: 1}\n  seconds: 60\n  caution: 0.9\n")
    plain, fair = read_courses(file)
    assert plain == Course(id="plain")
    assert (fair.seconds, fair.caution, dict(fair.aims)) == (60, 0.9, {"worst_site": 5, "deprivation": 1})


def test_json_will_do(tmp_path: Path) -> None:
    file = tmp_path / "courses.json"
    file.write_text('[{"id": "slow", "deterministic": 9}]')
    assert read_courses(file) == (Course(id="slow", deterministic=9),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: Plain Plan\n", "0/id"),
        ("- id: a\n  secunds: 3\n", "0/secunds"),
        ("- id: a\n- id: a\n", "'a' comes twice"),
        ("- id: a\n  aims: {glory: 1}\n", "'glory' is no aim"),
        ("- id: a\n  seconds: .inf\n", "0/seconds"),
        ("- &x {id: a}\n- *x\n", "alias"),
        ("[]", "names no course"),
        ("plain", "courses"),
        ("", "courses"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "courses.yaml"
    file.write_text(text)
    with pytest.raises(ScenarioError) as fault:
        read_courses(file)
    assert said in str(fault.value)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="can't be read"):
        read_courses(tmp_path / "none.yaml")
