"""A plan that survives: of many candidates, the one that still brings most when things turn out otherwise.

Candidates are plans made for the scenario as written, plans made with margins, and plans made for some draws. Each is
replayed, as it is, in further draws that none was made for. It is a choice among plans at hand, not an optimum over all
plans: what is chosen is at least as good by this measure as every candidate, and no bound is claimed for it.

Whoever can plan again after the first day needs a first day that leaves the way open: with an hour to mend from, each
candidate's sorties until then are shared by all draws, and the rest is made for each draw, knowing how it turns out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from pathlib import Path

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import write_plan
from hadr_planner.uncertainty import Drawn, drawn

from .course import Course
from .renamed import as_written
from .run import Row
from .store import Store
from .summary import Summary, summaries
from .survive import survive
from .sweep import Watch, run_all

MARGINS = (0.5, 0.75, 0.9)
TAIL_WEIGHT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen, and what that costs and saves.

    Parameters
    ----------
    name, plan
        The candidate, and the plan of it to put in force: it obeys every rule of the scenario as written.
    summaries
        How every candidate fares, best first.
    score
        By candidate: mean value and mean of the worst fifth, weighted.
    costs
        Value given up in the scenario as written, against the best candidate there.
    saves
        Value gained in the mean of the worst fifth, against that same candidate.
    """

    name: str
    plan: Plan
    summaries: tuple[Summary, ...]
    score: dict[str, float]
    costs: float
    saves: float


def with_margins(course: Course) -> tuple[Course, ...]:
    """The course, and the same with margins."""
    return (course, *(replace(course, id=f"margin_{round(level * 100)}", caution=level) for level in MARGINS))


def choose(
    scenario: Scenario,
    *,
    out: str | Path,
    draws: int,
    candidates: int = 0,
    courses: Sequence[Course] = (Course(),),
    tail_weight: float = TAIL_WEIGHT,
    mend_h: float | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    watch: Watch | None = None,
) -> Choice:
    """Make candidates, replay each in draws, and choose by mean value and the mean of the worst fifth.

    Parameters
    ----------
    scenario
        As written.
    out
        Folder; ``candidates`` and ``replays`` in it are batches, and ``chosen.json`` is the plan.
    draws
        How many draws judge the candidates; none of them is one that a candidate was made for.
    candidates
        How many further draws the first course is planned for, besides the scenario as written.
    courses
        Each gives a candidate made for the scenario as written.
    tail_weight
        Weight of the worst fifth, 0 to 1; the rest is the mean's.
    mend_h
        Hour from which each draw's own plan is made near what is left: candidates then share what is done before. Unset
        where nobody plans again.
    workers, cluster, watch
        As ``run_all`` takes them.

    Raises
    ------
    HadrError
        Where no candidate could be made, or there is no draw to judge by.
    """
    if draws < 1:
        raise HadrError("choosing needs at least one draw to judge by")
    folder = Path(out)
    sweep = partial(run_all, [scenario], workers=workers, cluster=cluster, watch=watch)
    made = sweep(out=folder / "candidates", courses=courses)
    if candidates:
        made += sweep(out=folder / "candidates", draws=range(1, candidates + 1), courses=courses[:1])
    plans = _candidates(scenario, made, Store(folder / "candidates"))
    judged = range(candidates + 1, candidates + draws + 1)
    rows = sweep(out=folder / "replays", draws=[0, *judged], replay=plans, mend_h=mend_h)
    choice = _chosen(scenario, plans, summaries(rows), tail_weight, made)
    write_plan(choice.plan, folder / "chosen.json")
    return choice


def _candidates(scenario: Scenario, made: Sequence[Row], store: Store) -> dict[str, Plan]:
    """Plans by name, each in the pools and tails of the scenario as written."""
    plans: dict[str, Plan] = {}
    for row in made:
        if not row.failed and row.status != Status.NO_PLAN:
            name = f"draw_{row.draw}" if row.draw else row.asked
            plans[name] = as_written(store.plan(row.run), drawn(scenario, row.draw), scenario)
    if not plans:
        raise HadrError(f"no candidate could be made: {made[0].why if made else 'none was asked for'}")
    return plans


def _chosen(
    scenario: Scenario, plans: dict[str, Plan], found: Sequence[Summary], tail_weight: float, made: Sequence[Row]
) -> Choice:
    score = {s.asked: _score(s, tail_weight) for s in found if s.mean is not None}
    if not score:
        raise HadrError("no candidate could be replayed")
    ordered = sorted((s for s in found if s.asked in score), key=lambda s: (-score[s.asked], s.asked))
    best = ordered[0]
    plain = max(ordered, key=lambda s: (s.as_written or 0.0, score[s.asked]))
    held = survive(Drawn(number=0, scenario=scenario), plans[best.asked]).plan
    bounds = [row.bound for row in made if row.draw == 0 and row.bound is not None]
    count = best.runs - best.failed - 1
    why = f"Chosen of {len(ordered)} plans for what it still brings in {count} draws: {best.asked}."
    return Choice(
        name=best.asked,
        plan=replace(held, bound=min(bounds, default=inf), why=why),
        summaries=tuple(ordered),
        score={s.asked: score[s.asked] for s in ordered},
        costs=(plain.as_written or 0.0) - (best.as_written or 0.0),
        saves=(best.tail_mean or 0.0) - (plain.tail_mean or 0.0),
    )


def _score(summary: Summary, tail_weight: float) -> float:
    return (1 - tail_weight) * (summary.mean or 0.0) + tail_weight * (summary.tail_mean or 0.0)
