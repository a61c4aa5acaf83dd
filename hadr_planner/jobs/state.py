"""What is known of a search from the files in its folder."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from pathlib import Path
from typing import Any

from hadr_planner.io.atomic import write_atomically
from hadr_planner.jobs.order import read_spec
from hadr_planner.jobs.process import lives

EVENTS, PLAN, WORKER, CLAIM, CANCEL, END, LOG = (
    "events.jsonl", "plan.json", "worker.json", "claimed", "cancel", "end.json", "log.txt",
)  # fmt: skip
STARTING_S = 30.0
"""Longest time between a claim on a search and word of its process; after that nobody is coming."""
WORDS = 600
"""Most characters of a reason."""


class Status(StrEnum):
    """How a search stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a search; value and bound are infinite (minus and plus) while not known."""

    elapsed_s: float
    phase: str
    value: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """A search as it stands now.

    Parameters
    ----------
    seconds, elapsed_s
        Time allowed, and time since it began to run.
    plan
        File of the best plan so far; unset while there is none.
    why
        How it ended, in words; empty until then.
    submitted_s
        When it was asked for, seconds since 1970.
    scenario_id, version
        Where its scenario lies in a store.
    """

    id: str
    title: str
    by: str
    status: Status
    seconds: float
    elapsed_s: float
    points: tuple[Point, ...]
    plan: Path | None
    why: str
    submitted_s: float
    scenario_id: int | None
    version: int | None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status not in (Status.QUEUED, Status.RUNNING)

    @property
    def value(self) -> float:
        """Value of the best plan so far."""
        return self.points[-1].value if self.points else -inf

    @property
    def bound(self) -> float:
        """Least bound so far."""
        return self.points[-1].bound if self.points else inf


def read_state(folder: Path) -> JobState:
    """The state of the search in a folder; ``KeyError`` where there is none."""
    spec = read_spec(folder)
    end, worker = read_note(folder / END), read_note(folder / WORKER)
    status = status_of(folder, end, worker)
    plan = folder / PLAN
    began_s = float(worker["began_s"]) if worker else 0.0
    elapsed_s = float(end["elapsed_s"]) if end else time.time() - began_s if worker else 0.0
    return JobState(
        id=folder.name,
        title=spec["title"],
        by=spec["by"],
        status=status,
        seconds=spec["seconds"],
        elapsed_s=max(elapsed_s, 0.0),
        points=points(folder / EVENTS),
        plan=plan if plan.exists() else None,
        why=str(end["why"]) if end else "",
        submitted_s=spec["submitted_s"],
        scenario_id=spec["scenario_id"],
        version=spec["version"],
    )


def status_of(folder: Path, end: dict[str, Any], worker: dict[str, Any]) -> Status:
    """Queued until claimed, then running until an end is written."""
    if end:
        return Status(end["status"])
    return Status.RUNNING if worker or (folder / CLAIM).exists() else Status.QUEUED


def gone(folder: Path, worker: dict[str, Any]) -> bool:
    """Whether a claimed search has lost its process, or never got one."""
    if worker:
        return not lives(int(worker["pid"]), str(worker["born"]))
    try:
        return time.time() - (folder / CLAIM).stat().st_mtime > STARTING_S
    except OSError:
        return False


def points(file: Path) -> tuple[Point, ...]:
    """Every whole line of an events file; one that is still being written is left for the next look."""
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        value = -inf if said["value"] is None else said["value"]
        bound = inf if said["bound"] is None else said["bound"]
        found.append(Point(said["elapsed_s"], said["phase"], value, bound))
    return tuple(found)


def read_note(file: Path) -> dict[str, Any]:
    """A small JSON object; empty where there is none yet."""
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def write_end(folder: Path, status: Status, why: str, elapsed_s: float) -> None:
    """Say how a search ended."""
    note = {"status": status.value, "why": why[:WORDS], "elapsed_s": round(elapsed_s, 3)}
    write_atomically(folder / END, json.dumps(note, ensure_ascii=False).encode())
