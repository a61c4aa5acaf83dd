"""Prices from programs added up and mended: what they prove, and what lies on best paths."""

from __future__ import annotations

import numpy as np
import pytest

from hadr_planner.solver import engine, pricing
from hadr_planner.solver import program as rows
from hadr_planner.solver.coarse import Coarse
from hadr_planner.solver.greedy import greedy
from hadr_planner.solver.mend import Mender
from hadr_planner.solver.paths import paths
from hadr_planner.solver.program import Linear, Program

EXACT = engine.INTERIOR | {"kkt_tolerance": 1e-5}


def random_prices(program: Program, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    prices = rng.exponential(100.0, len(program.at_most)) * (rng.random(len(program.at_most)) < 0.3)
    return np.where(program.exactly, prices * rng.choice([-1.0, 1.0], len(prices)), prices)


def gains(program: Program, block: str, prices: np.ndarray) -> np.ndarray:
    first = program.offset[block]
    mine = slice(first, first + len(program.blocks[block]))
    return program.reward[mine] - (program.static.T @ prices)[mine]


@pytest.mark.parametrize("seed", range(5))
def test_at_mended_prices_no_flow_and_no_stock_gains(program: Program, seed: int):
    mended = Mender(program).mended(random_prices(program, seed))
    assert gains(program, "flow", mended).max() <= 1e-6
    assert gains(program, "stock", mended).max() <= 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_mended_prices_stay_signed_right_and_prove_a_true_bound(program: Program, linear: Linear, seed: int):
    mended = Mender(program).mended(random_prices(program, seed))
    assert (mended[~program.exactly] >= 0.0).all()
    ways = paths(program, mended, pricing.worth(program, mended), linear.columns)
    assert pricing.bound(program, mended, ways.best) >= greedy(program).value


def test_rows_added_up_are_a_relaxation(program: Program, linear: Linear):
    coarse = Coarse(program, linear)
    fine = engine.solve(linear.model(), seconds=60, options=EXACT)
    wide = engine.solve(coarse.model, seconds=60, options=EXACT)
    assert wide.value >= fine.value * (1 - 1e-4)


def test_large_programs_add_up_goods_too_and_have_fewer_rows(program: Program, linear: Linear, monkeypatch):
    """A relaxation of what is added up in others."""
    monkeypatch.setattr(rows, "LARGE", 0)
    large = Program(program.x)
    coarse, wide = Coarse(program, linear), Coarse(large, large.linear(linear.columns))
    found, wider = (engine.solve(one.model, seconds=60, options=EXACT) for one in (coarse, wide))
    assert len(wide.model.low) < min(len(coarse.model.low), len(linear.low))
    assert wider.value >= found.value * (1 - 1e-4)


def test_prices_of_rows_added_up_prove_no_less_than_the_fine_program_is_worth(program: Program, linear: Linear):
    coarse = Coarse(program, linear)
    fine = engine.solve(linear.model(), seconds=60, options=EXACT)
    prices = coarse.prices(engine.solve(coarse.model, seconds=60, options=EXACT).dual)
    ways = paths(program, prices, pricing.worth(program, prices), linear.columns)
    assert pricing.bound(program, prices, ways.best) >= fine.value * (1 - 1e-4)


def test_first_order_steps_begun_from_their_own_answer_end_at_once_and_agree(program: Program, linear: Linear):
    coarse = Coarse(program, linear)
    rough = {engine.FIRST_ORDER: 1e-3}
    first = engine.solve(coarse.model, seconds=60, options=rough)
    start, prices = coarse.guess(coarse.told(first.values, first.dual))
    again = engine.solve(coarse.model, seconds=60, options=rough, start=start, prices=prices)
    assert again.values == pytest.approx(first.values, abs=1e-6)


def test_the_best_path_through_a_sortie_is_never_better_than_its_pools_best_and_one_is_as_good(
    program: Program, linear: Linear
):
    prices = np.zeros(len(program.at_most))
    worths = pricing.worth(program, prices) + np.where(program.x.allowed, 1.0, 0.0)
    ways = paths(program, prices, worths, linear.columns)
    for pool in np.unique(program.x.missions.pool):
        through = ways.through[program.x.missions.pool == pool].max()
        assert through == pytest.approx(ways.best[pool]) or (ways.best[pool] == 0.0 and through <= 0.0)
        assert ways.known[pool] <= ways.best[pool] + 1e-9
