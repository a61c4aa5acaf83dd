"""A scenario written at first try, as the search sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load
from hadr_planner.solver.columns import union
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.search import decide

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


@pytest.fixture(scope="session", params=["no_airlift", "sea_base"])
def program(request: pytest.FixtureRequest) -> Program:
    return Program(decide(load(WRITTEN / request.param)))


@pytest.fixture
def linear(program: Program) -> Linear:
    staff = Greedy(program)
    return program.linear(union(program.x.clock.slots, staff.run().flown, staff.alternatives()))
