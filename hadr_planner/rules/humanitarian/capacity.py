r"""Units treat, rescue, mend and make no more per day than their type can, nor than there is to do at the time.

.. math::  \sum_{needs\ of\ i\ at\ n} served_{np} \le \sum_{units\ at\ n} rate_{ui}\, \frac{hours_p}{24}\, works_{up}
           \qquad \sum_p served_{k,day,p} \le owed_{k,day}

Not modelled: referral between levels of care, beds as stocks of patients, fatigue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner import demand
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan, Service
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import hour, shifts, why_not_then

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "CAPACITY"
TITLE = "What units can do in a day"
SOURCE = "WHO EMT Blue Book 2021; INSARAG Guidelines; unit figures in the catalogue"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    _rates(x)
    _owed(x)
    units = list(x.scenario.units.values())
    for j in range(len(x.stay)):
        for item, per_day in units[x.stay.unit[j]].type.makes.items():
            pair = int(x.stay.node[j]), x.cargo.index(item)
            for period in np.flatnonzero(x.works_in[j]):
                x.draw(x.stock_number[pair] + int(period), j, -per_day / 24 * x.clock.length_h(int(period)))


def _rates(x: Decisions) -> None:
    service, stay, periods = x.service, x.stay, x.clock.periods
    items = sorted({need.item for need in x.needs})
    item = np.array([items.index(x.needs[k].item) for k in service.need], dtype=np.int64)
    keys, row = np.unique((service.node * len(items) + item) * periods + service.period, return_inverse=True)
    of_key = {int(key): k for k, key in enumerate(keys)}
    units = list(x.scenario.units.values())
    rows, columns, amounts = [], [], []
    for j in range(len(stay)):
        for name, per_day in units[stay.unit[j]].type.serves.items():
            for period in np.flatnonzero(x.works_in[j]) if name in items else ():
                key = (int(stay.node[j]) * len(items) + items.index(name)) * periods + int(period)
                if key in of_key:
                    rows.append(of_key[key])
                    columns.append(j)
                    amounts.append(-per_day / 24 * x.clock.length_h(int(period)))
    terms = {
        "service": (row, np.arange(len(service)), np.ones(len(service))),
        "stay": (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(amounts)),
    }
    x.limit(CODE, np.zeros(len(keys)), terms)


def _owed(x: Decisions) -> None:
    service = x.service
    _, first, row = np.unique(service.need * 10_000 + service.day, return_index=True, return_inverse=True)
    x.limit(CODE, service.upper[first], {"service": (row, np.arange(len(service)), np.ones(len(service)))})


THOUSANDTH = 1e-3
"""People and hours are split between units and days; a thousandth too much is no breach."""


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    done: defaultdict[tuple[int, str, str], float] = defaultdict(float)
    served: defaultdict[tuple[str, int], float] = defaultdict(float)
    for service in plan.services:
        need = scenario.needs[service.need]
        node = _node(scenario, plan, service)
        why = why_not_then(scenario, need, service.period, service.day)
        if need.kind is NeedKind.CARGO or not node:
            why = f"{service.unit} does no {need.item} there then"
        if why:
            yield Breach(
                rule=CODE, at=need.site, by=service.unit, excess=service.quantity, unit=demand.unit(need),
                because=f"{service.unit} is to do {service.quantity:g} {demand.unit(need)} of {need.item} "
                f"for {need.id} in the period from {hour(scenario.clock.edges_h[service.period])}: {why}.",
            )
        done[service.period, node, need.item] += service.quantity
        served[need.id, service.day] += service.quantity
    yield from _beyond_rates(scenario, plan, done)
    yield from _beyond_owed(scenario, served)


def _node(scenario: Scenario, plan: Plan, service: Service) -> str:
    """Where its unit does the work: the need's node, or either end of its road; empty where it does none."""
    need = scenario.needs[service.need]
    road = scenario.roads.get(need.site)
    able = scenario.units[service.unit].type.serves.get(need.item, 0.0) > 0
    at_work = shifts(scenario, plan)
    for node in (road.from_, road.to) if road else (need.site,):
        if able and any(shift.unit == service.unit for shift in at_work.get((node, service.period), ())):
            return node
    return ""


def _beyond_rates(scenario: Scenario, plan: Plan, done: dict[tuple[int, str, str], float]) -> Iterator[Breach]:
    """More done at a node in a period than the units at work there can."""
    for (period, node, item), quantity in sorted(done.items()):
        here = shifts(scenario, plan).get((node, period), ())
        most = sum(scenario.units[s.unit].type.serves.get(item, 0.0) / 24 * s.length_h for s in here)
        if node and quantity > most + THOUSANDTH:
            names = ", ".join(s.unit for s in here if item in scenario.units[s.unit].type.serves)
            from_h = scenario.clock.edges_h[period]
            yield Breach(
                rule=CODE, at=node, by=names.split(", ")[0], excess=quantity - most,
                because=f"{quantity:g} of {item} are done at {node} in the period from {hour(from_h)}; "
                f"{names} can do {most:g}.",
            )


def _beyond_owed(scenario: Scenario, served: dict[tuple[str, int], float]) -> Iterator[Breach]:
    """More people served, or hours worked, than a need has."""
    for (id, day), quantity in served.items():
        need = scenario.needs[id]
        owed = demand.owed(scenario, need, day)
        if 0 < owed < quantity - THOUSANDTH:
            when = "" if day == demand.ONCE else f" on day {day + 1}"
            yield Breach(
                rule=CODE, at=need.site, excess=quantity - owed, unit=demand.unit(need),
                because=f"{quantity:g} {demand.unit(need)} of {need.item} are done for {id}{when}; it needs {owed:g}.",
            )
