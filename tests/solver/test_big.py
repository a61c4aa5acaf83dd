"""Ships and craft first: whole voyages for nobody else."""

from __future__ import annotations

import numpy as np

from hadr_planner.solver import engine, pricing
from hadr_planner.solver.big import big, voyages
from hadr_planner.solver.fill import fill, posts
from hadr_planner.solver.follow import flown
from hadr_planner.solver.program import Linear, Program


def share_of(linear: Linear) -> np.ndarray:
    return engine.solve(linear.model(), seconds=60, options=engine.INTERIOR).values[: linear.sorties]


def test_only_ships_and_craft_sail_and_no_tail_is_on_two_voyages_at_once(program: Program, linear: Linear):
    worths = pricing.worth(program, np.zeros(len(program.at_most)))
    sailed = voyages(program, linear.columns, share_of(linear), worths)
    assert sailed
    assert big(program)[[one.pool for one in sailed]].all()
    ends: dict[tuple[int, int], int] = {}
    for one in sorted(sailed, key=lambda one: one.slot):
        assert one.slot >= ends.get((one.pool, one.tail), 0)
        ends[one.pool, one.tail] = one.slot + int(program.x.missions.slots[one.mission])


def test_a_unit_is_held_to_one_post_at_most(program: Program, linear: Linear):
    stay = program.blocks["stay"]
    held = posts(program, np.full(len(stay), 0.4))
    assert (np.bincount(stay.unit[held.stays], minlength=1) <= 1).all()
    assert not posts(program, np.full(len(stay), 1e-4)).stays.any()


def test_units_that_can_not_be_brought_in_full_give_up_their_posts(program: Program, linear: Linear):
    stay = program.blocks["stay"]
    columns = linear.columns.take(np.zeros(linear.sorties, dtype=bool))
    filled = fill(program, columns, np.zeros(0, dtype=np.int64), seconds=60, liked=np.ones(len(stay)))
    assert filled is not None
    lifted = ~stay.drives if len(stay) else np.zeros(0, dtype=bool)
    assert filled.values["stay"][lifted].max(initial=0.0) <= 1e-6
    assert len(flown(())) == 0
