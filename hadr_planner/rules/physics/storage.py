r"""A place holds no more than it has room for.

.. math::  \sum_i E_{nip} \le storage_n

Not modelled: storage by kind of goods, cold chain, yard density.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "STORAGE"
TITLE = "Storage"
SOURCE = "Logistics capacity assessments, storage figures of each place"
LIFTED_BY = "whoever runs the place"


def impose(x: Decisions) -> None:
    room_t = x.node_array(lambda node: getattr(node, "storage_t", None) or np.inf)
    stock = x.stock
    tight = np.flatnonzero(np.isfinite(room_t[stock.node])) if len(stock) else stock.node
    keys, row = np.unique(stock.node[tight] * x.clock.periods + stock.period[tight], return_inverse=True)
    x.limit(CODE, room_t[keys // x.clock.periods], {"stock": (row, tight, np.ones(len(tight)))})
