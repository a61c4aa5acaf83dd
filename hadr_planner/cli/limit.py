"""``hadr limit``: the most that any plan could have handed over by each hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import JsonOption, ScenarioArgument

if TYPE_CHECKING:
    from hadr_planner.domain.limit import LimitCurve
    from hadr_planner.domain.scenario import Scenario
    from hadr_planner.limit import Done


def limit(
    scenario: ScenarioArgument,
    plan: Annotated[str | None, typer.Argument(metavar="[PLAN]", help="A plan to set beside it.")] = None,
    report: Annotated[
        str | None, typer.Option(metavar="FILE.html", help="Write the plan's report with the limit above its curve.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say, for every hour, what no plan can have handed over more than, and what holds that down."""
    from hadr_planner.errors import HadrError
    from hadr_planner.io import load
    from hadr_planner.limit import handed_over
    from hadr_planner.limit import limit as curve_of

    from .opened import opened
    from .targets import writable
    from .terminal import say, say_json

    if report and not plan:
        raise HadrError("--report draws a plan's own curve: name the plan, too")
    target = writable(report, ".html") if report else None
    found, made = opened(scenario, plan) if plan else (load(scenario), None)
    curve = curve_of(found)
    done = handed_over(found, made) if made else None
    if made and target:
        from hadr_planner.io.atomic import write_atomically
        from hadr_planner.report.kpis import kpis
        from hadr_planner.report.page import page

        write_atomically(target, page(found, made, kpis(found, made), curve).encode())
    if as_json:
        say_json({"limit": asdict(curve), "plan": [asdict(one) for one in done] if done else None})
        return
    say(_table(found, curve, done))
    if target:
        say(f"Report written to {target}")


def _table(scenario: Scenario, curve: LimitCurve, done: Sequence[Done] | None) -> str:
    from hadr_planner.report.naming import held_down
    from hadr_planner.report.wording import number

    heads = ["hour", "limit t", "limit person-days", *(["plan t", "plan person-days"] if done else []), "held down by"]
    lines = [heads]
    for place, point in enumerate(curve.points):
        mine = [number(done[place].tonnes, 1), number(done[place].person_days)] if done else []
        own = [f"H+{point.hour:g}", number(point.tonnes, 1), number(point.person_days), *mine]
        lines.append([*own, held_down(scenario, point.binds)])
    wide = [max(len(line[k]) for line in lines) for k in range(len(heads))]
    rows = ([*(c.rjust(w) for c, w in zip(line[:-1], wide[:-1], strict=True)), line[-1]] for line in lines)
    return "\n".join("  ".join(row) for row in rows)
