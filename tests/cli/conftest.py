"""The command line as tests use it: called in this process, with its words and its exit code kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import hadr_planner.solver
from hadr_planner.cli import main
from hadr_planner.domain.plan import Directive, Plan, Sortie, Status, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import load, write_plan
from hadr_planner.solver.event import Event
from hadr_planner.version import PROGRAM


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Hadr = Callable[..., Said]


@pytest.fixture
def hadr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Hadr:
    """Call ``hadr`` with words, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["hadr", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Said(int(ended.value.code or 0), told.out, told.err)

    return call


@pytest.fixture(scope="session")
def tutorial() -> Scenario:
    """The built-in tutorial."""
    return load("tutorial")


def idle(scenario: Scenario, status: Status = Status.FEASIBLE, *sorties: Sortie) -> Plan:
    """A plan that does nothing but what it is given."""
    return Plan(
        scenario=scenario.id,
        digest=scenario.digest,
        program=PROGRAM,
        seed=0,
        status=status,
        why="nothing could be loaded" if status is Status.NO_PLAN else "",
        value=0.0,
        bound=100.0,
        sorties=sorties,
    )


def early(scenario: Scenario) -> Plan:
    """A plan whose only sortie leaves before its aircraft is there, for a port."""
    stops = (
        Stop(node="nadi", on_block_h=0, off_block_h=1, loads={"food": 5.0}),
        Stop(node="suva_port", on_block_h=2, off_block_h=3, unloads={"food": 5.0}),
        Stop(node="nadi", on_block_h=4, off_block_h=5),
    )
    flight = Sortie(
        id="s1", asset="aus_c130j", tail=1, owner="AUS", directive=Directive.REQUEST, stops=stops, under_way_h=2
    )
    return idle(scenario, Status.FEASIBLE, flight)


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[Plan], str]:
    """Write a plan to a file and name it."""

    def keep(plan: Plan) -> str:
        path = tmp_path / "kept.json"
        write_plan(plan, path)
        return str(path)

    return keep


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Scenario], Plan]], dict[str, object]]:
    """Put a search in place that finds what it is told to, at once; what it was asked is kept."""

    def install(found: Callable[[Scenario], Plan]) -> dict[str, object]:
        asked: dict[str, object] = {}

        def solve(scenario: Scenario, *, watch: Callable[[Event], None], **options: object) -> Plan:
            asked.update(options)
            watch(Event(elapsed_s=0.1, phase="first\x1b[2Jplan", value=40.0, bound=float("inf")))
            watch(Event(elapsed_s=0.2, phase="pricing", value=40.0, bound=120.0))
            watch(Event(elapsed_s=0.3, phase="search", value=90.0, bound=100.0))
            return found(scenario)

        monkeypatch.setattr(hadr_planner.solver, "solve", solve, raising=False)
        return asked

    return install
