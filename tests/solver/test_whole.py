"""Branch and cut over known sorties."""

from __future__ import annotations

from pathlib import Path

import pytest

from hadr_planner import load, solve, verify
from hadr_planner.solver.around import all_held
from hadr_planner.solver.assemble import assemble
from hadr_planner.solver.columns import counted, union
from hadr_planner.solver.engine import Stopped
from hadr_planner.solver.greedy import Greedy, greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.whole import settled, sifted, whole

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"


def program_of(name: str) -> Program:
    return Program(decide(load(WRITTEN / name)))


def known(program: Program):
    staff = Greedy(program)
    return program.linear(union(program.x.clock.slots, staff.run().flown, staff.alternatives()))


@pytest.mark.parametrize("name", ["closed_road", "no_airlift", "unsurveyed"])
def test_it_obeys_every_rule_and_is_no_worse_than_the_plan_by_hand(name):
    program = program_of(name)
    answer = whole(program, known(program), seconds=1e6, gap=0.01, nodes=50)
    found = answer.filled
    assert found is not None
    plan = assemble(program, found.columns, found.counts, found.values)
    assert verify(program.x.scenario, plan) == ()
    assert plan.value >= greedy(program).value * 0.99
    assert plan.value <= answer.bound


def test_it_can_be_stopped():
    program = program_of("no_airlift")
    with pytest.raises(Stopped):
        whole(program, known(program), seconds=1e6, gap=0.0, stop=lambda: True)


def test_over_all_sorties_it_proves_a_bound_that_fractions_of_units_can_not():
    """An airfield team comes whole or not at all, so a small scenario is planned to the end, and that is proven."""
    scenario = load(WRITTEN / "unsurveyed")
    plan = solve(scenario, deterministic=6, gap=0.005)
    assert verify(scenario, plan) == ()
    assert plan.gap <= 0.02


@pytest.mark.parametrize("name", ["closed_road", "sea_base"])
def test_sifted_to_what_fractions_like_fewer_stays_are_open_and_the_plan_is_hardly_worse(name):
    """With all sorties held, posts that fractions take nothing of are closed; at others all hours stay open."""
    program = program_of(name)
    linear = all_held(program, *counted(Greedy(program).run().flown, program.x.clock.slots))
    told = settled(program, linear, seconds=60.0)
    assert told is not None
    few = sifted(program, linear, told.filled)
    first = linear.first_other + program.offset["stay"]
    was, now = (one.upper[first : first + len(program.x.stay)] > 0 for one in (linear, few))
    assert now.sum() < was.sum()
    assert now[told.filled.values["stay"] > 0.01].all()
    values = []
    for one in (linear, few):
        found = whole(program, one, seconds=60.0, gap=0.01).filled
        assert found is not None
        values.append(assemble(program, found.columns, found.counts, found.values).value)
    assert values[1] >= values[0] * 0.95
