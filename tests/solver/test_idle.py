"""Idle tails sent where prices pay for it."""

from __future__ import annotations

import numpy as np
import pytest

from hadr_planner import verify
from hadr_planner.solver.around import all_held
from hadr_planner.solver.assemble import assemble
from hadr_planner.solver.columns import Columns, counted
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.idle import busier
from hadr_planner.solver.program import Program
from hadr_planner.solver.whole import Settled, settled, whole


def told(program: Program, columns: Columns, counts: np.ndarray) -> Settled:
    found = settled(program, all_held(program, columns, counts), seconds=60.0)
    assert found is not None
    return found


def worth(program: Program, columns: Columns, found: Settled) -> float:
    linear = program.linear(columns)
    others = linear.reward[linear.first_other :]
    amounts = np.concatenate([found.filled.values[name] for name in program.blocks])
    return float(others @ amounts)


@pytest.fixture
def thinned(program: Program) -> tuple[Columns, np.ndarray]:
    """The plan by hand without every second sortie that comes back to where it left from."""
    flown = Greedy(program).run().flown
    moves = program.x.missions.start[flown.mission] != program.x.missions.end[flown.mission]
    return counted(flown.take(moves | (np.arange(len(flown)) % 2 == 0)), program.x.clock.slots)


def test_tails_left_idle_are_sent_and_more_need_is_met(program: Program, thinned) -> None:
    before = told(program, *thinned)
    columns, counts = busier(program, before.filled, before.prices)
    assert worth(program, columns, told(program, columns, counts)) > worth(program, thinned[0], before)


def test_what_they_fly_obeys_every_rule(program: Program, thinned) -> None:
    before = told(program, *thinned)
    columns, counts = busier(program, before.filled, before.prices)
    answer = whole(program, all_held(program, columns, counts), seconds=60.0, gap=0.01).filled
    assert answer is not None
    assert verify(program.x.scenario, assemble(program, answer.columns, answer.counts, answer.values)) == ()


def test_nobody_is_sent_where_nothing_pays(program: Program, thinned) -> None:
    before = told(program, *thinned)
    columns, counts = busier(program, before.filled, np.zeros(len(program.at_most)))
    slots = program.x.clock.slots
    flown = dict(zip(thinned[0].code(slots).tolist(), thinned[1].tolist(), strict=True))
    sent = zip(columns.code(slots).tolist(), counts.tolist(), strict=True)
    assert all(number <= flown.get(code, 0) for code, number in sent)
