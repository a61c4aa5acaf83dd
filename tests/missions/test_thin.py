"""Fewer missions in large scenarios: none is lost that moves a tail, and every node keeps its best."""

from __future__ import annotations

import numpy as np
import pytest

from hadr_planner import load
from hadr_planner.missions import missions, thin
from hadr_planner.missions.table import Missions
from hadr_planner.network import network


@pytest.fixture(scope="module")
def table() -> Missions:
    scenario = load("tutorial")
    return missions(scenario, network(scenario))


def drops(table: Missions) -> set[int]:
    """Nodes at which something is dropped."""
    return set(table.lifts.end.tolist())


def moves(table: Missions) -> set[tuple[int, int, int]]:
    """Pools that move from stand to stand."""
    mark = table.start != table.end
    return set(zip(table.pool[mark].tolist(), table.start[mark].tolist(), table.end[mark].tolist(), strict=True))


def test_a_table_that_fits_is_left_as_it_is(table: Missions) -> None:
    """Nothing is left out below the limit."""
    assert thin.thinned(table, 1, np.zeros(1_000, dtype=bool)) is table


@pytest.mark.parametrize("share", [0.2, 0.6])
def test_of_a_table_too_large_the_best_stay(table: Missions, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each pool and node the mission that brings most an hour stays before others; moves and nodes are all there."""
    monkeypatch.setattr(thin, "CELLS", int(len(table) * 10 * share))
    monkeypatch.setattr(thin, "BEST_PER_NODE", 1)
    left = thin.thinned(table, 10, np.zeros(1_000, dtype=bool))
    assert len(left) < len(table)
    assert moves(left) == moves(table)
    assert drops(left) == drops(table)
    assert best_rate(left) == pytest.approx(best_rate(table))


def best_rate(table: Missions) -> dict[int, float]:
    """Most tonnes an hour that any mission brings to each node."""
    best: dict[int, float] = {}
    for mission, node in zip(table.lifts.mission.tolist(), table.lifts.end.tolist(), strict=True):
        best[node] = max(best.get(node, 0.0), float(table.payload_t[mission] / table.slots[mission]))
    return best
