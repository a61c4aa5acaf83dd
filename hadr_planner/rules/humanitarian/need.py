r"""No more is handed over than is needed, in the days for which it is needed.

.. math::  \sum_p h_{k,day,p} \le owed_{k,day}

Water and food of a day lapse with it; what waits can be made good up to three days later; needs met once stay open.

Not modelled: stockpiling by households, sharing between sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "NEED"
TITLE = "Within the need"
SOURCE = "Sphere Handbook 2018; needs table of the scenario"
LIFTED_BY = "whoever assessed the need"


def impose(x: Decisions) -> None:
    hand = x.hand_over
    keys, first, row = np.unique(hand.need * 10_000 + hand.day, return_index=True, return_inverse=True)
    x.limit(CODE, hand.upper[first], {"hand_over": (row, np.arange(len(hand)), np.ones(len(hand)))})
