"""A plan and its report are made without any network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = """
import sys

def refuse(event, args):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError("the network was asked: " + event)

sys.addaudithook(refuse)
"""
ASK = "import socket; socket.create_connection(('127.0.0.1', 9))"
ALONE = ("unshare", "--map-root-user", "--net")


@pytest.fixture
def cut_off(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python refuses every connection."""
    (tmp_path / "sitecustomize.py").write_text(BLOCK, "utf-8")
    return os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}


def alone() -> bool:
    """Whether this system lets a process have a network of its own, with nothing on it."""
    return shutil.which("unshare") is not None and subprocess.run([*ALONE, "true"], capture_output=True).returncode == 0


def hadr(words: list[str], cwd: Path, env: dict[str, str], *within: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*within, sys.executable, "-m", "hadr_planner.cli", *words],
        cwd=cwd, env=env, capture_output=True, text=True, check=False,
    )


def test_the_block_bites(cut_off: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", ASK], env=cut_off, capture_output=True, text=True, check=False)
    assert "the network was asked" in done.stderr


def test_plan_and_report_need_no_network(tmp_path: Path, cut_off: dict[str, str]) -> None:
    done = hadr(["plan", "tutorial", "--seconds", "5", "--json"], tmp_path, cut_off)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sorties"] > 0
    done = hadr(["export", "tutorial", "plan.json", "--to", "report.html"], tmp_path, cut_off)
    assert done.returncode == 0, done.stderr
    assert "<html" in (tmp_path / "report.html").read_text("utf-8")


@pytest.mark.skipif(not alone(), reason="this system lends out no network namespaces")
def test_plan_works_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = hadr(["plan", "tutorial", "--seconds", "5", "--report", "report.html"], tmp_path, env, *ALONE)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.html").is_file()
