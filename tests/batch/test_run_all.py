"""Batches: a row for every run, the same however they are run, taken up where they were ended."""

from __future__ import annotations

import csv
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from hadr_planner import run_all
from hadr_planner.batch import Course, Progress, Row, processes, sweep
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import read_plan
from hadr_planner.judge import verify
from hadr_planner.uncertainty import draw

QUICK = Course(deterministic=2)


def told(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """All that rows say but how long they took."""
    return [asdict(replace(row, seconds=0.0)) for row in rows]


def test_every_draw_is_planned_and_verified(tutorial: Scenario, tmp_path: Path) -> None:
    """Rows come in the order of the draws; each plan obeys every rule of its draw and is worth what the row says."""
    rows = run_all([tutorial], out=tmp_path, draws=2, courses=[QUICK], workers=0)
    assert [(row.draw, row.use, row.failed) for row in rows] == [(n, "plan", False) for n in range(3)]
    for row in rows:
        plan = read_plan(tmp_path / "plans" / f"{row.run}.json")
        assert verify(draw(tutorial, row.draw), plan) == ()
        assert row.value == plan.value
        assert row.bound is not None
        assert row.value <= row.bound


def test_workers_make_no_difference(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    """Two processes come to the rows that one does, in the same order."""
    alone = run_all([tutorial], out=tmp_path / "a", draws=4, replay={"made": made}, workers=0)
    shared = run_all([tutorial], out=tmp_path / "b", draws=4, replay={"made": made}, workers=2)
    assert told(alone) == told(shared)


def test_what_is_finished_is_not_done_again(
    tutorial: Scenario, made: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two draws are done; asked for four, a batch does the further two and tells of all."""
    first = run_all([tutorial], out=tmp_path, draws=2, replay={"made": made}, workers=0)
    done: list[int] = []
    perform = sweep.perform
    monkeypatch.setattr(sweep, "perform", lambda run: (done.append(run.draw), perform(run))[1])
    rows = run_all([tutorial], out=tmp_path, draws=4, replay={"made": made}, workers=0)
    assert done == [3, 4]
    assert rows[:3] == first


def test_half_a_file_is_no_finished_run(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    first = run_all([tutorial], out=tmp_path, draws=1, replay={"made": made}, workers=0)
    file = tmp_path / "runs" / f"{first[1].run}.json"
    file.write_text(file.read_text()[:100])
    assert told(run_all([tutorial], out=tmp_path, draws=1, replay={"made": made}, workers=0)) == told(first)


def test_another_plan_or_course_is_another_run(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    """Nothing found in the folder is taken for what it is not."""
    less = replace(made, sorties=made.sorties[:-1])
    runs = {
        run_all([tutorial], out=tmp_path, replay={"made": plan}, workers=0)[0].run for plan in (made, less)
    } | {
        run_all([tutorial], out=tmp_path, courses=[course], workers=0)[0].run
        for course in (QUICK, replace(QUICK, aims={"worst_site": 1.0}))
    }
    assert len(runs) == 4


def test_a_failure_is_a_row_with_its_reason(tutorial: Scenario, tmp_path: Path) -> None:
    """A wish for an asset that is not there fails; the course beside it is planned."""
    wish = {"wish": "forbid", "asset": "nobody"}
    rows = run_all([tutorial, "no_such_place"], out=tmp_path, courses=[replace(QUICK, id="bad", wishes=(wish,)), QUICK],
                   workers=0)
    assert [(row.asked, row.failed) for row in rows] == [("", True), ("bad", True), ("plain", False)]
    assert "no_such_place" in rows[0].why
    assert "nobody" in rows[1].why
    assert rows[1].value is None


def test_failures_are_tried_again_when_asked(
    tutorial: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(run: Any) -> Any:
        return sweep.Row(run=run.id, scenario=run.scenario.id, digest="", draw=0, use="plan", asked="plain",
                         status="failed", why="power cut"), None

    with monkeypatch.context() as patch:
        patch.setattr(sweep, "perform", broken)
        assert run_all([tutorial], out=tmp_path, courses=[QUICK], workers=0)[0].why == "power cut"
    assert run_all([tutorial], out=tmp_path, courses=[QUICK], workers=0)[0].failed
    assert not run_all([tutorial], out=tmp_path, courses=[QUICK], workers=0, again=True)[0].failed


class Deadly:
    """Whoever unpacks it is gone."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (9,)


def test_a_run_that_kills_its_worker_fails_alone(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    """One of the scenarios ends any process that reads it; the other's runs are all there."""
    deadly = replace(tutorial, id="deadly", digest="0" * 64, policies={"x": Deadly()})
    theirs = replace(made, digest=deadly.digest)
    rows = run_all([tutorial, deadly], out=tmp_path, draws=2, replay={"made": made, "theirs": theirs}, workers=2)
    assert [(row.scenario, row.failed) for row in rows] == [("tutorial", False)] * 3 + [("deadly", True)] * 3
    assert "ended without a word" in rows[-1].why


def test_a_plan_of_no_scenario_is_refused(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    with pytest.raises(HadrError, match="mine: this plan was made for none"):
        run_all([tutorial], out=tmp_path, replay={"mine": replace(made, digest="f" * 64)})


def test_other_aims_are_measured_by_the_scenarios_own(tutorial: Scenario, tmp_path: Path) -> None:
    """A course that only counts the worst site is worth its own plan's value by all aims, and claims no bound."""
    course = replace(QUICK, aims={"worst_site": 1.0})
    row = run_all([tutorial], out=tmp_path, courses=[course], workers=0)[0]
    plan = read_plan(tmp_path / "plans" / f"{row.run}.json")
    assert {score.aim for score in plan.scores} > {"worst_site"}
    assert row.bound is None


def test_progress_counts_up_and_tells_the_time_left(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    seen: list[Progress] = []
    run_all([tutorial], out=tmp_path, draws=3, replay={"made": made}, workers=0, watch=seen.append)
    assert [one.done for one in seen] == [0, 1, 2, 3, 4]
    assert seen[0].left_s is None
    assert seen[-1].left_s == 0
    assert all(one.total == 4 for one in seen)


def test_results_are_tables_for_people_and_programs(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    """CSV and Parquet say what the rows say; the types in Parquet hold for columns that are empty, too."""
    from pyarrow import parquet

    rows = run_all([tutorial, "=cmd()"], out=tmp_path, draws=2, replay={"made": made}, workers=0)
    table = parquet.read_table(tmp_path / "results.parquet")
    assert table.to_pylist() == [asdict(row) for row in rows]
    assert str(table.schema.field("bound").type) == "double"
    with (tmp_path / "results.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["run"] for row in found[1:]] == [row.run for row in rows[1:]]
    assert not found[0]["scenario"].startswith("=")
    with (tmp_path / "summary.csv").open(newline="") as file:
        assert [row["runs"] for row in csv.DictReader(file)] == ["1", "3"]


def test_what_is_done_is_told_when_a_batch_is_broken_off(
    tutorial: Scenario, made: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the third run: the tables hold the two that were done."""
    perform = sweep.perform

    def interrupted(run: Any) -> Any:
        if run.draw == 2:
            raise KeyboardInterrupt
        return perform(run)

    monkeypatch.setattr(sweep, "perform", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_all([tutorial], out=tmp_path, draws=4, replay={"made": made}, workers=0)
    with (tmp_path / "results.csv").open(newline="") as file:
        assert [row["draw"] for row in csv.DictReader(file)] == ["0", "1"]


def test_names_of_plans_can_not_leave_the_folder(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    rows = run_all([tutorial], out=tmp_path / "out", replay={"../../oh no\n": made}, workers=0)
    assert (tmp_path / "out" / "runs" / f"{rows[0].run}.json").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_children_are_told_to_use_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a pool lives, and not a moment longer."""
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    with processes._one_thread_each():
        assert os.environ["OMP_NUM_THREADS"] == os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def test_a_replay_may_be_mended_from_an_hour_on(tutorial: Scenario, made: Plan, tmp_path: Path) -> None:
    """What is left of a plan, planned again, brings no less than what is left; the two are told apart in one folder."""
    asked = {"out": tmp_path, "draws": [2, 3], "replay": {"made": made}, "workers": 0}
    plain = run_all([tutorial], **asked)
    mended = run_all([tutorial], **asked, mend_h=24.0)
    assert [row.use for row in plain + mended] == ["replay", "replay", "mend", "mend"]
    assert [row.why for row in plain + mended if row.failed] == []
    assert all((with_.value or 0) >= (without.value or 0) - 1e-6 for with_, without in zip(mended, plain, strict=True))
    assert [row.dropped for row in plain] == [row.dropped for row in mended]
    assert any(row.dropped for row in plain)
