r"""A port or beach discharges no more from ships and craft in a day than it can.

.. math::  \sum_{c\ by\ sea\ into\ n} \sum_{i,p} \sum_{q \in day} f_{c,i,p,q} \le discharge_n

Not modelled: queues of ships, gangs by shift, cargo kinds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "DISCHARGE"
TITLE = "Port discharge"
SOURCE = "Logistics capacity assessments; planning defaults in the catalogue"
LIFTED_BY = "the port authority"


def impose(x: Decisions) -> None:
    limit_t = x.node_array(lambda node: np.inf if getattr(node, "discharge_t_per_day", None) is None else node.discharge_t_per_day)
    flow = x.flow
    metered = np.flatnonzero(x.channels.by_sea[flow.channel] & np.isfinite(limit_t[flow.end])) if len(flow) else flow.item
    keys, row = np.unique(flow.end[metered] * x.clock.days + x.day_of_period[flow.into[metered]], return_inverse=True)
    x.limit(CODE, limit_t[keys // x.clock.days], {"flow": (row, metered, np.ones(len(metered)))})
