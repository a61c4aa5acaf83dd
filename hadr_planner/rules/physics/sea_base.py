r"""Goods at an anchorage float in the ships that lie there, and embarked aircraft and craft work from where their ship lies.

.. math::  \sum_i E_{aip} \le \sum_{ships} payload \cdot lying_{a}(p) \qquad
           \sum_{sorties\ from\ a\ in\ progress} x \le \frac{embarked}{ships}\, lying_a(s)

Not modelled: deck cycles, spots by deck, cross-decking between navies, sea state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import PlaceKind

CODE = "SEABASE"
TITLE = "Sea base"
SOURCE = "Practice of amphibious ships in relief (Aceh 2004, Haiti 2010, Haiyan 2013, Tonga 2022)"
LIFTED_BY = "the ship's nation"


def impose(x: Decisions) -> None:
    _afloat(x)
    for number, asset in enumerate(x.pools):
        if asset.base in x.scenario.assets:
            _embarked(x, number, x.missions.pools.index(asset.base))


def _afloat(x: Decisions) -> None:
    """Goods at anchorages within what the ships lying there can hold."""
    anchored = x.node_array(lambda node: getattr(node, "kind", None) is PlaceKind.ANCHORAGE)
    stock, periods = x.stock, x.clock.periods
    held = np.flatnonzero(anchored[stock.node]) if len(stock) else stock.node
    keys, row = np.unique(stock.node[held] * periods + stock.period[held], return_inverse=True)
    ends = np.array([x.clock.slots_for(x.clock.edges_h[p + 1]) - 1 for p in range(periods)], dtype=np.int64)
    standing = []
    for pool, ship in enumerate(x.pools):
        if ship.type.mode is Mode.SHIP:
            for node in x.stands[pool]:
                mine = np.flatnonzero(keys // periods == node)
                if len(mine):
                    hold_t = ship.type.payload_t * ship.type.realised_factor
                    standing.append(x.standing(pool, int(node), ends[keys[mine] % periods], mine, -hold_t))
    x.limit(CODE, np.zeros(len(keys)), {"stock": (row, held, np.ones(len(held)))}, standing=tuple(standing))


def _embarked(x: Decisions, pool: int, ship: int) -> None:
    """Sorties in progress from a stand within the tails aboard ships that lie there."""
    slots = x.clock.slots
    stands = x.stands[ship]
    mine = np.flatnonzero(x.missions.pool == pool)
    line_of = {int(node): line for line, node in enumerate(stands)}
    line = np.array([line_of[int(n)] for n in x.missions.start[mine]], dtype=np.int64)
    row = np.arange(len(stands) * slots).reshape(len(stands), slots)
    spell = x.spell(mine, np.zeros(len(mine), dtype=np.int64), x.missions.slots[mine], line, np.ones(len(mine)), row)
    share = x.pools[pool].count / max(x.pools[ship].count, 1)
    standing = tuple(
        x.standing(ship, int(node), np.arange(slots), row[k], -share) for k, node in enumerate(stands)
    )
    x.limit(CODE, np.zeros(row.size), {}, sorties=(spell,), standing=standing)
