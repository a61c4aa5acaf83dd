"""``hadr show``: a plan as a table."""

from __future__ import annotations

from typing import Annotated

import typer

from .arguments import JsonOption, PlanArgument


def show(
    plan: PlanArgument,
    by: Annotated[
        str | None, typer.Option(metavar="WHAT", help="asset, site, nation or place; without it, a summary.")
    ] = None,
    scenario: Annotated[
        str | None, typer.Option(help="Where the scenario is, unless it is built in, or a folder here or by the plan.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print a plan: its summary, or a table by asset, site, nation or place."""
    from hadr_planner.report.kpis import kpis
    from hadr_planner.report.text import summary, table, view

    from .opened import opened_alone
    from .terminal import say, say_json

    found, made = opened_alone(plan, scenario)
    if by is None and as_json:
        from hadr_planner.report.exports.json import indicators

        say_json(indicators(kpis(found, made)))
    elif by is None:
        say(summary(found, made, kpis(found, made)))
    elif as_json:
        say_json(view(found, made, by))
    else:
        say(table(view(found, made, by)))
