"""Better rotas by changing the turn in which incidents are given away."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hadr_planner.incidents.nouns import Callout, Orders
from hadr_planner.incidents.practice import in_turn, practice
from hadr_planner.incidents.timed import harm, timed

STALE = 400
"""Changes tried in vain before it ends."""


def by_turns(callout: Callout, seed: int, left: Callable[[], float]) -> Orders:
    """Start from severity over hours, move single incidents in the turn, keep what helps."""
    rng = np.random.default_rng(seed)
    hours = callout.step_h.min(axis=(0, 1))
    turn = np.argsort(-callout.severity / np.maximum(hours, 1e-9), kind="stable").tolist()
    best, orders = _least(callout, in_turn(callout, turn)), in_turn(callout, turn)
    if (usual := _least(callout, practice(callout))) < best:
        best, orders = usual, practice(callout)
    stale = 0
    while stale < STALE and left() > 0 and len(turn) > 1:
        tried = list(turn)
        tried.insert(int(rng.integers(len(turn))), tried.pop(int(rng.integers(len(turn)))))
        found = in_turn(callout, tried)
        cost = _least(callout, found)
        stale += 1
        if cost < best - 1e-9:
            best, orders, turn, stale = cost, found, tried, 0
    return orders


def _least(callout: Callout, orders: Orders) -> float:
    visits = timed(callout, orders)
    return float("inf") if visits is None else harm(callout, visits)
