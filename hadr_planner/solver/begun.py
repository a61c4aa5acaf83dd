"""A plan to begin from: its sorties among those that could be, and what of it still obeys every rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hadr_planner import goals
from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.salvage import salvage
from hadr_planner.solver.columns import Columns
from hadr_planner.version import PROGRAM
from hadr_planner.wishes.calls import flights


def flown(x: Decisions, plan: Plan) -> Columns:
    """The plan's sorties that could be flown now, one entry each; others are left out."""
    table = np.array([(m, slot) for _, m, slot in flights(x, plan.sorties)], dtype=np.int64).reshape(-1, 2)
    return Columns(table[:, 0], table[:, 1])


def again(scenario: Scenario, plan: Plan) -> Plan:
    """What is left of the plan as a plan for this scenario, measured by its aims; it obeys every rule."""
    mine = replace(
        salvage(scenario, plan).plan,
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
