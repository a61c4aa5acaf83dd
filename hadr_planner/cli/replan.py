"""``hadr replan``: make the plan in force fit a scenario that has changed, and say what that changes for whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import JsonOption, ScenarioArgument
from .exits import BROKEN, DONE

if TYPE_CHECKING:
    from hadr_planner.changes import Difference

SHOWN = 12
"""Lines told of each nation; the plan file has them all."""


def replan(
    scenario: ScenarioArgument,
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan in force, made before the change.")],
    since: Annotated[float, typer.Option(min=0, metavar="H", help="Nothing new begins before this hour.")] = 0.0,
    seconds: Annotated[float, typer.Option(min=0.1, max=1e6, help="Longest time for settling what is carried.")] = 30,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where the plan is written.")] = "replanned.json",
    as_json: JsonOption = False,
) -> None:
    """Keep what still holds of a plan, fill what is free, and print what changed for whom."""
    from hadr_planner import load, verify
    from hadr_planner import replan as again
    from hadr_planner.changes import plan_difference
    from hadr_planner.io import read_plan, write_plan
    from hadr_planner.report.levels import levels

    from .breaches import verdict
    from .progress import following
    from .stopping import stopping
    from .targets import writable
    from .terminal import say, say_json

    target, force, found = writable(out), read_plan(plan), load(scenario)
    with stopping() as stop, following(None) as watch:
        made = again(found, force, since_h=since, seconds=seconds, watch=watch, stop=stop)
    write_plan(made, target, levels(found, made))
    breaches, told = verify(found, made), plan_difference(force, made, found)
    if as_json:
        counts = {"cancelled": len(told.cancelled), "moved": len(told.moved), "new": len(told.new)}
        say_json(
            {
                "plan": str(target), "value": made.value, "before": force.value, "unchanged": told.unchanged,
                "reloaded": len(told.reloaded), **counts, "breaches": [asdict(breach) for breach in breaches],
            }
        )  # fmt: skip
    else:
        say(_words(told))
        say(f"\nVerified: {verdict(breaches)}\nPlan written to {target}")
    raise typer.Exit(BROKEN if breaches else DONE)


def _words(told: Difference) -> str:
    """Every nation's first changes in order of time, other loads apart, and how many more there are."""
    from hadr_planner.changes import Kind
    from hadr_planner.report.wording import clean

    lines = [str(told)]
    for nation, changes in told.by_nation.items():
        mine = [change for change in changes if change.kind is not Kind.RELOADED]
        lines += ["", f"{clean(nation)}: {len(mine)} changed orders"] if mine else []
        lines += [f"  {clean(str(change))}" for change in mine[:SHOWN]]
        lines += [f"  and {len(mine) - SHOWN} more"] if len(mine) > SHOWN else []
    return "\n".join(lines)
