r"""A place is used only after it opens, before it closes, and within its daily hours.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a call at } n \text{ takes a slot not wholly inside } hours_n

Daily hours are local, those of the zone in which the scenario starts. A call without duration takes one slot.

Not modelled: tails that merely rest there, zones of far places, summer time within the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.daily import daily_window
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import Call, calls
from hadr_planner.rules.daily import touched
from hadr_planner.rules.opening_hours import outside_from_h

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "HOURS"
TITLE = "Opening hours"
SOURCE = "Aeronautical information publications, port information, notices to airmen and mariners"
LIFTED_BY = "whoever runs the place"


def impose(x: Decisions) -> None:
    shut = np.zeros((len(x.nodes), x.clock.slots), dtype=bool)
    for number, id in enumerate(x.network.nodes):
        place = x.scenario.places.get(id)
        if place is None:
            continue
        shut[number] = (x.hour[:-1] < place.opens_h - EPSILON_H) | (x.hour[1:] > place.closes_h + EPSILON_H)
        if place.hours:
            opens, lasts_h = daily_window(place.hours)
            shut[number] |= touched(x, opens + lasts_h, 24.0 - lasts_h)
    x.forbid_calls_while(shut)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for call in calls(scenario, plan):
        place = scenario.places.get(call.node)
        if place is None or call.until_h <= call.from_h + EPSILON_H:
            continue
        if call.from_h < place.opens_h - EPSILON_H:
            yield _breach(call, f"{place.id} opens at H+{place.opens_h:g}", place.opens_h - call.from_h)
        if call.until_h > place.closes_h + EPSILON_H:
            yield _breach(call, f"{place.id} closes at H+{place.closes_h:g}", call.until_h - place.closes_h)
        shut_h = outside_from_h(scenario, place.hours, call.from_h, call.until_h) if place.hours else None
        if shut_h is not None:
            told = f"{place.id} is open {place.hours} local time and shut at H+{shut_h:g}"
            yield _breach(call, told, call.until_h - shut_h)


def _breach(call: Call, told: str, excess_h: float) -> Breach:
    what = f"{call.sortie.id} of {call.asset.id} is there from H+{call.from_h:g} to H+{call.until_h:g}"
    return Breach(rule=CODE, at=call.node, by=call.sortie.id, excess=excess_h, unit="h", because=f"{told}: {what}")
