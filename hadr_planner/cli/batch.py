"""``hadr batch``: many scenarios, draws and courses of action at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .arguments import JsonOption
from .exits import BROKEN, DONE

if TYPE_CHECKING:
    from hadr_planner.batch import Choice, Course, Row, Summary

Scenarios = Annotated[
    list[str], typer.Argument(metavar="SCENARIO…", help="Folders, .zip, .xlsx, or names of built-in scenarios.")
]


def batch(
    scenarios: Scenarios,
    out: Annotated[str, typer.Option(metavar="DIR", help="Where results are left; a batch that was ended goes on.")],
    draws: Annotated[int, typer.Option(min=0, max=100_000, help="Draws, besides the scenario as written.")] = 0,
    workers: Annotated[
        int | None, typer.Option(min=0, max=512, help="Processes; 0 for this one only.  [default: one a core]")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Run on a Dask cluster, such as tcp://10.0.0.5:8786.")
    ] = None,
    courses: Annotated[str | None, typer.Option(metavar="FILE", help="Courses of action, in YAML or JSON.")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=1e6, help="Longest search of one run.")] = 30,
    gap: Annotated[float, typer.Option(min=0, max=1, help="Share by which a plan may miss its bound.")] = 0.01,
    deterministic: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Count N rounds of work in place of seconds.")
    ] = None,
    replay: Annotated[
        list[str] | None, typer.Option(metavar="PLAN", help="Replay this plan in every draw; may be given again.")
    ] = None,
    mend: Annotated[
        float | None, typer.Option(min=0, metavar="H", help="Plan the rest of every replay again from this hour on.")
    ] = None,
    choose: Annotated[
        bool, typer.Option("--choose", help="Make candidates, replay them, keep the one that survives best.")
    ] = False,
    candidates: Annotated[int, typer.Option(min=0, max=1000, help="Draws that --choose plans for, too.")] = 0,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Plan every draw by every course, or replay plans in every draw; results in CSV, Parquet and one page."""
    from hadr_planner.batch import Course, read_courses, run_all
    from hadr_planner.errors import HadrError

    from .batch_progress import following

    given = read_courses(courses) if courses else ()
    plain = Course(seconds=seconds, gap=gap, deterministic=deterministic)
    if choose:
        if len(scenarios) != 1 or replay:
            raise HadrError("--choose takes one scenario, and makes the plans that it replays")
        _choose(scenarios[0], out, draws, candidates, given, plain, mend, workers, cluster, as_json=as_json)
        return
    if mend is not None and not replay:
        raise HadrError("--mend goes with --replay or --choose: there is nothing else to mend")
    plans = _plans(replay) if replay else None
    with following() as watch:
        rows = run_all(
            scenarios, out=out, draws=draws, courses=given or (plain,), replay=plans, mend_h=mend, workers=workers,
            cluster=cluster, again=retry_failed, watch=watch,
        )
    _tell(rows, out, as_json=as_json)
    raise typer.Exit(BROKEN if any(row.failed for row in rows) else DONE)


def _plans(paths: Sequence[str]) -> dict[str, Any]:
    from hadr_planner.errors import HadrError
    from hadr_planner.io import read_plan

    named = {Path(path).stem: path for path in paths}
    if len(named) < len(paths):
        raise HadrError("--replay: two plans have the same file name; results could not tell them apart")
    return {name: read_plan(path) for name, path in named.items()}


def _tell(rows: Sequence[Row], out: str, *, as_json: bool) -> None:
    from hadr_planner.batch import summaries
    from hadr_planner.report.counted import counted

    from .terminal import complain, say, say_json

    found = summaries([row for row in rows if row.use != "load"])
    failed = [row for row in rows if row.failed]
    if as_json:
        say_json({"runs": len(rows), "failed": [asdict(row) for row in failed], "summary": [asdict(s) for s in found]})
        return
    say(_table(found))
    say(f"\n{counted(len(rows), 'run')}, {len(failed)} failed. Written to {Path(out) / 'batch.html'} and beside it.")
    for row in failed[:10]:
        complain(f"hadr: {row.run}: {row.why}")


def _table(found: Sequence[Summary]) -> str:
    heads = ("scenario", "use", "course or plan", "runs", "as written", "mean", "worst fifth", "breaks first")
    lines = [heads, *((*_names(s), str(s.runs), *_figures(s), s.breaks_first or "-") for s in found)]
    wide = [max(len(line[k]) for line in lines) for k in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)) for line in lines)


def _names(summary: Summary) -> tuple[str, str, str]:
    return summary.scenario, summary.use, summary.asked


def _figures(summary: Summary) -> list[str]:
    from hadr_planner.report.wording import number

    return ["-" if v is None else number(v) for v in (summary.as_written, summary.mean, summary.tail_mean)]


def _choose(
    where: str,
    out: str,
    draws: int,
    candidates: int,
    given: Sequence[Course],
    plain: Course,
    mend: float | None,
    workers: int | None,
    cluster: str | None,
    *,
    as_json: bool,
) -> None:
    from hadr_planner.batch import choose, with_margins
    from hadr_planner.io import load

    from .batch_progress import following

    with following() as watch:
        choice = choose(
            load(where), out=out, draws=draws, candidates=candidates, courses=given or with_margins(plain),
            mend_h=mend, workers=workers, cluster=cluster, watch=watch,
        )
    _tell_choice(choice, out, as_json=as_json)


def _tell_choice(choice: Choice, out: str, *, as_json: bool) -> None:
    from hadr_planner.report.wording import number

    from .terminal import say, say_json

    file = Path(out) / "chosen.json"
    if as_json:
        say_json(
            {
                "chosen": choice.name, "plan": str(file), "costs": choice.costs, "saves": choice.saves,
                "score": choice.score, "summary": [asdict(s) for s in choice.summaries],
            }
        )
        return
    say(_table(choice.summaries))
    say(
        f"\nChosen: {choice.name}. In the scenario as written it costs {number(choice.costs)} person-days against the "
        f"best candidate there; in the worst fifth of the draws it saves {number(choice.saves)}. Written to {file}"
    )
