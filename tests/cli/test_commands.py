"""Every command: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path

import jsonschema
import pytest
from cli.conftest import Hadr, early, idle

from hadr_planner import verify
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import read_plan
from hadr_planner.io.home import scenarios_dir
from hadr_planner.version import VERSION

ROOT = Path(__file__).parents[2]
Kept = Callable[[Plan], str]
Finds = Callable[[Callable[[Scenario], Plan]], dict[str, object]]
COMMANDS = ("validate", "plan", "verify", "show", "why", "unlock", "export")


def copied(tmp_path: Path, name: str = "mine") -> Path:
    return Path(shutil.copytree(scenarios_dir() / "tutorial", tmp_path / name))


def test_help_lists_every_command_and_the_exit_codes(hadr: Hadr) -> None:
    said = hadr("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)
    assert "3 no plan" in said.out


def test_version_is_the_packages_own(hadr: Hadr) -> None:
    assert hadr("--version").out == f"hadr {VERSION}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["plan"], ["plan", "a", "--seconds", "soon"], ["plan", "a", "b"]])
def test_wrong_usage_ends_with_2_and_a_message(hadr: Hadr, words: list[str]) -> None:
    said = hadr(*words)
    assert said.code == 2
    assert said.out == ""
    assert "Error" in said.err
    assert "Traceback" not in said.err


def test_a_misspelt_scenario_gets_the_nearest_name(hadr: Hadr) -> None:
    said = hadr("validate", "tutorail")
    assert said.code == 2
    assert said.out == ""
    assert "did you mean 'tutorial'?" in said.err


def test_a_sound_scenario_is_summed_up(hadr: Hadr) -> None:
    said = hadr("validate", "tutorial")
    assert said.code == 0
    assert "6 truck, 2 helicopter, 1 fixed_wing, 1 ship" in said.out
    assert "1 warning, " in said.out
    assert said.err == ""


def test_a_sound_scenario_is_summed_up_for_machines(hadr: Hadr, tutorial: Scenario) -> None:
    told = json.loads(hadr("validate", "tutorial", "--json").out)
    assert told["valid"] is True
    assert told["faults"] == []
    assert told["inventory"]["digest"] == tutorial.digest
    assert told["warnings"][0]["file"] == "places.csv"


def test_every_fault_is_named_with_its_place(hadr: Hadr, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for table, was, becomes in (("needs", "labasa,food", "lebasa,food"), ("assets", "nzl_nh90,", "nzl nh90,")):
        file = folder / f"{table}.csv"
        file.write_text(file.read_text("utf-8").replace(was, becomes), "utf-8")
    said = hadr("validate", str(folder))
    assert said.code == 2
    assert "needs.csv:2:1:" in said.err
    assert "did you mean 'labasa'?" in said.err
    assert "assets.csv:3:1:" in said.err
    told = json.loads(hadr("validate", str(folder), "--json").out)
    assert told["valid"] is False
    assert {fault["file"] for fault in told["faults"]} >= {"needs.csv", "assets.csv"}


def test_a_plan_is_searched_written_summed_up_and_verified(hadr: Hadr, finds: Finds, tmp_path: Path) -> None:
    asked = finds(idle)
    words = ["--seconds", "7", "--gap", "0.2", "--seed", "3", "--out", "deep/p.json", "--report", "r.html"]
    said = hadr("plan", "tutorial", *words)
    assert said.code == 0
    assert "the plan obeys every rule" in said.out
    assert "gap 100.00 %" in said.out
    assert read_plan(tmp_path / "deep" / "p.json").status is Status.FEASIBLE
    assert "<html" in (tmp_path / "r.html").read_text("utf-8")
    stop = asked.pop("stop")
    assert callable(stop)
    assert stop() is False
    assert asked == {"seconds": 7.0, "gap": 0.2, "seed": 3, "deterministic": None, "wishes": ()}


def test_the_plan_file_is_as_its_schema_says(hadr: Hadr, finds: Finds, tmp_path: Path, tutorial: Scenario) -> None:
    finds(idle)
    hadr("plan", "tutorial")
    written = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    jsonschema.validate(written, json.loads((ROOT / "docs" / "plan.schema.json").read_text("utf-8")))
    assert {row["item"] for row in written["stocks"]} <= set(tutorial.catalogue.items)
    assert written["stocks"]


def test_a_plan_lands_in_plan_json_unless_told_otherwise(hadr: Hadr, finds: Finds, tmp_path: Path) -> None:
    asked = finds(idle)
    assert hadr("plan", "tutorial", "--deterministic", "5").code == 0
    assert (tmp_path / "plan.json").is_file()
    assert asked["deterministic"] == 5
    assert asked["seed"] is None


def test_a_plan_is_told_to_machines_on_stdout_and_its_progress_elsewhere(hadr: Hadr, finds: Finds) -> None:
    finds(idle)
    said = hadr("plan", "tutorial", "--json")
    told = json.loads(said.out)
    assert told["status"] == "feasible"
    assert told["bound"] == 100
    assert told["files"] == {"plan": "plan.json"}
    assert told["breaches"] == []
    assert told["headlines"][0]["id"] == "share_met"
    assert "value 90.0, bound 100.0, gap 10 %" in said.err


def test_a_plan_without_a_bound_is_kept_shown_and_exported(hadr: Hadr, finds: Finds, tmp_path: Path) -> None:
    finds(lambda scenario: replace(idle(scenario), bound=inf))
    assert json.loads(hadr("plan", "tutorial", "--json", "--report", "r.html").out)["bound"] is None
    assert (said := hadr("show", "plan.json")).code == 0
    assert "not proven" in said.out
    for suffix in ("json", "xlsx", "html", "zip"):
        assert hadr("export", "tutorial", "plan.json", "--to", f"out.{suffix}").code == 0
    assert "inf" not in (tmp_path / "out.html").read_text("utf-8").split("bound", 1)[1][:40]


def test_a_plan_that_breaks_a_rule_is_written_and_ends_with_1(hadr: Hadr, finds: Finds, tmp_path: Path) -> None:
    finds(early)
    said = hadr("plan", "tutorial")
    assert said.code == 1
    assert "the plan breaks" in said.out
    assert (tmp_path / "plan.json").is_file()


def test_no_plan_is_said_plainly_and_ends_with_3(hadr: Hadr, finds: Finds) -> None:
    finds(lambda scenario: idle(scenario, Status.NO_PLAN))
    said = hadr("plan", "tutorial")
    assert said.code == 3
    assert "No plan: nothing could be loaded" in said.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--out", "."], "is a folder"),
        (["--out", "file/plan.json"], "can't be written"),
        (["--report", "report.pdf"], "ends in .html"),
    ],
)
def test_a_file_that_cant_be_written_is_refused_before_the_search(
    hadr: Hadr, finds: Finds, tmp_path: Path, words: list[str], message: str
) -> None:
    asked = finds(idle)
    (tmp_path / "file").write_text("in the way", "utf-8")
    said = hadr("plan", "tutorial", *words)
    assert said.code == 2
    assert message in said.err
    assert asked == {}


def test_a_sound_plan_passes(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    said = hadr("verify", "tutorial", kept(idle(tutorial)))
    assert (said.code, said.out) == (0, "The plan obeys every rule.\n")


def test_breaches_are_listed_one_a_line_by_rule(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    breaches = verify(tutorial, early(tutorial))
    said = hadr("verify", "tutorial", kept(early(tutorial)))
    assert said.code == 1
    assert len(breaches) > 1
    lines = said.out.splitlines()
    assert [line.split()[0] for line in lines] == [breach.rule for breach in breaches]
    assert all(line.endswith(breach.because) for line, breach in zip(lines, breaches, strict=True))


def test_breaches_are_told_to_machines(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    said = hadr("verify", "tutorial", kept(early(tutorial)), "--json")
    told = json.loads(said.out)
    assert said.code == 1
    assert told["obeyed"] is False
    assert [row["rule"] for row in told["breaches"]] == [b.rule for b in verify(tutorial, early(tutorial))]


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "tutorial", "kept.json"],
        ["show", "kept.json"],
        ["why", "tutorial", "kept.json", "--need", "labasa/food"],
        ["export", "tutorial", "kept.json", "--to", "x.csv"],
    ],
)
def test_a_plan_for_other_content_is_refused(
    hadr: Hadr, kept: Kept, tutorial: Scenario, tmp_path: Path, words: list[str]
) -> None:
    kept(replace(idle(tutorial), digest="f00d" * 16))
    said = hadr(*words)
    assert said.code == 2
    assert said.out == ""
    assert "'f00df00df00d'" in said.err
    assert tutorial.digest[:12] in said.err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 99}', "\x00\x01", '{"schema": 1, "sorties": 5}'])
def test_a_file_that_is_no_plan_is_refused(hadr: Hadr, tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.json").write_text(text, "utf-8")
    for words in (["verify", "tutorial", "plan.json"], ["show", "plan.json"], ["verify", "tutorial", "absent.json"]):
        said = hadr(*words)
        assert said.code == 2
        assert said.err.startswith("hadr: ")
        assert "Traceback" not in said.err


@pytest.mark.parametrize("by", ["asset", "site", "nation", "place"])
def test_a_plan_is_shown_from_each_side(hadr: Hadr, kept: Kept, tutorial: Scenario, by: str) -> None:
    file = kept(early(tutorial))
    said = hadr("show", file, "--by", by)
    rows = json.loads(hadr("show", file, "--by", by, "--json").out)
    assert said.code == 0
    assert len(said.out.splitlines()) == len(rows) + 2
    assert rows


def test_a_plan_is_summed_up_without_a_side(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    file = kept(idle(tutorial))
    assert "Left unmet" in hadr("show", file).out
    assert json.loads(hadr("show", file, "--json").out)["share"] == 0


def test_an_unknown_side_is_answered_with_the_known_ones(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    said = hadr("show", kept(idle(tutorial)), "--by", "colour")
    assert said.code == 2
    assert "asset, site, nation, place" in said.err


def test_a_plan_finds_the_scenario_beside_it(hadr: Hadr, kept: Kept, tutorial: Scenario, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    head = folder / "scenario.yaml"
    head.write_text(head.read_text("utf-8").replace("id: tutorial", "id: mine"), "utf-8")
    digest = json.loads(hadr("validate", "mine", "--json").out)["inventory"]["digest"]
    assert digest != tutorial.digest
    file = kept(replace(idle(tutorial), scenario="mine", digest=digest))
    assert hadr("show", file).code == 0
    folder.rename(tmp_path / "elsewhere")
    assert "--scenario" in hadr("show", file).err
    assert hadr("show", file, "--scenario", "elsewhere").code == 0


def test_a_plan_cant_name_a_path_as_its_scenario(hadr: Hadr, kept: Kept, tutorial: Scenario, tmp_path: Path) -> None:
    file = kept(replace(idle(tutorial), scenario=str(copied(tmp_path))))
    said = hadr("show", file)
    assert said.code == 2
    assert "--scenario" in said.err


@pytest.mark.parametrize("suffix", ["html", "xlsx", "csv", "zip", "geojson", "json"])
def test_a_plan_is_exported_in_every_format(
    hadr: Hadr, kept: Kept, tutorial: Scenario, tmp_path: Path, suffix: str
) -> None:
    said = hadr("export", "tutorial", kept(early(tutorial)), "--to", f"out.{suffix}")
    assert said.code == 0
    assert (tmp_path / f"out.{suffix}").stat().st_size > 100


def test_an_unknown_format_is_answered_with_the_known_ones(hadr: Hadr, kept: Kept, tutorial: Scenario) -> None:
    said = hadr("export", "tutorial", kept(idle(tutorial)), "--to", "out.docx")
    assert said.code == 2
    assert ".geojson" in said.err


def test_text_of_a_scenario_cant_steer_the_terminal(hadr: Hadr, finds: Finds, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    evil = "Evil\x1b]0;owned\x07\x9b2J\u202egnol"
    file = folder / "sites.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0]["name"] = "Evil\u202egnol\u200b"
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    finds(idle)
    said = [hadr("validate", "mine"), hadr("plan", "mine")]
    said += [hadr("show", "plan.json", "--by", "site", "--scenario", "mine")]
    said += [hadr("validate", evil), hadr("show", evil), hadr("export", "mine", "plan.json", "--to", evil)]
    assert "Evil" in said[2].out
    steering = {"\x1b", "\x07", "\x9b", "\u202e", "\u200b"}
    assert [one for one in said if steering & {*one.out, *one.err}] == []
