"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

ScenarioArgument = Annotated[
    str,
    typer.Argument(metavar="SCENARIO", help="A folder, a .zip, an .xlsx, or the name of a built-in scenario."),
]
PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="A plan file, as 'hadr plan' writes it.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result for machines.")]
