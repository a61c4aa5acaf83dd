r"""What may move by day only moves and calls between sunrise and sunset.

.. math:: x_{ms} = 0 \quad \forall m, s:\ \exists\ hop\ or\ call\ of\ m\ that\ overlaps\ a\ dark\ slot

A slot is dark if any part of it is. A move must find both its ends in daylight all the while; a call counts unless it is
at a stand where the sortie starts or ends, which may be worked by night.

Not modelled: twilight, moonlight, night-vision training of single crews, hills that hide the sun.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import daylight
from hadr_planner.rules.light import dark_h

if TYPE_CHECKING:
    from hadr_planner.decisions import Bools, Decisions, Ints

CODE = "DAYLIGHT"
TITLE = "Daylight only"
SOURCE = "Asset catalogue; visual flight rules at unlit landing sites"
LIFTED_BY = "the owner, with night-trained crews and lit landing sites"


def impose(x: Decisions) -> None:
    """Forbid sorties that would move, or call away from their stands, in the dark."""
    missions, visits, hops = x.missions, x.missions.visits, x.missions.hops
    by_day = np.array([asset.type.daylight_only for asset in x.pools], dtype=bool)[missions.pool]
    away = (visits.node != missions.start[visits.mission]) & (visits.node != missions.end[visits.mission])
    calls, moves = by_day[visits.mission] & away, by_day[hops.mission]
    dark = _dark(x, np.unique(np.concatenate([visits.node[calls], hops.start[moves], hops.end[moves]])))
    x.forbid_calls_while(dark, calls)
    x.forbid_hops_while(dark, hops.start, moves)
    x.forbid_hops_while(dark, hops.end, moves)


def _dark(x: Decisions, asked: Ints) -> Bools:
    """Whether each slot is dark at each of the nodes asked for (node, slot)."""
    dark = np.zeros((len(x.nodes), x.clock.slots), dtype=bool)
    for number in asked:
        node = x.nodes[number]
        dark[number] = ~daylight(node.lat, node.lon, x.scenario.start, x.clock)
    return dark


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find moves and calls in the dark."""
    for sortie in plan.sorties:
        if scenario.assets[sortie.asset].type.daylight_only:
            yield from _calls(scenario, sortie)
            yield from _moves(scenario, sortie)


def _calls(scenario: Scenario, sortie: Sortie) -> Iterator[Breach]:
    stands = (sortie.stops[0].node, sortie.stops[-1].node)
    for stop in sortie.stops:
        until_h = max(stop.off_block_h, stop.on_block_h + scenario.clock.slot_h)
        dark = None if stop.node in stands else dark_h(scenario, stop.node, stop.on_block_h, until_h)
        if dark is not None:
            yield _breach(scenario, sortie, stop.node, dark, f"is at {stop.node} from H+{stop.on_block_h:g} to H+{until_h:g}")


def _moves(scenario: Scenario, sortie: Sortie) -> Iterator[Breach]:
    for start, end in zip(sortie.stops, sortie.stops[1:], strict=False):
        for node in dict.fromkeys((start.node, end.node)):
            dark = dark_h(scenario, node, start.off_block_h, end.on_block_h)
            if dark is not None:
                yield _breach(scenario, sortie, node, dark,
                    f"moves from {start.node} to {end.node} from H+{start.off_block_h:g} to H+{end.on_block_h:g}")


def _breach(scenario: Scenario, sortie: Sortie, node: str, dark: float, what: str) -> Breach:
    type = scenario.assets[sortie.asset].type
    return Breach(rule=CODE, at=node, by=sortie.id,
        because=f"{type.id} moves by day only; {sortie.id} {what}, and at H+{dark:g} the sun is down at {node}")
