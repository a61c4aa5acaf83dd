"""The bound once pricing has ended: units at a place, or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hadr_planner import load
from hadr_planner.solver import engine, market
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.halves import Halves, halve
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Market
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.whole import whole

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"
NONE = Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(decide(load(WRITTEN / "sea_base")))


def priced(program: Program, linear: Linear) -> Market:
    """A market that has ended."""
    limits = Limits(seconds=60.0, gap=0.0, rounds=None, cores=1, stop=lambda: False)
    asked = Market(program, linear.columns, NONE, limits, lambda: None)
    asked.run()
    return asked


def some_unit(program: Program) -> tuple[int, int]:
    stay = program.blocks["stay"]
    open_ = int(np.flatnonzero(stay.upper > 0)[0])
    return int(stay.unit[open_]), int(stay.node[open_])


@pytest.mark.parametrize("there", [True, False])
def test_a_half_has_the_unit_at_the_place_or_away_from_it(program: Program, linear: Linear, there: bool) -> None:
    unit, node = some_unit(program)
    half = program.with_unit(unit, node, there).linear(linear.columns)
    answer = engine.solve(half.model(), seconds=60, options=engine.INTERIOR)
    stay = program.blocks["stay"]
    share = answer.values[half.first_other + program.offset["stay"] :][: len(stay)]
    at = (stay.unit == unit) & (stay.node == node)
    assert answer.found
    assert share[at].sum() == pytest.approx(float(there), abs=1e-3)
    assert there or share[at].max() == pytest.approx(0.0, abs=1e-6)
    assert not there or share[(stay.unit == unit) & ~at].max(initial=0.0) == pytest.approx(0.0, abs=1e-6)


def test_the_book_itself_stays_as_it_is(program: Program) -> None:
    upper, exactly = program.upper.copy(), program.exactly.copy()
    program.with_unit(*some_unit(program), there=True)
    assert np.array_equal(program.upper, upper)
    assert np.array_equal(program.exactly, exactly)


def test_the_bound_only_falls_and_no_whole_plan_beats_it(program: Program, linear: Linear) -> None:
    asked = priced(program, linear)
    before = asked.bound
    halve(asked)
    assert asked.bound <= before
    best = whole(program, program.linear(asked.columns), seconds=30.0, gap=1e-3, nodes=50).filled
    assert best is not None
    columns = program.linear(best.columns)
    values = np.concatenate([best.values[name] for name in program.blocks])
    worth = float(columns.reward[: columns.sorties] @ best.counts + program.reward @ values)
    assert worth <= asked.bound * (1 + 1e-6)


def test_halves_of_a_bound_that_divided_units_hold_up_lower_it(program: Program, linear: Linear, monkeypatch) -> None:
    """Told of a unit that is divided, each half is priced by itself, and the greater bound is the market's."""
    asked = priced(program, linear)
    unit, node = some_unit(program)
    asked.bound *= 2
    told = iter([(unit, node)])
    monkeypatch.setattr(Halves, "_divided", lambda self, part: next(told, None))
    parts = Halves(asked)
    parts.run()
    assert len(parts.parts) == 2
    assert asked.bound == max(part.bound for part in parts.parts)


def test_a_unit_is_divided_where_it_is_in_part(program: Program, linear: Linear) -> None:
    asked = priced(program, linear)
    found, stay = asked.found, program.blocks["stay"]
    assert found is not None
    unit, node = some_unit(program)
    values = found.values.copy()
    mine = values[found.linear.first_other + program.offset["stay"] :][: len(stay)]
    mine[:] = 0.0
    asked.found = replace(found, values=values)
    assert Halves(asked)._divided(asked) is None
    mine[np.flatnonzero((stay.unit == unit) & (stay.node == node))[0]] = 0.4
    assert Halves(asked)._divided(asked) == (unit, node)


def test_a_part_that_no_engine_answers_for_keeps_the_bound_of_what_it_was_cut_from(
    program: Program, linear: Linear, monkeypatch
) -> None:
    asked = priced(program, linear)
    before = asked.bound
    monkeypatch.setattr(market.engine, "solve", lambda *one, **more: engine.NOTHING)
    monkeypatch.setattr(Halves, "_divided", lambda self, part: some_unit(program) if part.found else None)
    halve(asked)
    assert asked.bound == before
