r"""What may move by day only moves and calls between sunrise and sunset.

.. math:: x_{ms} = 0 \quad \forall m, s:\ \exists\ hop\ or\ call\ of\ m\ that\ overlaps\ a\ dark\ slot

A slot is dark if any part of it is. A move must find both its ends in daylight all the while; a call counts unless it
is at a stand where the sortie starts or ends, which may be worked by night.

Not modelled: twilight, moonlight, night-vision training of single crews, hills that hide the sun.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import daylight
from hadr_planner.rules.calls import Call, Move, calls, moves
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
    for call in calls(scenario, plan):
        stands = (call.sortie.stops[0].node, call.sortie.stops[-1].node)
        if call.asset.type.daylight_only and call.node not in stands:
            yield from _night(scenario, call, call.node, f"is at {call.node}")
    for move in moves(scenario, plan):
        if move.asset.type.daylight_only:
            for node in dict.fromkeys((move.start, move.end)):
                yield from _night(scenario, move, node, f"moves from {move.start} to {move.end}")


def _night(scenario: Scenario, spell: Call | Move, node: str, what: str) -> Iterator[Breach]:
    night_h = dark_h(scenario, node, spell.from_h, spell.until_h)
    if night_h is not None:
        yield Breach(
            rule=CODE, at=node, by=spell.sortie.id,
            because=f"{spell.asset.id} ({spell.asset.type.id}) moves by day only; {spell.sortie.id} {what} "
            f"from H+{spell.from_h:g} to H+{spell.until_h:g}, and at H+{night_h:g} the sun is down at {node}",
        )
