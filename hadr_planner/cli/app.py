"""The list of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from hadr_planner.version import VERSION

from .backup import backup
from .batch import batch
from .export import export
from .limit import limit
from .plan import plan
from .replan import replan
from .serve import serve
from .show import show
from .teams import teams
from .unlock import unlock
from .validate import validate
from .verify import verify
from .why import why

EXITS = "Exit codes: 0 done and obeyed, 1 the plan breaks a rule, 2 bad input or usage, 3 no plan."

app = typer.Typer(
    help="Plan multinational disaster relief: a scenario in, a verified plan with a proven bound out.",
    epilog=EXITS,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (validate, plan, verify, show, why, unlock, export, serve, backup, batch, teams, limit, replan):
    app.command(command.__name__)(command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"hadr {VERSION}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Plan multinational disaster relief: a scenario in, a verified plan with a proven bound out."""
