"""``hadr verify``: replay a plan against every rule."""

from __future__ import annotations

from dataclasses import asdict

import typer

from .arguments import JsonOption, PlanArgument, ScenarioArgument
from .exits import BROKEN, DONE


def verify(scenario: ScenarioArgument, plan: PlanArgument, as_json: JsonOption = False) -> None:
    """Replay a plan against every rule and list the breaches, one a line."""
    from hadr_planner import verify as breaches_of

    from .breaches import listed, verdict
    from .opened import opened
    from .terminal import complain, say, say_json

    breaches = breaches_of(*opened(scenario, plan))
    if as_json:
        say_json({"obeyed": not breaches, "breaches": [asdict(breach) for breach in breaches]})
    elif breaches:
        say(listed(breaches))
        complain(f"hadr: {verdict(breaches)}")
    else:
        say(verdict(breaches).capitalize())
    raise typer.Exit(BROKEN if breaches else DONE)
