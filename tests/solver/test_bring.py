"""Units brought whole on the lifts that are flown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hadr_planner import load
from hadr_planner.solver.bring import brought
from hadr_planner.solver.columns import Columns, counted
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


@pytest.fixture(scope="module")
def program() -> Program:
    """A world with a unit that needs lift."""
    return Program(decide(load(WRITTEN / "sea_base")))


def lifted(program: Program) -> np.ndarray:
    return np.asarray(~program.x.stay.drives)


def test_a_unit_takes_one_stay_to_which_the_lifts_flown_bring_it(program: Program):
    columns, counts = counted(Greedy(program).run().flown, program.x.clock.slots)
    stays = brought(program, columns, counts, lifted(program).astype(float))
    assert (np.bincount(program.x.stay.unit[stays], minlength=1) <= 1).all()
    assert (stays & lifted(program)).any()


def test_nothing_is_lifted_where_nothing_flies(program: Program):
    none = Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    stays = brought(program, none, np.zeros(0, dtype=np.int64), np.ones(len(program.x.stay)))
    assert not (stays & lifted(program)).any()


def test_units_that_nobody_wishes_for_and_that_need_lift_stay_at_home(program: Program):
    columns, counts = counted(Greedy(program).run().flown, program.x.clock.slots)
    stays = brought(program, columns, counts, np.zeros(len(program.x.stay)))
    assert not (stays & lifted(program)).any()
