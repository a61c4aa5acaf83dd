r"""A nation that doesn't move by night flies, lands, drives and beaches between sunrise and sunset only.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a call of } m \text{ takes a slot that is dark at its node,}
           \text{ or a move of } m \text{ one that is dark at either end}

A slot is dark if any part of it lies between sunset and sunrise; a call without duration takes one slot.

Only red caveats bind. Not modelled: ships, which sail and lie in port by night all the same; civil twilight, moonlight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import Caveat, CaveatKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import daylight
from hadr_planner.rules.calls import calls, moves
from hadr_planner.rules.light import dark_h

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "NO_NIGHT"
TITLE = "No movement by night"
SOURCE = "National caveats, as stated by the nation's red card holder"
LIFTED_BY = "the nation that holds the caveat"


def impose(x: Decisions) -> None:
    held = x.scenario.red(CaveatKind.NO_NIGHT)
    if not held:
        return
    bound = x.pool_array(lambda asset: asset.type.mode is not Mode.SHIP and any(c.binds(asset) for c in held))
    visits, hops = x.missions.visits, x.missions.hops
    calling, moving = bound[visits.mission], bound[hops.mission]
    dark = np.zeros((len(x.nodes), x.clock.slots), dtype=bool)
    for number in np.unique(visits.node[calling]):
        node = x.nodes[number]
        dark[number] = ~daylight(node.lat, node.lon, x.scenario.start, x.clock)
    x.forbid_calls_while(dark, calling)
    x.forbid_hops_while(dark, hops.start, moving)
    x.forbid_hops_while(dark, hops.end, moving)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    held = scenario.red(CaveatKind.NO_NIGHT)
    bound = {id: _caveat_of(held, scenario.assets[id]) for id in {sortie.asset for sortie in plan.sorties}}
    if not any(bound.values()):
        return
    for call in calls(scenario, plan):
        if caveat := bound[call.asset.id]:
            what = f"{call.sortie.id} of {call.asset.id} is at {call.node}"
            yield from _dark(scenario, caveat, call.node, call.sortie.id, call.from_h, call.until_h, what)
    for move in moves(scenario, plan):
        if caveat := bound[move.asset.id]:
            what = f"{move.sortie.id} of {move.asset.id} is between {move.start} and {move.end}"
            for node in (move.start, move.end):
                yield from _dark(scenario, caveat, node, move.sortie.id, move.from_h, move.until_h, what)


def _caveat_of(held: tuple[Caveat, ...], asset: Asset) -> Caveat | None:
    if asset.type.mode is Mode.SHIP:
        return None
    return next((caveat for caveat in held if caveat.binds(asset)), None)


def _dark(
    scenario: Scenario, caveat: Caveat, node: str, by: str, from_h: float, until_h: float, what: str
) -> Iterator[Breach]:
    night_h = dark_h(scenario, node, from_h, until_h)
    if night_h is not None:
        held_by = f" (held by {caveat.held_by})" if caveat.held_by else ""
        who = f"{caveat.holder} does not move by night{held_by}"
        because = f"{who}: {what} at H+{night_h:g}, when it is dark at {node}"
        yield Breach(rule=CODE, at=node, by=by, excess=max(until_h - night_h, 0.0), unit="h", because=because)
