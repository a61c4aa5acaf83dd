"""Prices from programs added up and mended: what they prove, and what lies on best paths."""

from __future__ import annotations

import numpy as np
import pytest

from hadr_planner.solver import engine, pricing
from hadr_planner.solver import program as rows
from hadr_planner.solver.coarse import Coarse
from hadr_planner.solver.columns import Columns
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
def test_a_lift_costs_just_what_it_gains_the_best_good_on_it(program: Program, seed: int):
    """And nothing where no good could fly on it."""
    mender = Mender(program)
    mended = mender.mended(random_prices(program, seed))
    flow = gains(program, "flow", mended)
    first = program.offset["flow"]
    room = np.full(len(flow), -1)
    for period in mender.periods:
        mine = period.room >= 0
        room[period.users[mine] - first] = period.room[mine]
    dear = np.unique(room[room >= 0])
    dear = dear[mended[dear] > 1e-6]
    assert len(dear)
    assert all(flow[room == row].max() >= -1e-6 for row in dear.tolist())
    assert not mended[mender.idle].any()


@pytest.mark.parametrize("seed", range(5))
def test_goods_that_can_only_wait_are_worth_what_they_are_worth_later(program: Program, seed: int):
    """At the horizon: nothing."""
    mended = Mender(program).mended(random_prices(program, seed))
    first, stocks = program.offset["stock"], len(program.blocks["stock"])
    waiting = gains(program, "stock", mended)
    takers = np.asarray((program.static > 0).sum(axis=1)).ravel()
    balance = program.static[:, first : first + stocks].tocoo()
    alone = program.exactly[balance.row] & (balance.data == 1.0) & (takers[balance.row] == 1)
    assert alone.any()
    assert np.allclose(waiting[balance.col[alone]], 0.0, atol=1e-6)


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


def test_no_tail_flies_where_none_may(program: Program):
    """Slots in which a pool's sorties may be under way are those of the sorties that rules allow."""
    mission, start = np.nonzero(program.x.allowed)
    columns = Columns(mission, start)
    held = np.zeros_like(program.fleet.busy)
    spans = zip(
        program.x.missions.pool[mission].tolist(),
        program.fleet.leave_slot(columns).tolist(),
        program.fleet.free_slot(columns).tolist(),
        strict=True,
    )
    for pool, since, until in spans:
        held[pool, since:until] = True
    assert (held == program.fleet.busy).all()
    assert not held.all()


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
