"""``hadr plan``: search, say how it goes, write what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .arguments import JsonOption, ScenarioArgument
from .exits import BROKEN, DONE, NO_PLAN

if TYPE_CHECKING:
    from hadr_planner.domain.breach import Breach
    from hadr_planner.domain.plan import Plan
    from hadr_planner.domain.scenario import Scenario


def plan(
    scenario: ScenarioArgument,
    seconds: Annotated[float, typer.Option(min=0.1, max=1e6, help="Longest search; it ends sooner at the gap.")] = 30,
    gap: Annotated[float, typer.Option(min=0, max=1, help="Share by which the plan may miss the bound.")] = 0.01,
    seed: Annotated[int | None, typer.Option(min=0, help="Seed of the search.  [default: the scenario's]")] = None,
    deterministic: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Count N rounds of work in place of seconds.")
    ] = None,
    wish: Annotated[str | None, typer.Option(metavar="FILE", help="Wishes that the plan is to hold, as JSON.")] = None,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where the plan is written.")] = "plan.json",
    report: Annotated[str | None, typer.Option(metavar="FILE.html", help="Write the report, too.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find a plan and the bound that no plan beats; Ctrl-C keeps the best plan."""
    from hadr_planner import load, solve, verify
    from hadr_planner.io import write_plan
    from hadr_planner.report.exports import export
    from hadr_planner.report.levels import levels
    from hadr_planner.wishes import vet
    from hadr_planner.wishes.notation import read_wishes

    from .progress import following
    from .stopping import stopping
    from .targets import writable

    target, page = writable(out), writable(report, ".html") if report else None
    wishes = read_wishes(wish) if wish else ()
    found = load(scenario)
    vet(found, wishes, wish or "")
    with stopping() as stop, following(None if deterministic else seconds) as watch:
        made = solve(
            found, seconds=seconds, gap=gap, seed=seed, deterministic=deterministic, wishes=wishes, watch=watch,
            stop=stop,
        )  # fmt: skip
    write_plan(made, target, levels(found, made))
    breaches = verify(found, made)
    if page:
        export(found, made, page)
    files = {"plan": str(target)} | ({"report": str(page)} if page else {})
    _tell(found, made, breaches, files, as_json=as_json)
    raise typer.Exit(BROKEN if breaches else NO_PLAN if made.status == "no_plan" else DONE)


def _tell(
    scenario: Scenario, plan: Plan, breaches: Sequence[Breach], files: dict[str, str], *, as_json: bool
) -> None:
    from hadr_planner.report.kpis import kpis
    from hadr_planner.report.text import summary

    from .breaches import verdict
    from .terminal import say, say_json

    measured = kpis(scenario, plan)
    if as_json:
        from hadr_planner.report.headlines import headlines

        head = [asdict(figure) for figure in headlines(scenario, plan, measured)]
        say_json(_result(plan, breaches, files) | {"headlines": head})
        return
    say(summary(scenario, plan, measured))
    say(f"\nVerified: {verdict(breaches)}")
    say("\n".join(f"{name.capitalize()} written to {path}" for name, path in files.items()))


def _result(plan: Plan, breaches: Sequence[Breach], files: dict[str, str]) -> dict[str, Any]:
    return {
        "scenario": plan.scenario,
        "digest": plan.digest,
        "status": plan.status.value,
        "why": plan.why,
        "value": plan.value,
        "bound": plan.bound if isfinite(plan.bound) else None,
        "gap": plan.gap,
        "sorties": len(plan.sorties),
        "breaches": [asdict(breach) for breach in breaches],
        "files": files,
        "work": dict(plan.work),
    }
