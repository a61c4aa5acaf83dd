"""``hadr teams``: in which order teams go from place to place."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from hadr_planner.errors import HadrError

from .arguments import JsonOption, ScenarioArgument

if TYPE_CHECKING:
    from hadr_planner.domain.scenario import Scenario
    from hadr_planner.incidents import Rota

ROW = "{team:<24}{turn:>4}  {incident:<28}{arrive:>9}{begin:>9}{end:>9}"


def teams(
    scenario: ScenarioArgument,
    work: Annotated[
        str, typer.Option("--for", metavar="WORK", help="rescue, engineering, survey or assessment.")
    ] = "rescue",
    stay_h: Annotated[
        float, typer.Option("--stay", min=0.5, max=240.0, help="Hours of an assessment; most for a rescue.")
    ] = 24.0,
    together: Annotated[
        list[str] | None, typer.Option(metavar="SITE=N", help="A site that needs several teams at once; repeatable.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=86_400.0, help="Longest search.")] = 30.0,
    as_json: JsonOption = False,
) -> None:
    """Send teams from place to place, so that the severest waits least; with a bound on how much better it could be."""
    from hadr_planner.incidents.sent import assign_teams
    from hadr_planner.io import load

    from .terminal import say, say_json

    found = load(scenario)
    rota = assign_teams(
        found, work, stay_h=stay_h, together=dict(_pair(text) for text in together or []), seconds=seconds
    )
    if as_json:
        say_json(asdict(rota) | {"gap": rota.gap, "proven": rota.proven})
    else:
        say("\n".join(_lines(found, rota)))


def _pair(text: str) -> tuple[str, int]:
    site, _, number = text.partition("=")
    if not number.isdigit() or not 1 <= int(number) <= 100:
        raise HadrError(f"--together: {text[:60]!r} says no number of teams; wanted SITE=2 or the like")
    return site, int(number)


def _lines(scenario: Scenario, rota: Rota) -> list[str]:
    lines = [ROW.format(team="team", turn="turn", incident="place", arrive="arrives", begin="begins", end="done")]
    for team in dict.fromkeys(visit.team for visit in rota.visits):
        mine = [visit for visit in rota.visits if visit.team == team]
        lines += [
            ROW.format(
                team=team[:23], turn=turn, incident=visit.incident[:27], arrive=_hour(visit.arrive_h),
                begin=_hour(visit.begin_h), end=_hour(visit.end_h),
            )
            for turn, visit in enumerate(mine, start=1)
        ]
    late = len({visit.incident for visit in rota.visits if visit.end_h > scenario.clock.horizon_h})
    known = "no order is better" if rota.proven else f"no order is more than {rota.gap:.1%} better"
    lines += ["", f"Severity times hours: {rota.harm:,.0f}; {known}. Severest first: {rota.practice_harm:,.0f}."]
    lines += [f"Done only after the plan's end: {late}."] if late else []
    return lines + ([f"Too few teams can help at: {', '.join(rota.unreached)}."] if rota.unreached else [])


def _hour(hour: float) -> str:
    return f"H+{hour:.1f}"
