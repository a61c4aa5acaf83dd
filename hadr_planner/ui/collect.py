"""Plans that searches have found are put into the store, each once, whoever looks first."""

from __future__ import annotations

import json
import time
from pathlib import Path

from hadr_planner.domain.plan import Plan
from hadr_planner.errors import HadrError
from hadr_planner.io import read_plan
from hadr_planner.jobs import JobState
from hadr_planner.people import Person, Role
from hadr_planner.store import Store

from . import films, handles
from .desk import Desk

STORED = "stored.json"
ABANDONED_S = 120.0
"""A claim without an outcome this old was left by a server that died between the two."""


def collect(desk: Desk) -> None:
    """Store the plan of every search that is over and has not been stored."""
    for state in desk.jobs.states():
        if state.over and state.plan is not None and state.scenario_id is not None:
            plan = keep(handles.store(), state)
            if plan and desk.scenario and (state.scenario_id, state.version) == (desk.scenario_id, desk.version):
                films.begin(desk.scenario, plan)


def keep(store: Store, state: JobState) -> Plan | None:
    """Store the plan of one search unless somebody has, in the name of who asked for it; the plan, if it was stored."""
    if state.plan is None or state.scenario_id is None or not _claim(note := state.plan.with_name(STORED)):
        return None
    plan: Plan | None = None
    try:
        office = store.as_(Person(state.by or "somebody", Role.PLANNER))
        plan = read_plan(state.plan)
        card = office.add_plan(state.scenario_id, state.version or 1, plan, state.title or state.id)
        said: dict[str, object] = {"plan_id": card.id}
    except HadrError as error:
        plan, said = None, {"why": str(error)}
    note.write_text(json.dumps(said), "utf-8")
    return plan


def stored_as(state: JobState) -> int | None:
    """Id of the plan that a search became in the store, if it did."""
    found = _outcome(state).get("plan_id")
    return found if isinstance(found, int) else None


def awaited(state: JobState) -> bool:
    """Whether a search is over and its plan not in the store yet, nor known to be unfit for it."""
    return state.over and state.plan is not None and state.scenario_id is not None and not _outcome(state)


def why_not_stored(state: JobState) -> str:
    """Why a plan could not be stored; empty where nothing is known against it."""
    return str(_outcome(state).get("why", ""))


def _outcome(state: JobState) -> dict[str, object]:
    if state.plan is None:
        return {}
    try:
        found: dict[str, object] = json.loads(state.plan.with_name(STORED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _claim(note: Path) -> bool:
    try:
        note.touch(exist_ok=False)
    except FileExistsError:
        if note.stat().st_size == 0 and time.time() - note.stat().st_mtime > ABANDONED_S:
            note.unlink(missing_ok=True)
        return False
    return True
