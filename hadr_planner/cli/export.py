"""``hadr export``: a plan in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from .arguments import PlanArgument, ScenarioArgument


def export(
    scenario: ScenarioArgument,
    plan: PlanArgument,
    to: Annotated[str, typer.Option(metavar="FILE", help="Ends in .html, .xlsx, .csv, .zip, .geojson or .json.")],
) -> None:
    """Write a plan in the format that the file's ending names."""
    from hadr_planner.report.exports import export as write

    from .opened import opened
    from .targets import writable
    from .terminal import say

    target = writable(to)
    say(f"Written to {write(*opened(scenario, plan), target)}")
