"""Every command in the README and in the tutorial works as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from hadr_planner.cli import app
from hadr_planner.io import load
from hadr_planner.people import Person, Role
from hadr_planner.store import open_store

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "docs/tutorial.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("make", "pip")
"""Commands that set things up: these are tried without being run, or in a test of their own."""


def blocks(document: str) -> list[tuple[str, str]]:
    """Language and text of each fenced block."""
    return BLOCK.findall((ROOT / document).read_text("utf-8"))


def commands(document: str) -> list[str]:
    """Lines of the shell blocks; a line that ends in a backslash goes on."""
    text = "".join(text for language, text in blocks(document) if language == "sh")
    lines = text.replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the scenarios of the source tree, and ``hadr`` on the path."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    hadr = tmp_path / "bin" / "hadr"
    hadr.parent.mkdir()
    hadr.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m hadr_planner.cli "$@"\n', "utf-8")
    hadr.chmod(0o755)
    return tmp_path


def around(clone: Path) -> dict[str, str]:
    """Environment of somebody who sits in the folder."""
    path = f"{clone / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PYTHONPATH": str(ROOT), "PATH": path, "HADR_STORE": str(clone / "desk.sqlite")}


def run(line: str, clone: Path) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-euc", line]
    return subprocess.run(command, cwd=clone, env=around(clone), capture_output=True, text=True, check=False)


def serve(line: str, clone: Path) -> None:
    """Open the desk on a port that is free, wait for its answer, store a scenario, and end it as Ctrl-C would."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    command = ["bash", "-euc", f"exec {line} --port {port}"]
    desk = subprocess.Popen(command, cwd=clone, env=around(clone), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert answers(f"http://127.0.0.1:{port}/_stcore/health", desk)
        with open_store(clone / "desk.sqlite") as store:
            store.as_(Person("Ana", Role.PLANNER)).add_scenario(load("tutorial"), "built in")
    finally:
        desk.send_signal(signal.SIGINT)
        told = desk.communicate()[0].decode()
    assert "Traceback" not in told
    assert f"The desk is at http://127.0.0.1:{port}" in told


def answers(url: str, desk: subprocess.Popen[bytes]) -> bool:
    """Whether the desk answers before it ends."""
    while desk.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False


def dry(target: str) -> str:
    """What ``make`` would do for a target."""
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_command_hides_outside_a_shell_block(document: str) -> None:
    outside = [text for language, text in blocks(document) if language != "sh"]
    hidden = [text for text in outside if re.search("^hadr ", text, re.MULTILINE)]
    assert hidden == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_works_in_the_order_in_which_it_stands(document: str, clone: Path) -> None:
    asked = [line for line in commands(document) if line.split()[0] not in ELSEWHERE]
    assert len(asked) > 5
    for line in asked:
        if line.split()[:2] == ["hadr", "serve"]:
            serve(line, clone)
            continue
        done = run(line, clone)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_the_python_in_the_readme_runs() -> None:
    pieces = [text for language, text in blocks("README.md") if language == "python"]
    assert pieces
    for text in pieces:
        done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", [line for line in commands("README.md") if line.split()[0] == "make"])
def test_every_make_target_is_there(line: str) -> None:
    assert dry(line.split()[1])


def test_make_plan_plans_haiyan_and_writes_plan_and_report(clone: Path) -> None:
    line = next(line for line in dry("plan").splitlines() if "hadr plan" in line)
    assert "plan haiyan_2013 --seconds 60 " in line
    done = run(line.replace(".venv/bin/hadr", "hadr").replace("--seconds 60", "--seconds 5"), clone)
    assert done.returncode == 0, done.stderr
    assert "the plan obeys every rule" in done.stdout
    assert (clone / "plan.json").stat().st_size > 1000
    assert "<html" in (clone / "report.html").read_text("utf-8")


def test_pip_install_is_the_only_other_way_in() -> None:
    assert [line for line in commands("README.md") if line.startswith("pip")] == ["pip install ."]


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    names = [command.name for command in app.registered_commands]
    assert names
    assert [name for name in names if f"hadr {name}" not in text] == []


def test_every_file_that_the_readme_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
