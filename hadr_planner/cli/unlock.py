"""``hadr unlock``: what holds a plan down, ranked by what lifting it would give, and who could lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .arguments import JsonOption, PlanArgument, ScenarioArgument

if TYPE_CHECKING:
    from hadr_planner.explain import Unlocks


def unlock(
    scenario: ScenarioArgument,
    plan: PlanArgument,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time for each search.")] = 5.0,
    most: Annotated[int, typer.Option(min=1, help="How many restrictions to try.")] = 10,
    deterministic: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Count rounds of work instead of seconds.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Rank restrictions by what lifting each would give, and say who could lift it."""
    from hadr_planner.explain import unlocks, words
    from hadr_planner.report.naming import named

    from .opened import opened
    from .terminal import complain, say, say_json

    found, made = opened(scenario, plan)
    answer = unlocks(found, made, seconds=seconds, most=most, deterministic=deterministic, watch=complain)
    if as_json:
        say_json(_plain(answer))
    else:
        say("\n".join(named(found, line) for line in words.of_unlocks(found, answer)))


def _plain(answer: Unlocks) -> dict[str, Any]:
    return {
        "value": answer.value,
        "ranked": [
            {
                "row": one.restriction.row, "what": one.restriction.what, "lifted_by": one.restriction.lifted_by,
                "gain": one.gain, "value": one.value, "helped": dict(one.helped),
            }
            for one in answer.ranked
        ],
        "untried": [{"row": one.row, "what": one.what, "lifted_by": one.lifted_by} for one in answer.untried],
    }
