"""A batch: scenarios, times draws, times courses of action or plans to replay."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import load

from .cluster import on_cluster
from .course import Course
from .page import write_page
from .processes import Result, on_processes
from .run import FAILED, LONGEST, Row, Run, perform
from .store import Store
from .summary import summaries
from .tables import write_results, write_summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is.

    Parameters
    ----------
    done, total, failed
        Runs; what was done before counts.
    elapsed_s
        Since this batch was begun or taken up again.
    left_s
        Estimate from the runs done since then; unset before the first of them.
    row
        What was just done; none at the beginning.
    """

    done: int
    total: int
    failed: int
    elapsed_s: float
    left_s: float | None
    row: Row | None


Watch = Callable[[Progress], None]


def run_all(
    scenarios: Iterable[Scenario | str | Path],
    *,
    out: str | Path,
    draws: int | Sequence[int] = 0,
    courses: Sequence[Course] = (Course(),),
    replay: Mapping[str, Plan] | None = None,
    mend_h: float | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    again: bool = False,
    watch: Watch | None = None,
) -> tuple[Row, ...]:
    """Plan every draw of every scenario by every course, or replay plans in them; the results are left in a folder.

    The folder gets a file for each finished run, ``results.csv``, ``results.parquet``, ``summary.csv`` and
    ``batch.html``. A run that fails is a row that says why. A batch that was ended goes on where it was: what is
    finished is not done again.

    Parameters
    ----------
    scenarios
        Scenarios, or where they are; one that can't be loaded is a row.
    out
        Folder.
    draws
        Draws 1 to this are run, and draw 0, the scenario as written; or the numbers of the draws.
    courses
        Ways of asking for a plan; not asked where plans are replayed.
    replay
        Plans by name, each made for one of the scenarios as written.
    mend_h
        Hour from which the rest of each replay is planned again near what is left of the plan; unset for never.
    workers
        Processes on this machine, each with one solver thread; 0 for none but this one; unset for one a core.
    cluster
        Address of a Dask scheduler, in place of processes here.
    again
        Whether runs that failed before are tried again.
    watch
        Told of every run that is done.

    Raises
    ------
    HadrError
        Where the folder can't be written, a plan belongs to none of the scenarios, or no scheduler answers.
    """
    store = Store(out)
    found, rows = _loaded(scenarios)
    numbers = range(draws + 1) if isinstance(draws, int) else draws
    runs = list(_runs(found, numbers, courses, replay, mend_h))
    by_id = {run.id: store.row(run.id) for run in runs}
    known = {id: row for id, row in by_id.items() if row and not (again and row.failed)}
    todo = [run for run in runs if run.id not in known]
    track = _Track(watch, total=len(runs) + len(rows), known=(*rows, *known.values()))
    try:
        for row, plan in _results(todo, workers, cluster):
            store.keep(row, plan)
            known[row.run] = row
            track.tell(row)
    finally:
        rows += [known[run.id] for run in runs if run.id in known]
        _conclude(rows, store.folder)
    return tuple(rows)


def _loaded(scenarios: Iterable[Scenario | str | Path]) -> tuple[list[Scenario], list[Row]]:
    found, rows = [], []
    for where in scenarios:
        if isinstance(where, Scenario):
            found.append(where)
            continue
        try:
            found.append(load(where))
        except HadrError as error:
            named = Path(where).name[:60]
            rows.append(
                Row(
                    run=f"{named}-unread", scenario=named, digest="", draw=0, use="load", asked="", status=FAILED,
                    why=str(error)[:LONGEST],
                )
            )
    return found, rows


def _runs(
    scenarios: Sequence[Scenario],
    draws: Sequence[int],
    courses: Sequence[Course],
    replay: Mapping[str, Plan] | None,
    mend_h: float | None,
) -> Iterator[Run]:
    """Every run once, in order: scenario, then course or plan, then draw."""
    seen: set[str] = set()
    strangers = set(replay or {})
    for scenario in scenarios:
        asked = [Run(scenario=scenario, draw=0, course=course) for course in courses]
        if replay is not None:
            mine = {name: plan for name, plan in replay.items() if plan.digest == scenario.digest}
            strangers -= mine.keys()
            asked = [Run(scenario=scenario, draw=0, name=name, plan=plan, mend_h=mend_h) for name, plan in mine.items()]
        for one in asked:
            for draw in draws:
                run = replace(one, draw=draw)
                if run.id not in seen:
                    seen.add(run.id)
                    yield run
    if strangers:
        raise HadrError(f"{min(strangers)}: this plan was made for none of the scenarios, as they now are")


def _results(runs: Sequence[Run], workers: int | None, cluster: str | None) -> Iterator[Result]:
    if not runs:
        return iter(())
    if cluster:
        return on_cluster(runs, cluster)
    if workers == 0:
        return (perform(run) for run in runs)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return on_processes(runs, min(workers or cores, len(runs)))


class _Track:
    """Counts what is done and guesses how long the rest takes."""

    def __init__(self, watch: Watch | None, total: int, known: Sequence[Row]) -> None:
        self.watch, self.total = watch, total
        self.before = self.done = len(known)
        self.failed = sum(row.failed for row in known)
        self.begun = time.monotonic()
        self.tell(None)

    def tell(self, row: Row | None) -> None:
        """Count a row and say how far it is."""
        elapsed_s = time.monotonic() - self.begun
        if row is not None:
            self.done += 1
            self.failed += row.failed
        fresh = self.done - self.before
        left_s = elapsed_s / fresh * (self.total - self.done) if fresh else None
        if self.watch:
            self.watch(
                Progress(
                    done=self.done, total=self.total, failed=self.failed, elapsed_s=elapsed_s, left_s=left_s, row=row
                )
            )


def _conclude(rows: Sequence[Row], folder: Path) -> None:
    """Write what all runs together say."""
    write_results(rows, folder)
    write_summary(summaries(rows), folder)
    write_page(rows, folder / "batch.html")
