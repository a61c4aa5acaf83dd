"""Real processes, killed: a batch goes on where it was ended, and a cluster that loses a worker loses no run."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from hadr_planner import run_all
from hadr_planner.batch import Course
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import write_plan

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180


@contextmanager
def started(*words: str | Path, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its own group, gone afterwards whatever happens."""
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with (cwd / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *map(str, words)], cwd=cwd, env=env, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            with ExitStack() as quietly:
                quietly.push(lambda kind, *_: kind is ProcessLookupError)
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(true: Callable[[], object], cwd: Path) -> None:
    """Wait for something, with the log if it never comes."""
    late = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < late, (cwd / "log.txt").read_text()
        time.sleep(0.02)


def finished(out: Path) -> dict[str, int]:
    """Runs whose file is there, with the time at which it was written."""
    return {file.name: file.stat().st_mtime_ns for file in (out / "runs").glob("[!.]*.json")}


def test_a_killed_batch_goes_on_where_it_was(made: Plan, tmp_path: Path) -> None:
    """Killed after its third run, then asked again: those runs are not written again, and none is missing or double."""
    write_plan(made, tmp_path / "made.json")
    words = ("hadr_planner.cli", "batch", "tutorial", "--replay", tmp_path / "made.json", "--draws", "16",
             "--workers", "2", "--out", tmp_path / "out")
    with started(*words, cwd=tmp_path) as first:
        until(lambda: len(finished(tmp_path / "out")) >= 3, tmp_path)
        first.send_signal(signal.SIGKILL)
        first.wait()
        before = finished(tmp_path / "out")
    assert len(before) < 17
    with started(*words, cwd=tmp_path) as second:
        assert second.wait(PATIENCE_S) == 0, (tmp_path / "log.txt").read_text()
    after = finished(tmp_path / "out")
    assert len(after) == 17
    assert {name: after[name] for name in before} == before
    with (tmp_path / "out" / "results.csv").open(newline="") as file:
        assert [int(row["draw"]) for row in csv.DictReader(file)] == list(range(17))


def test_workers_go_when_their_batch_is_killed(made: Plan, tmp_path: Path) -> None:
    """Nothing of a killed batch works on."""
    write_plan(made, tmp_path / "made.json")
    words = ("hadr_planner.cli", "batch", "tutorial", "--replay", tmp_path / "made.json", "--draws", "400",
             "--workers", "1", "--out", tmp_path / "out")
    with started(*words, cwd=tmp_path) as batch:
        until(lambda: finished(tmp_path / "out"), tmp_path)
        children = Path(f"/proc/{batch.pid}/task/{batch.pid}/children")
        if not children.exists():
            pytest.skip("no /proc to see children in")
        pids = children.read_text().split()
        assert pids
        batch.send_signal(signal.SIGKILL)
        batch.wait()
        until(lambda: not any(_alive(pid) for pid in pids), tmp_path)


def _alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _open(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def test_a_cluster_that_loses_a_worker_loses_no_run(tutorial: Scenario, tmp_path: Path) -> None:
    """A scheduler and two workers, each a process; one worker is killed while both work: every run is there once."""
    pytest.importorskip("distributed")
    port = _free_port()
    address = f"tcp://127.0.0.1:{port}"
    plain = ("--no-dashboard",)
    with ExitStack() as house:
        house.enter_context(started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
                                    *plain, cwd=tmp_path))
        until(lambda: _open(port), tmp_path)
        workers = [
            house.enter_context(started("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny",
                                        "--name", f"w{n}", *plain, "--local-directory", tmp_path / f"w{n}",
                                        cwd=tmp_path))
            for n in (1, 2)
        ]
        until(lambda: (tmp_path / "log.txt").read_text().count("Registered to:") == 2, tmp_path)
        batch = house.enter_context(
            started("hadr_planner.cli", "batch", "tutorial", "--draws", "7", "--deterministic", "2", "--cluster",
                    address, "--out", tmp_path / "out", cwd=tmp_path)
        )
        until(lambda: len(finished(tmp_path / "out")) >= 2 or batch.poll() is not None, tmp_path)
        workers[0].send_signal(signal.SIGKILL)
        assert batch.wait(PATIENCE_S) == 0, (tmp_path / "log.txt").read_text()
    rows = [json.loads((tmp_path / "out" / "runs" / name).read_text()) for name in finished(tmp_path / "out")]
    assert sorted(row["draw"] for row in rows) == list(range(8))
    assert {row["status"] for row in rows} <= {"optimal", "feasible"}
    here = run_all([tutorial], out=tmp_path / "here", draws=[5], courses=[Course(deterministic=2)], workers=0)[0]
    there = next(row for row in rows if row["draw"] == 5)
    assert (there["run"], there["value"]) == (here.run, here.value)


def test_no_scheduler_is_said_in_words(tutorial: Scenario, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(HadrError, match="not-an-address"):
        run_all([tutorial], out=tmp_path, cluster="not-an-address://x")
