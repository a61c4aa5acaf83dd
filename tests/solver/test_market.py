"""How sorties are priced in, stage by stage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hadr_planner.solver import engine, market
from hadr_planner.solver import program as rows
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Market
from hadr_planner.solver.program import Linear, Program

NONE = Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def begun(program: Program, linear: Linear) -> Market:
    limits = Limits(seconds=60.0, gap=0.01, rounds=None, cores=1, stop=lambda: False)
    return Market(program, linear.columns, NONE, limits, lambda: None)


def options_of_first_rounds(asked: Market, rounds: int, monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    told: list[dict] = []
    solve = engine.solve
    monkeypatch.setattr(engine, "solve", lambda *one, **more: told.append(more["options"]) or solve(*one, **more))
    for _ in range(rounds):
        if asked.step():
            break
    return told


def test_a_small_program_is_solved_as_written_from_the_start(program: Program, linear: Linear, monkeypatch) -> None:
    told = options_of_first_rounds(begun(program, linear), 1, monkeypatch)
    assert told == [engine.INTERIOR]


def test_after_one_rough_round_comes_an_exact_one(program: Program, linear: Linear, monkeypatch) -> None:
    monkeypatch.setattr(market, "SMALL", 0)
    told = options_of_first_rounds(begun(program, linear), 2, monkeypatch)
    assert told == [engine.ROUGH, engine.CLOSE][: len(told)]


@pytest.mark.parametrize(("leisure", "third"), [(0.0, engine.NEARBY), (1e9, engine.CLOSE)])
def test_quick_rounds_are_passed_over_where_the_exact_one_after_them_would_come_too_late(
    leisure: float, third: dict, program: Program, linear: Linear, monkeypatch
) -> None:
    """Too late is said by how long the program before them took."""
    monkeypatch.setattr(market, "SMALL", 0)
    hurried = [replace(stage, leisure=leisure if stage.leisure else 0.0) for stage in market.AT_MEDIUM]
    monkeypatch.setattr(market, "AT_MEDIUM", hurried)
    asked = begun(program, linear)
    asked.limits.gap = 0.0
    assert options_of_first_rounds(asked, 3, monkeypatch) == [engine.ROUGH, engine.CLOSE, third]


def test_a_large_program_is_solved_roughly_as_long_as_that_helps(program: Program, linear: Linear, monkeypatch) -> None:
    """And its bound only falls."""
    monkeypatch.setattr(market, "SMALL", 0)
    monkeypatch.setattr(rows, "LARGE", 0)
    large = Program(program.x)
    asked = begun(large, large.linear(linear.columns))
    told = options_of_first_rounds(asked, 2, monkeypatch)
    assert told == [engine.ROUGH, engine.ROUGH][: len(told)]
    bound = asked.bound
    asked.step()
    assert asked.bound <= bound


def test_a_large_program_is_never_solved_from_the_inside(program: Program, linear: Linear, monkeypatch) -> None:
    """First-order steps become more exact, stage by stage, until no round gains."""
    monkeypatch.setattr(market, "SMALL", 0)
    monkeypatch.setattr(rows, "LARGE", 0)
    large = Program(program.x)
    told = options_of_first_rounds(begun(large, large.linear(linear.columns)), 60, monkeypatch)
    accuracy = [options.get(engine.FIRST_ORDER, 0.0) for options in told]
    assert accuracy == sorted(accuracy, reverse=True)
    assert accuracy[-1] == engine.NEAR[engine.FIRST_ORDER]


def test_where_an_engine_gives_a_stage_up_the_next_one_comes(program: Program, linear: Linear, monkeypatch) -> None:
    """Pricing goes on, and still proves a bound."""
    solve = engine.solve

    def balky(*one, **more) -> engine.Answer:
        return engine.NOTHING if more["options"] is engine.CLOSE else solve(*one, **more)

    monkeypatch.setattr(engine, "solve", balky)
    monkeypatch.setattr(market, "SMALL", 0)
    asked = begun(program, linear)
    while not asked.step():
        pass
    assert np.isfinite(asked.bound)


def test_where_engines_give_every_stage_up_pricing_ends(program: Program, linear: Linear, monkeypatch) -> None:
    """With nothing found, and no bound claimed."""
    monkeypatch.setattr(engine, "solve", lambda *one, **more: engine.NOTHING)
    asked = begun(program, linear)
    while not asked.step():
        pass
    assert asked.found is None
    assert not np.isfinite(asked.bound)
