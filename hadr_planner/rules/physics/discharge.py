r"""A port or beach discharges no more from ships and craft in a day than it can.

.. math::  \sum_{c\ by\ sea\ into\ n} \sum_{i,p} \sum_{q \in day} f_{c,i,p,q} \le discharge_n

Not modelled: queues of ships, gangs by shift, cargo kinds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "DISCHARGE"
TITLE = "Port discharge"
SOURCE = "Logistics capacity assessments; planning defaults in the catalogue"
LIFTED_BY = "the port authority"


def impose(x: Decisions) -> None:
    limit_t = x.node_limit("discharge_t_per_day")
    flow = x.flow
    by_sea = x.channels.by_sea[flow.channel] if len(flow) else np.zeros(0, dtype=bool)
    metered = np.flatnonzero(by_sea & np.isfinite(limit_t[flow.end]))
    keys, row = np.unique(flow.end[metered] * x.clock.days + x.day_of_period[flow.into[metered]], return_inverse=True)
    x.limit(CODE, limit_t[keys // x.clock.days], {"flow": (row, metered, np.ones(len(metered)))})


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    clock = scenario.clock
    landed: defaultdict[tuple[int, str], float] = defaultdict(float)
    last: dict[tuple[int, str], str] = {}
    for sortie in plan.sorties:
        if scenario.assets[sortie.asset].type.mode in (Mode.SHIP, Mode.LANDING_CRAFT):
            for stop in sortie.stops:
                if stop.unloads and getattr(scenario.node(stop.node), "discharge_t_per_day", None) is not None:
                    period = min(clock.arriving(stop.off_block_h), clock.periods - 1)
                    key = int(clock.edges_h[period] // 24), stop.node
                    landed[key] += sum(stop.unloads.values())
                    last[key] = sortie.id
    for (day, node), amount_t in sorted(landed.items()):
        limit_t = scenario.places[node].discharge_t_per_day or 0.0
        if amount_t > limit_t + KILOGRAM_T:
            yield Breach(
                rule=CODE, at=node, by=last[day, node], excess=amount_t - limit_t, unit="t",
                because=f"Ships and craft, {last[day, node]} among them, discharge {tonnes(amount_t)} at {node} "
                f"on day {day + 1}; it takes {tonnes(limit_t)} a day.",
            )
