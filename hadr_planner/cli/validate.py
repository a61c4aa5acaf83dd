"""``hadr validate``: every fault of a scenario, or what is in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from hadr_planner.errors import ScenarioError

from .arguments import JsonOption, ScenarioArgument
from .exits import BAD_INPUT

if TYPE_CHECKING:
    from hadr_planner.errors import Fault


def validate(scenario: ScenarioArgument, as_json: JsonOption = False) -> None:
    """List every fault; or, where there is none, every warning and what is in the scenario."""
    from hadr_planner.io import inventory, load
    from hadr_planner.report.counted import counted
    from hadr_planner.smells import smells

    from .contents import contents
    from .terminal import say, say_json

    try:
        found = load(scenario)
    except ScenarioError as error:
        if not as_json:
            raise
        say_json({"valid": False, "faults": _plain(error.faults), "warnings": [], "inventory": None})
        raise typer.Exit(BAD_INPUT) from error
    warnings, inside = smells(found), inventory(found)
    if as_json:
        say_json({"valid": True, "faults": [], "warnings": _plain(warnings), "inventory": asdict(inside)})
        return
    say(contents(inside))
    if warnings:
        said = f"\n{counted(len(warnings), 'warning')}, which don't stop a plan:"
        say("\n".join([said, *(f"  {warning}" for warning in warnings)]))


def _plain(faults: tuple[Fault, ...]) -> list[dict[str, str | int]]:
    return [asdict(fault) for fault in faults]
