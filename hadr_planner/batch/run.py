"""One run of a batch: what it is asked, and what came of it. Runs are sent to other processes and machines whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from math import inf, isfinite
from time import monotonic
from typing import Any

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.version import PROGRAM

from .course import Course

FAILED = "failed"
REPLAYED = "replayed"
LONGEST = 300
LONG_S = 1e6
"""Seconds that never run out: what is found must not depend on the machine."""
UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is asked: plan a draw, or replay a plan in it.

    Parameters
    ----------
    draw
        Number of the draw; 0 is the scenario as written.
    course
        How to plan; says nothing where a plan is replayed.
    name, plan
        Name of the plan to replay, and the plan, made for the scenario as written.
    mend_h
        Hour from which the rest of a replay is planned again near what is left; never, where unset.
    """

    scenario: Scenario
    draw: int
    course: Course = field(default_factory=Course)
    name: str = ""
    plan: Plan | None = None
    mend_h: float | None = None

    @property
    def use(self) -> str:
        """What is asked, in a word."""
        return "plan" if self.plan is None else "replay" if self.mend_h is None else "mend"

    @property
    def id(self) -> str:
        """Name that says what is asked, with a hash of all that its result depends on."""
        asked = self.name if self.plan else self.course.id
        said = {
            "program": PROGRAM,
            "digest": self.scenario.digest,
            "doubts": [asdict(doubt) for doubt in self.scenario.uncertainty.values()],
            "draw": self.draw,
            "course": None if self.plan else asdict(self.course),
            "plan": _fingerprint(self.plan) if self.plan else None,
        } | ({} if self.mend_h is None else {"mend_h": self.mend_h})
        text = json.dumps(said, sort_keys=True, default=str)
        fingerprint = hashlib.sha256(text.encode()).hexdigest()[:12]
        return UNSAFE.sub("_", f"{self.scenario.id[:40]}-{self.draw:04d}-{asked[:40]}-{fingerprint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of a run: one row of the results.

    Parameters
    ----------
    use
        ``plan``, ``replay``, or ``mend`` for a replay of which the rest is planned again.
    asked
        The course, or the name of the plan replayed.
    status
        Of the plan; ``replayed``; or ``failed``, and ``why`` says the reason.
    value
        By the scenario's own aims, in the draw.
    bound, gap
        Of a plan made in the draw by the scenario's own aims; empty for others.
    share
        Share of the need met, 0 to 1.
    met_t, person_days, patients, rescued
        Goods handed over within the need; person-days without; people treated and rescued.
    dropped, first_rule, first_h, first
        Of a replay: sorties and stays dropped, and the first thing that breaks: rule, hour, sentence.
    said
        What was drawn, in words.
    """

    run: str
    scenario: str
    digest: str
    draw: int
    use: str
    asked: str
    status: str
    why: str
    value: float | None = None
    bound: float | None = None
    gap: float | None = None
    share: float | None = None
    met_t: float | None = None
    person_days: float | None = None
    first_aid_h: float | None = None
    patients: float | None = None
    rescued: float | None = None
    sorties: int | None = None
    under_way_h: float | None = None
    dropped: int | None = None
    first_rule: str = ""
    first_h: float | None = None
    first: str = ""
    seconds: float = 0.0
    said: str = ""

    @property
    def failed(self) -> bool:
        """Whether nothing can be said of it but why."""
        return self.status == FAILED


def failure(run: Run, why: str, seconds: float = 0.0) -> Row:
    """Row of a run of which nothing came."""
    return replace(_asked(run), status=FAILED, why=why[:LONGEST], seconds=round(seconds, 1))


def perform(run: Run) -> tuple[Row, Plan | None]:
    """Do what is asked; whatever goes wrong is a row that says so. With the plan, where one was made."""
    begun = monotonic()
    try:
        row, plan = _replayed(run) if run.plan else _planned(run)
    except Exception as error:
        return failure(run, f"{type(error).__name__}: {error}", monotonic() - begun), None
    return replace(row, seconds=round(monotonic() - begun, 1)), plan


def _planned(run: Run) -> tuple[Row, Plan]:
    from hadr_planner import goals
    from hadr_planner.judge import verify
    from hadr_planner.solver import solve
    from hadr_planner.uncertainty import Drawn, cautious, drawn
    from hadr_planner.wishes import from_json

    from .survive import survive

    found = drawn(run.scenario, run.draw)
    course, aims = run.course, run.course.weights()
    tightened = cautious(found.scenario, course.caution)
    plan = solve(
        tightened, seconds=course.seconds, gap=course.gap, deterministic=course.deterministic, aims=aims,
        wishes=from_json(list(course.wishes), course.id), cores=1,
    )
    measured = replace(plan, digest=found.scenario.digest)
    if aims is not None or tightened is not found.scenario:
        scores, value = goals.scores(found.scenario, plan), goals.value(found.scenario, plan)
        measured = replace(measured, value=value, scores=scores, bound=inf)
    if tightened is not found.scenario and verify(found.scenario, measured):
        measured = survive(Drawn(number=run.draw, scenario=found.scenario), measured).plan
    if breaches := verify(found.scenario, measured):
        message = f"the plan breaks {breaches[0].rule}: {breaches[0].because}"
        raise RuntimeError(message)
    row = _measured(run, found.scenario, measured)
    return replace(row, status=plan.status.value, why=plan.why[:LONGEST], said="\n".join(found.said)), measured


def _replayed(run: Run) -> tuple[Row, None]:
    from hadr_planner.uncertainty import drawn

    from .survive import survive

    if run.plan is None or run.plan.status is Status.NO_PLAN:
        message = "there is no plan to replay"
        raise ValueError(message)
    found = drawn(run.scenario, run.draw)
    outcome = survive(found, run.plan)
    first = outcome.first
    left = outcome.plan if run.mend_h is None else _mended(found.scenario, outcome.plan, run.mend_h)
    row = replace(
        _measured(run, found.scenario, left),
        status=REPLAYED,
        why=left.why,
        dropped=sum(outcome.dropped.values()),
        first_rule=first.rule if first else "",
        first_h=outcome.first_h if isfinite(outcome.first_h) else None,
        first=first.because[:LONGEST] if first else "",
        said="\n".join(found.said),
    )
    return row, None


def _mended(scenario: Scenario, left: Plan, since_h: float) -> Plan:
    """What is left, planned again from an hour on; counted work, so that a row is the same on any machine."""
    from hadr_planner.solver import replan

    return replan(scenario, left, since_h=since_h, seconds=LONG_S)


def _asked(run: Run) -> Row:
    return Row(
        run=run.id, scenario=run.scenario.id, digest=run.scenario.digest, draw=run.draw,
        use=run.use, asked=run.name if run.plan else run.course.id, status="", why="",
    )


def _measured(run: Run, scenario: Scenario, plan: Plan) -> Row:
    from hadr_planner.report.kpis import kpis

    found = kpis(scenario, plan)
    proven = isfinite(plan.bound)
    return replace(
        _asked(run),
        value=plan.value,
        bound=plan.bound if proven else None,
        gap=plan.gap if proven else None,
        share=found.share,
        met_t=found.met_t,
        person_days=found.person_days,
        first_aid_h=found.first_aid_h,
        patients=found.patients,
        rescued=found.rescued,
        sorties=len(plan.sorties),
        under_way_h=sum(sortie.under_way_h for sortie in plan.sorties),
    )


def _fingerprint(plan: Plan) -> str:
    """Of what a plan does, whatever it is worth and whoever made it."""
    from hadr_planner.io import plan_to_json

    said: Mapping[str, Any] = plan_to_json(plan)
    moves = {key: said[key] for key in ("digest", "sorties", "drives", "stays", "hand_overs", "services")}
    return hashlib.sha256(json.dumps(moves, sort_keys=True).encode()).hexdigest()
