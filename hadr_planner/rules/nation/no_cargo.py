r"""A nation's assets don't load what it said that they would not carry.

.. math::  flow_{i,l} = 0 \quad \forall \text{ items } i \text{ refused by the holder, lifts } l \text{ of its assets}

Only red caveats bind. Not modelled: refusing to carry a unit or people of another nation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hadr_planner.domain.accord import CaveatKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "NO_CARGO"
TITLE = "Cargo held back by a nation"
SOURCE = "National caveats, as stated by the nation's red card holder"
LIFTED_BY = "the nation that holds the caveat"

TRACE_T = 1e-9
"""Less than this is nothing."""


def impose(x: Decisions) -> None:
    for caveat in x.scenario.red(CaveatKind.NO_CARGO):
        for asset in x.pools:
            if caveat.binds(asset):
                x.refuse_cargo(asset.id, caveat.value)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    held = scenario.red(CaveatKind.NO_CARGO)
    for sortie in plan.sorties:
        asset = scenario.assets[sortie.asset]
        for caveat in [caveat for caveat in held if caveat.binds(asset)]:
            for stop in sortie.stops:
                tonnes = stop.loads.get(caveat.value, 0.0)
                if tonnes > TRACE_T:
                    held_by = f" (held by {caveat.held_by})" if caveat.held_by else ""
                    what = f"{sortie.id} of {asset.id} loads {tonnes:g} t at {stop.node} at H+{stop.on_block_h:g}"
                    because = f"{caveat.holder} carries no {caveat.value}{held_by}: {what}"
                    yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=tonnes, unit="t", because=because)
