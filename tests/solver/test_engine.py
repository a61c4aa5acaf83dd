"""Linear programs handed to an engine: what is asked when it gives up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

from hadr_planner.solver import engine

MODEL = engine.Model(
    reward=np.array([3.0, 2.0]),
    lower=np.zeros(2),
    upper=np.full(2, 10.0),
    whole=np.zeros(2, dtype=bool),
    matrix=sparse.csr_matrix(np.array([[1.0, 1.0], [2.0, 1.0]])),
    low=np.full(2, -engine.INFINITE * 2),
    high=np.array([4.0, 6.0]),
)
BEST = 10.0


@pytest.mark.parametrize("options", [engine.INTERIOR, engine.CLOSE, engine.ROUGH, {}])
def test_the_best_is_found_as_nearly_as_asked(options: dict[str, Any]) -> None:
    answer = engine.solve(MODEL, seconds=10.0, options=options)
    assert answer.found
    assert answer.value == pytest.approx(BEST, rel=0.1)


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (engine.INTERIOR, [engine.INTERIOR, engine.INTERIOR | {"presolve": "off"}, {}]),
        (engine.ROUGH, [engine.ROUGH, {}]),
    ],
)
def test_where_it_gives_up_it_is_asked_otherwise(
    options: dict[str, Any], asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interior point leaves the program as it is before the engine goes its own way."""
    heard = []
    monkeypatch.setattr(engine, "_parameters", lambda seconds, chosen, threads: heard.append(chosen))
    monkeypatch.setattr(engine, "_attempt", lambda *told: None)
    assert not engine.solve(MODEL, seconds=1.0, options=options).found
    assert heard == asked
