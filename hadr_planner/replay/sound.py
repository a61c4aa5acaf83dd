"""Whether a plan can be replayed at all: that it names what exists, and counts in numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from hadr_planner import demand
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

CODE = "PLAN"
FARTHEST_H = 24.0 * 366
"""Hours before H+0 or after the horizon beyond which a time is no time of this plan."""
MOST = 1e9
"""Tonnes, people or hours that no line of a plan reaches."""


def unsound(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Name every line of a plan that speaks of what is not in the scenario, or in impossible numbers."""
    yield from _sorties(scenario, plan)
    yield from _stays(scenario, plan)
    yield from _drives(scenario, plan)
    yield from _hand_overs(scenario, plan)
    yield from _services(scenario, plan)


def _sorties(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for id, times in Counter(sortie.id for sortie in plan.sorties).items():
        if times > 1:
            yield _breach(id, f"{times} sorties are called {id}")
    for sortie in plan.sorties:
        here = f"sortie {sortie.id}"
        yield from _known(sortie.id, here, "asset", sortie.asset, scenario.assets)
        if sortie.asset in scenario.assets and sortie.owner != scenario.assets[sortie.asset].owner:
            yield _breach(sortie.id, f"{here} says that {sortie.asset} is {sortie.owner}'s; it is not")
        if not sortie.stops:
            yield _breach(sortie.id, f"{here} has no stops")
        yield from _hours(scenario, sortie.id, here, {"under_way_h": sortie.under_way_h})
        yield from _stops(scenario, sortie, here)


def _stops(scenario: Scenario, sortie: Sortie, here: str) -> Iterator[Breach]:
    for stop in sortie.stops:
        yield from _node(scenario, sortie.id, here, stop.node)
        times = {"on_block_h": stop.on_block_h, "off_block_h": stop.off_block_h}
        yield from _hours(scenario, sortie.id, here, times)
        for item, tonnes in (*stop.loads.items(), *stop.unloads.items()):
            goods = scenario.units if item.startswith("unit:") else scenario.catalogue.items
            yield from _known(sortie.id, here, "cargo", item.removeprefix("unit:"), goods)
            yield from _amount(sortie.id, f"{here}, {item}", tonnes)


def _stays(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for stay in plan.stays:
        here = f"the stay of {stay.unit}"
        yield from _known(stay.unit, here, "unit", stay.unit, scenario.units)
        yield from _node(scenario, stay.unit, here, stay.node)
        times = {"arrived_h": stay.arrived_h, "from_h": stay.from_h, "until_h": stay.until_h}
        yield from _hours(scenario, stay.unit, here, times)


def _drives(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for drive in plan.drives:
        here = f"the drive of {drive.unit}"
        yield from _known(drive.unit, here, "unit", drive.unit, scenario.units)
        yield from _node(scenario, drive.unit, here, drive.from_)
        yield from _node(scenario, drive.unit, here, drive.to)
        yield from _hours(scenario, drive.unit, here, {"start_h": drive.start_h, "end_h": drive.end_h})


def _hand_overs(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for given in plan.hand_overs:
        here = f"the hand-over for {given.need}"
        yield from _known(given.partnership, here, "need", given.need, scenario.needs)
        yield from _known(given.partnership, here, "partnership", given.partnership, scenario.partnerships)
        yield from _node(scenario, given.partnership, here, given.from_)
        yield from _period(scenario, given.partnership, here, given.period, given.day)
        yield from _amount(given.partnership, here, given.tonnes)


def _services(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for service in plan.services:
        here = f"the service for {service.need}"
        yield from _known(service.unit, here, "need", service.need, scenario.needs)
        yield from _known(service.unit, here, "unit", service.unit, scenario.units)
        yield from _period(scenario, service.unit, here, service.period, service.day)
        yield from _amount(service.unit, here, service.quantity)


def _known(by: str, here: str, what: str, id: str, names: Collection[str]) -> Iterator[Breach]:
    if id not in names:
        yield _breach(by, f"{here} names {what} {_quoted(id)}, which the scenario does not have")


def _node(scenario: Scenario, by: str, here: str, id: str) -> Iterator[Breach]:
    if id not in scenario.sites and id not in scenario.places:
        yield _breach(by, f"{here} names site or place {_quoted(id)}, which the scenario does not have")


def _hours(scenario: Scenario, by: str, here: str, times: Mapping[str, float]) -> Iterator[Breach]:
    for name, at_h in times.items():
        if not (math.isfinite(at_h) and -FARTHEST_H <= at_h <= scenario.clock.horizon_h + FARTHEST_H):
            yield _breach(by, f"{here} has {name} = {at_h}, which is no hour of this plan")


def _period(scenario: Scenario, by: str, here: str, period: int, day: int) -> Iterator[Breach]:
    if not 0 <= period < scenario.clock.periods:
        yield _breach(by, f"{here} is in period {period} of {scenario.clock.periods}")
    if not demand.ONCE <= day < scenario.clock.days:
        yield _breach(by, f"{here} is for day {day} of {scenario.clock.days}")


def _amount(by: str, here: str, amount: float) -> Iterator[Breach]:
    if not 0 <= amount <= MOST:
        yield _breach(by, f"{here} counts {amount}")


def _quoted(id: str) -> str:
    return repr(id[:60])


def _breach(by: str, what: str) -> Breach:
    return Breach(rule=CODE, by=by, because=f"{what[0].upper()}{what[1:]}.")
