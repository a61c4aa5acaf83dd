r"""A place holds no more than it has room for.

.. math::  \sum_i E_{nip} \le \max(storage_n, put_{np})

What supplies and units put there of themselves never counts as too much.

Not modelled: storage by kind of goods, cold chain, yard density.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, goods, hour, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "STORAGE"
TITLE = "Storage"
SOURCE = "Logistics capacity assessments, storage figures of each place"
LIFTED_BY = "whoever runs the place"


def impose(x: Decisions) -> None:
    room_t = x.node_limit("storage_t")
    stock = x.stock
    tight = np.flatnonzero(np.isfinite(room_t[stock.node])) if len(stock) else stock.node
    keys, row = np.unique(stock.node[tight] * x.clock.periods + stock.period[tight], return_inverse=True)
    put_t = np.bincount(row, weights=x.put_by_then()[tight], minlength=len(keys)) if len(keys) else np.zeros(0)
    x.limit(CODE, np.maximum(room_t[keys // x.clock.periods], put_t), {"stock": (row, tight, np.ones(len(tight)))})


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    replayed = goods(scenario, plan)
    lying: defaultdict[tuple[int, str], float] = defaultdict(float)
    untouched: defaultdict[tuple[int, str], float] = defaultdict(float)
    for (node, item), closing_t in replayed.closing_t.items():
        if node in scenario.places and scenario.places[node].storage_t is not None:
            for period, amount_t in enumerate(closing_t):
                lying[period, node] += amount_t
                untouched[period, node] += replayed.appeared_t[node, item][period]
    for (period, node), amount_t in sorted(lying.items()):
        room_t = max(scenario.places[node].storage_t or 0.0, untouched[period, node])
        if amount_t > room_t + KILOGRAM_T:
            yield Breach(
                rule=CODE, at=node, excess=amount_t - room_t, unit="t",
                because=f"{tonnes(amount_t)} lie at {node} at {hour(scenario.clock.edges_h[period + 1])}, "
                f"which has room for {tonnes(room_t)}.",
            )
