r"""Aircraft that need a K-loader are worked only where one is: the airfield's own, or an airfield unit's at work there.

.. math::  \sum_{m\ needing\ it,\ working\ at\ n\ in\ slot\ s} x_{ms} \le spots_n \sum_{units\ at\ n} works_{up}

with all tails that could come where spots are not known.

Not modelled: number of loaders and their share between aircraft.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Stay, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import hour
from hadr_planner.rules.spots import called_only_while

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
    stays = np.flatnonzero(brings)
    grants = {"stay": (np.searchsorted(nodes, x.stay.node[stays]), stays, x.works_in[stays])}
    called_only_while(x, CODE, calls, nodes, grants)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    loaders = [stay for stay in plan.stays if scenario.units[stay.unit].type.gives_handling]
    for sortie in plan.sorties:
        if scenario.assets[sortie.asset].type.needs_handling:
            for stop in sortie.stops:
                bare = getattr(scenario.node(stop.node), "handling", None) is False
                if bare and (stop.loads or stop.unloads) and not any(_works_through(stay, stop) for stay in loaders):
                    yield Breach(
                        rule=CODE, at=stop.node, by=sortie.id, excess=stop.off_block_h - stop.on_block_h, unit="h",
                        because=f"{sortie.asset} {sortie.tail} on {sortie.id} needs a loader at {stop.node} "
                        f"from {hour(stop.on_block_h)} to {hour(stop.off_block_h)}, and there is none.",
                    )


def _works_through(stay: Stay, stop: Stop) -> bool:
    begins, ends = stay.from_h <= stop.on_block_h + EPSILON_H, stop.off_block_h <= stay.until_h + EPSILON_H
    return stay.node == stop.node and begins and ends
