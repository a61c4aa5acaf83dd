r"""A nation's assets stay within the distance from their base that it gave.

.. math::  x_{ms} = 0 \quad \forall m:\ \max_{n \in calls(m)} d(base_m, n) > radius_{holder(m)}

For an asset on board a ship, the base is where its sortie starts. Distances are great circles.

Only red caveats bind. Not modelled: units, which move once; the way between two calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import CaveatKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import great_circle_km

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "RADIUS"
TITLE = "Radius from base"
SOURCE = "National caveats, as stated by the nation's red card holder"
LIFTED_BY = "the nation that holds the caveat"

TRACE_KM = 1e-6


def impose(x: Decisions) -> None:
    visits, index = x.missions.visits, x.network.index
    named = x.pool_array(lambda asset: index.get(asset.base, -1))
    base = np.where(named >= 0, named, x.missions.start)[visits.mission]
    away_km = x.network.air_km[base, visits.node]
    for caveat in x.scenario.red(CaveatKind.RADIUS):
        x.forbid_calls(x.pool_array(caveat.binds)[visits.mission] & (away_km > float(caveat.value) + TRACE_KM))


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    held = scenario.red(CaveatKind.RADIUS)
    for sortie in plan.sorties:
        asset = scenario.assets[sortie.asset]
        centre = sortie.stops[0].node if asset.base in scenario.assets else asset.base
        for caveat in [caveat for caveat in held if caveat.binds(asset)]:
            for stop in sortie.stops:
                away_km, most_km = _apart_km(scenario, centre, stop.node), float(caveat.value)
                if away_km > most_km + TRACE_KM:
                    who = f"{caveat.holder} stays within {most_km:g} km of {centre}"
                    held_by = f" (held by {caveat.held_by})" if caveat.held_by else ""
                    what = f"{sortie.id} of {asset.id} calls {away_km:.1f} km away, at {stop.node}"
                    because = f"{who}{held_by}: {what} at H+{stop.on_block_h:g}"
                    excess_km = away_km - most_km
                    yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=excess_km, unit="km", because=because)


def _apart_km(scenario: Scenario, a: str, b: str) -> float:
    one, other = scenario.node(a), scenario.node(b)
    return float(great_circle_km(one.lat, one.lon, other.lat, other.lon))
