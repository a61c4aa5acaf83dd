"""Models cut down before an engine sees them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from hadr_planner.solver import engine
from hadr_planner.solver.engine import Model
from hadr_planner.solver.program import FREE
from hadr_planner.solver.shrink import shrink, solve_open

SIMPLEX: dict[str, object] = {}


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Small models that a plan of nothing obeys, some rows with equality."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    matrix = sparse.csr_matrix(rng.integers(-2, 3, size=(rows, columns)) * (rng.random((rows, columns)) < 0.5))
    high = rng.integers(0, 5, size=rows).astype(float)
    equal = rng.random(rows) < 0.3
    high[equal] = 0.0
    return Model(
        reward=rng.integers(-3, 6, size=columns).astype(float),
        lower=np.zeros(columns),
        upper=rng.integers(0, 5, size=columns).astype(float),
        whole=np.zeros(columns, dtype=bool),
        matrix=sparse.csr_matrix(matrix, dtype=float),
        low=np.where(equal, 0.0, -FREE),
        high=high,
    )


@settings(deadline=None)
@given(model=models())
def test_what_is_cut_out_costs_nothing(model: Model):
    """The small model is worth what the whole is, and its answer obeys every row of the whole."""
    whole = engine.solve(model, seconds=10, options=SIMPLEX)
    found = solve_open(model, np.ones(len(model.upper), dtype=bool), np.zeros(len(model.upper)), seconds=10, options={})
    assert found is not None
    values, _ = found
    assert float(model.reward @ values) == pytest.approx(whole.value, abs=1e-3)
    done = model.matrix @ values
    assert (done <= model.high + 1e-5).all()
    assert (done >= model.low - 1e-5).all()


def test_held_decisions_keep_their_values_and_move_the_limits():
    """Two share a row of ten; one is held at seven, so the other gets three."""
    model = Model(
        reward=np.ones(2), lower=np.zeros(2), upper=np.full(2, 10.0), whole=np.zeros(2, dtype=bool),
        matrix=sparse.csr_matrix(np.ones((1, 2))), low=np.array([-FREE]), high=np.array([10.0]),
    )  # fmt: skip
    found = solve_open(model, np.array([True, False]), np.array([0.0, 7.0]), seconds=10, options={})
    assert found is not None
    assert found[0] == pytest.approx([3.0, 7.0], abs=1e-4)


def test_rows_that_never_bind_and_decisions_that_gain_nothing_are_left_out():
    """A row with room for all, and a decision that only costs."""
    model = Model(
        reward=np.array([1.0, -1.0]), lower=np.zeros(2), upper=np.full(2, 2.0), whole=np.zeros(2, dtype=bool),
        matrix=sparse.csr_matrix(np.array([[1.0, 0.0], [1.0, 1.0]])), low=np.full(2, -FREE), high=np.array([1.0, 9.0]),
    )  # fmt: skip
    small = shrink(model, np.ones(2, dtype=bool), np.zeros(2))
    assert small.columns.tolist() == [0]
    assert small.rows.tolist() == [0]
