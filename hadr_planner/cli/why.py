"""``hadr why``: the reasons against a move, behind a need that is not met, or for an asset that does little.

People read names; machines get ids.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hadr_planner.errors import HadrError

from .arguments import JsonOption, PlanArgument, ScenarioArgument

if TYPE_CHECKING:
    from hadr_planner.domain.plan import Plan
    from hadr_planner.domain.scenario import Scenario

Answer = tuple[Any, list[str]]
WANTED = "wanted one question: --asset A --to SITE for a move, --asset A for what an asset does, or --need SITE/ITEM"


def why(
    scenario: ScenarioArgument,
    plan: PlanArgument,
    asset: Annotated[str, typer.Option(metavar="ASSET", help="Why does it do no more? With --to: why not there?")] = "",
    to: Annotated[str, typer.Option(metavar="SITE", help="Site or place to which it would go.")] = "",
    start: Annotated[str, typer.Option("--from", metavar="PLACE", help="Where it would load.")] = "",
    at: Annotated[str, typer.Option(metavar="HOUR", help="When: H+12, or 2013-11-09T06:00+08:00.")] = "",
    need: Annotated[str, typer.Option(metavar="SITE/ITEM", help="Why is this need not met?")] = "",
    prove: Annotated[bool, typer.Option("--prove", help="With --need: plan again without each reason.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what stands against a move, behind an unmet need or in the way of an asset, and who could lift it."""
    of_move, of_need = bool(to or start or at), bool(need)
    if bool(asset) == of_need or (of_move and (of_need or not to)) or (prove and not of_need):
        raise HadrError(WANTED)
    from hadr_planner.report.naming import named

    from .opened import opened
    from .terminal import say, say_json

    found, made = opened(scenario, plan)
    if need:
        answer, lines = _need(found, made, need, prove=prove)
    elif to:
        answer, lines = _move(found, made, asset, to, start, at)
    else:
        answer, lines = _asset(found, made, asset)
    if as_json:
        say_json(asdict(answer))
    else:
        say("\n".join(named(found, line) for line in lines))


def _need(scenario: Scenario, plan: Plan, need: str, *, prove: bool) -> Answer:
    from hadr_planner.explain import why_unmet, words

    unmet = why_unmet(scenario, plan, need, prove=prove)
    return unmet, words.of_unmet(unmet)


def _move(scenario: Scenario, plan: Plan, asset: str, to: str, start: str, at: str) -> Answer:
    from hadr_planner.explain import Move, why_not, words

    move = Move(asset=asset, to=to, start=start, at_h=_hour(scenario, at) if at else None)
    verdict = why_not(scenario, plan, move)
    return verdict, words.of_verdict(verdict)


def _asset(scenario: Scenario, plan: Plan, asset: str) -> Answer:
    from hadr_planner.explain import why_idle, words

    idle = why_idle(scenario, plan, asset)
    return idle, words.of_idle(idle)


def _hour(scenario: Scenario, text: str) -> float:
    from hadr_planner.domain.force import Asset
    from hadr_planner.io.cells import UnreadableError, reader

    try:
        return float(reader(Asset, "ready_h")(text, scenario.start))
    except UnreadableError as error:
        raise HadrError(f"--at: {error}") from error
