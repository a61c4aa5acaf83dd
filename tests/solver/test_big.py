"""Ships and craft first: whole voyages for nobody else."""

from __future__ import annotations

import numpy as np

from hadr_planner.solver import engine, pricing
from hadr_planner.solver.big import big, voyages
from hadr_planner.solver.fill import fill, posts
from hadr_planner.solver.follow import flown
from hadr_planner.solver.market import MOST_KNOWN, Found
from hadr_planner.solver.program import Linear, Program


def found_by(program: Program, linear: Linear, resting: float = 0.0) -> Found:
    values = engine.solve(linear.model(), seconds=60, options=engine.INTERIOR).values
    worths = pricing.worth(program, np.zeros(len(program.at_most)))
    rest = np.full((len(program.fleet.lines), program.x.clock.slots + 1), resting)
    return Found(linear, values, worths, rest, soon=False, good=MOST_KNOWN)


def test_only_ships_and_craft_sail_and_no_tail_is_on_two_voyages_at_once(program: Program, linear: Linear):
    sailed = voyages(program, found_by(program, linear))
    assert sailed
    assert big(program)[[one.pool for one in sailed]].all()
    ends: dict[tuple[int, int], int] = {}
    for one in sorted(sailed, key=lambda one: one.slot):
        assert one.slot >= ends.get((one.pool, one.tail), 0)
        ends[one.pool, one.tail] = one.slot + int(program.x.missions.slots[one.mission])


def test_where_staying_is_worth_much_ships_sail_less(program: Program, linear: Linear):
    restless, calm = (
        sum(int(program.x.missions.slots[one.mission]) for one in voyages(program, found_by(program, linear, resting)))
        for resting in (0.0, 1e9)
    )
    assert calm <= restless


def test_a_tail_rests_where_it_is_not_under_way(program: Program, linear: Linear):
    idle = program.fleet.waiting(linear.columns, np.zeros(linear.sorties))
    assert (idle[program.fleet.home] == program.fleet.count[program.fleet.home, None]).all()
    assert not idle[~program.fleet.home].any()


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
