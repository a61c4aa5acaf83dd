"""A plan to begin from: its sorties among those that could be, and whether it can be shown as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hadr_planner import goals
from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.sound import unsound
from hadr_planner.solver.columns import Columns
from hadr_planner.version import PROGRAM
from hadr_planner.wishes import Keep


def flown(x: Decisions, plan: Plan) -> Columns:
    """The plan's sorties that could be flown now, one entry each; others are left out."""
    pairs = []
    for sortie in plan.sorties:
        able = [pair for pair in Keep(sortie=sortie).choices(x) if x.allowed[pair]] if sortie.stops else []
        pairs += able[:1]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Columns(table[:, 0], table[:, 1])


def again(scenario: Scenario, plan: Plan) -> Plan | None:
    """The plan as a plan for this scenario, measured by its aims; None where it can't be replayed."""
    if any(True for _ in unsound(scenario, plan)):
        return None
    mine = replace(
        plan,
        scenario=scenario.id,
        digest=scenario.digest,
        program=PROGRAM,
        seed=scenario.seed,
        status=Status.FEASIBLE,
        why="",
        bound=np.inf,
        wishes=(),
        work={},
    )
    found = goals.scores(scenario, mine)
    return replace(mine, scores=found, value=sum(score.weight * score.value for score in found))
