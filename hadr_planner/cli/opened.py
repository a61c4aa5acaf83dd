"""A scenario and the plan that was made for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from hadr_planner.errors import HadrError

if TYPE_CHECKING:
    from hadr_planner.domain.plan import Plan
    from hadr_planner.domain.scenario import Scenario

ID = re.compile(r"[a-z0-9_]{1,60}")
DIGITS = 12


def opened(scenario: str, plan: str) -> tuple[Scenario, Plan]:
    """Read both.

    Raises
    ------
    HadrError
        Where one can't be read, or the plan was made for other content than the scenario now has.
    """
    from hadr_planner.io import load, read_plan

    made = read_plan(plan)
    return _matched(load(scenario), made, scenario, plan)


def opened_alone(plan: str, scenario: str | None) -> tuple[Scenario, Plan]:
    """Read a plan and, where no scenario is given, the one that it names: built in, here, or beside the plan.

    Raises
    ------
    HadrError
        As ``opened`` does, or where the scenario that the plan names is nowhere near.
    """
    from hadr_planner.io import builtin, load, read_plan

    made = read_plan(plan)
    if scenario is None:
        near = [Path(made.scenario), Path(plan).parent / made.scenario] if ID.fullmatch(made.scenario) else []
        folders = [str(path) for path in near if path.is_dir()]
        scenario = next(iter([*folders, *(name for name in builtin() if name == made.scenario)]), None)
    if scenario is None:
        raise HadrError(f"{plan}: was made for {made.scenario[:60]!r}; say where that is with --scenario")
    return _matched(load(scenario), made, scenario, plan)


def _matched(found: Scenario, made: Plan, scenario: str, plan: str) -> tuple[Scenario, Plan]:
    if made.digest == found.digest:
        return found, made
    raise HadrError(
        f"{plan}: was made for {made.scenario[:60]!r} with digest {made.digest[:DIGITS] or 'none'!r}, but {scenario} "
        f"is {found.id!r} with digest {found.digest[:DIGITS]!r}; the scenario has changed since, or it is another one"
    )
