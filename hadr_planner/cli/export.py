"""``hadr export``: a plan in another format, whole or for one reader."""

from __future__ import annotations

from typing import Annotated

import typer

from .arguments import PlanArgument, ScenarioArgument

EVERYBODY = "everybody"
FORMATS = "Ends in .html, .xlsx, .csv, .zip, .geojson, .gpkg, .kml, .ics or .json."
READERS = (
    "Only what one reader may see: a nation (USA), component:ID, partner:ID or site:ID; "
    "or 'everybody', a .zip with a folder for each."
)


def export(
    scenario: ScenarioArgument,
    plan: PlanArgument,
    to: Annotated[str, typer.Option(metavar="FILE", help=FORMATS)],
    reader: Annotated[str, typer.Option("--for", metavar="READER", help=READERS)] = "",
) -> None:
    """Write a plan in the format that the file's ending names."""
    from hadr_planner.io.atomic import write_atomically
    from hadr_planner.report.bundle import bundle, everybody
    from hadr_planner.report.exports import export as write
    from hadr_planner.report.exports import hand_out
    from hadr_planner.report.taskings import reader_of, tasking

    from .opened import opened
    from .targets import writable
    from .terminal import say

    target = writable(to, ".zip" if reader == EVERYBODY else "")
    world, made = opened(scenario, plan)
    if reader == EVERYBODY:
        write_atomically(target, bundle(everybody(world, made)))
    elif reader:
        hand_out(tasking(world, made, reader_of(world, reader)), target)
    else:
        write(world, made, target)
    say(f"Written to {target}")
