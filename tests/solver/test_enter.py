"""Which sorties enter when prices are nearly right."""

from __future__ import annotations

import numpy as np
import pytest

from hadr_planner.solver import engine, enter, pricing
from hadr_planner.solver.columns import Columns, union
from hadr_planner.solver.mend import Mender
from hadr_planner.solver.paths import Paths, paths
from hadr_planner.solver.program import Linear, Program


def priced(program: Program, linear: Linear) -> tuple[float, Paths]:
    """What the prices of a program prove, and the paths at them."""
    answer = engine.solve(linear.model(), seconds=60, options=engine.INTERIOR)
    prices = Mender(program).mended(pricing.book_prices(program, linear, answer.dual))
    ways = paths(program, prices, pricing.worth(program, prices), linear.columns)
    return pricing.bound(program, prices, ways.best), ways


def test_only_sorties_not_known_that_better_all_known_ones_enter(program: Program, linear: Linear) -> None:
    bound, ways = priced(program, linear)
    new = enter.better(program, ways, linear.columns, bound)
    slots, pool = program.x.clock.slots, program.x.missions.pool
    assert len(new)
    assert not np.isin(new.code(slots), linear.columns.code(slots)).any()
    assert (ways.through[new.mission, new.start] > ways.known[pool[new.mission]]).all()


def test_with_too_little_room_those_that_gain_most_enter(program: Program, linear: Linear, monkeypatch) -> None:
    bound, ways = priced(program, linear)
    everything = enter.better(program, ways, linear.columns, bound)
    monkeypatch.setattr(enter, "ROOM", len(everything) // 2)
    some = enter.better(program, ways, linear.columns, bound)
    tails = np.array([asset.count for asset in program.x.pools])[program.x.missions.pool]

    def gain(columns: Columns) -> np.ndarray:
        known = ways.known[program.x.missions.pool[columns.mission]]
        return (ways.through[columns.mission, columns.start] - known) * tails[columns.mission]

    slots = program.x.clock.slots
    left = everything.take(~np.isin(everything.code(slots), some.code(slots)))
    assert len(some) == len(everything) // 2
    assert gain(some).min() >= gain(left).max() - 1e-9


def test_when_all_have_entered_the_bound_is_what_the_program_is_worth(program: Program, linear: Linear) -> None:
    """Round after round until nothing better is left: bound and worth meet."""
    known = linear.columns
    for _ in range(12):
        asked = program.linear(known)
        bound, ways = priced(program, asked)
        new = enter.better(program, ways, known, bound)
        if not len(new):
            break
        known = union(program.x.clock.slots, known, new)
    worth = engine.solve(program.linear(known).model(), seconds=60, options=engine.INTERIOR).value
    assert worth == pytest.approx(bound, rel=5e-3)
