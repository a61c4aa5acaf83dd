"""Ctrl-C keeps the best plan; a second one quits at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hadr_planner.cli.stopping import stopping

ROOT = Path(__file__).parents[2]

SEARCH = """
import sys, time
import hadr_planner.solver
from hadr_planner.cli import main
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.solver.event import Event

def solve(scenario, *, watch, stop, **options):
    watch(Event(elapsed_s=0.0, phase="searching", value=1.0, bound=2.0))
    while not ({heeds} and stop()):
        time.sleep(0.02)
    return Plan(scenario=scenario.id, digest=scenario.digest, program="test", seed=0, status=Status.STOPPED, why="",
                value=1.0, bound=2.0)

hadr_planner.solver.solve = solve
sys.argv = ["hadr", "plan", "tutorial", "--json"]
main()
"""


@contextmanager
def searching(folder: Path, *, heeds: bool) -> Iterator[subprocess.Popen[str]]:
    """A search that goes on until it is stopped, once it has begun."""
    words = [sys.executable, "-c", SEARCH.format(heeds=heeds)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as search:
        try:
            assert search.stderr
            assert "searching" in search.stderr.readline()
            yield search
        finally:
            search.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_best_plan_is_kept_and_written(tmp_path: Path, number: signal.Signals) -> None:
    with searching(tmp_path, heeds=True) as search:
        search.send_signal(number)
        out, err = search.communicate(timeout=60)
    assert search.returncode == 0
    assert "best plan so far is kept" in err
    assert json.loads(out)["status"] == "stopped"
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["status"] == "stopped"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_time_quits_at_once(tmp_path: Path, number: signal.Signals) -> None:
    with searching(tmp_path, heeds=False) as search:
        search.send_signal(number)
        assert search.stderr
        while "kept" not in search.stderr.readline():
            assert search.poll() is None
        search.send_signal(number)
        search.communicate(timeout=60)
    assert search.returncode == -number
    assert not (tmp_path / "plan.json").exists()


def test_a_real_search_that_is_stopped_leaves_a_plan_that_obeys_every_rule(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "hadr_planner.cli"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*words, "plan", "haiyan_2013", "--seconds", "900", "--gap", "0"],
        cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as search:
        assert search.stderr
        while "value -" in (line := search.stderr.readline()):
            assert line
        search.send_signal(signal.SIGINT)
        _, err = search.communicate(timeout=300)
    assert search.returncode == 0, err
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["status"] == "stopped"
    done = subprocess.run([*words, "verify", "haiyan_2013", "plan.json"], cwd=tmp_path, env=env, capture_output=True)
    assert done.returncode == 0, done.stdout


def test_handlers_are_given_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping() as stop:
        assert not stop()
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
