r"""Aircraft that need a K-loader are worked only where one is: the airfield's own, or an airfield unit's at work there.

.. math::  \sum_{m\ needing\ it,\ working\ at\ n\ in\ p} x_{ms} \le M \sum_{units\ at\ n} works_{up}

Not modelled: number of loaders and their share between aircraft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "HANDLING"
TITLE = "Handling equipment"
SOURCE = "AFPAM 10-1403; Logistics Cluster airport assessments"
LIFTED_BY = "whoever brings a loader"


def impose(x: Decisions) -> None:
    bare = x.node_array(lambda node: getattr(node, "handling", None) is False)
    visits = x.missions.visits
    needs = x.pool_array(lambda asset: asset.type.needs_handling)[visits.mission] & (visits.loads | visits.drops)
    calls = needs & bare[visits.node]
    units = list(x.scenario.units.values())
    brings = np.array([units[u].type.gives_handling for u in x.stay.unit], dtype=bool)
    nodes = np.unique(x.stay.node[brings]) if len(x.stay) else x.stay.node
    x.forbid_calls(calls & ~np.isin(visits.node, nodes))
    helped = np.flatnonzero(calls & np.isin(visits.node, nodes))
    stays = np.flatnonzero(brings)
    x.only_while(CODE, visits.mission[helped], visits.on[helped], visits.off[helped], np.searchsorted(nodes, visits.node[helped]),
                 len(nodes), {"stay": (np.searchsorted(nodes, x.stay.node[stays]), stays, x.works_in[stays])})
