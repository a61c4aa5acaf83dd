r"""A unit lives on what it brought, from its arrival on; work beyond that draws water and food from where it is.

.. math::  drawn_{nip} = people_u\, ration_i\, \frac{hours\ of\ p\ beyond\ self\text{-}sufficiency}{24}\, stay_u

Not modelled: what it eats on its way, or beyond that while it sets up or waits for a licence; fuel, medical resupply,
host-nation support.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import Cause, goods, hour, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "SUSTAIN"
TITLE = "Self-sufficiency"
SOURCE = "INSARAG Guidelines; WHO EMT Blue Book 2021; Sphere rations"
LIFTED_BY = "host-nation support, where it is agreed"
RATIONS = ("water", "food")


def impose(x: Decisions) -> None:
    edges = np.array(x.clock.edges_h)
    units = list(x.scenario.units.values())
    for j in range(len(x.stay)):
        type = units[x.stay.unit[j]].type
        first, last = int(x.stay.first[j]), int(x.stay.last[j])
        since_fed_h = np.maximum(edges[1:] - x.stay.arrived_h[j] - type.self_sufficient_h, 0.0)
        beyond_h = np.minimum(np.diff(edges), since_fed_h)[first:last]
        for item in RATIONS if beyond_h.sum() > 1e-6 else ():
            ration_t = type.passengers * x.ration_kg(item) / 1000 * beyond_h / 24
            pair = int(x.stay.node[j]), x.cargo.index(item) if item in x.cargo else -1
            if pair in x.stock_number:
                for period in np.flatnonzero(ration_t > 0):
                    x.draw(x.stock_number[pair] + first + int(period), j, float(ration_t[period]))
            elif ration_t.sum() > 0:
                x.stay.upper[j] = 0.0


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for short in goods(scenario, plan).shortages:
        if short.cause is Cause.DRAWN:
            yield Breach(
                rule=CODE, at=short.node, by=short.by, excess=short.asked_t - short.there_t, unit="t",
                because=f"Units at {short.node} have used up what they brought and draw {tonnes(short.asked_t)} "
                f"of {short.item} by {hour(short.at_h)}, where {tonnes(short.there_t)} lie; {short.by} goes short.",
            )
