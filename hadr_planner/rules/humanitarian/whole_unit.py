r"""A unit goes to one place, works only once all of it has arrived and is set up, and stays there.

.. math::  \sum_{n,p} stay_{unp} \le 1, \qquad weight_u\, stay_{unp}\ \text{is drawn from what has arrived at n by p}

Work starts with the first period after arrival and set-up.

Not modelled: split teams, moves after the first stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

from hadr_planner.decisions.flows import UNIT

CODE = "UNIT"
TITLE = "Units arrive whole and set up"
SOURCE = "WHO EMT Blue Book 2021; INSARAG Guidelines"
LIFTED_BY = "the unit's own commander"


def impose(x: Decisions) -> None:
    stay = x.stay
    every = np.arange(len(stay))
    x.limit(CODE, np.ones(len(x.scenario.units)), {"stay": (stay.unit, every, np.ones(len(stay)))})
    units = list(x.scenario.units.values())
    for j in np.flatnonzero(~stay.drives) if len(stay) else ():
        unit = units[stay.unit[j]]
        pair = int(stay.node[j]), x.cargo.index(UNIT + unit.id)
        if pair in x.stock_number:
            x.draw(x.stock_number[pair] + int(stay.arrival[j]), int(j), unit.type.weight_t)
        else:
            stay.upper[j] = 0.0
