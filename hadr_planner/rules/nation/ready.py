r"""Nobody starts before they are ready, and nobody is out after they must be home.

.. math::  x_{ms} = 0 \quad \forall m, s:\ s < ready_{a(m)} \vee s + length_m > until_{a(m)}

A unit sets out and arrives from its ready hour on, and works until its last hour at most.

Not modelled: the unit's own way home, tails of one pool that become ready one after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Block, Decisions

CODE = "READY"
TITLE = "Ready and until"
SOURCE = "The nation's or agency's offer"
LIFTED_BY = "the nation or agency that offers it"


def impose(x: Decisions) -> None:
    ready_h, until_h = x.pool_array(lambda asset: asset.ready_h), x.pool_array(lambda asset: asset.until_h)
    some = np.flatnonzero((ready_h > 0) | (until_h < x.clock.horizon_h))
    x.forbid_outside(ready_h[some], until_h[some], some)
    x.forbid_stays(partial(_outside, x))


def _outside(x: Decisions, stay: Block) -> NDArray[np.bool_]:
    units = x.scenario.units.values()
    ready_h = np.array([unit.ready_h for unit in units], dtype=float)[stay.unit]
    until_h = np.array([unit.until_h for unit in units], dtype=float)[stay.unit]
    early = stay.arrived_h - np.maximum(stay.driven_h, 0.0) < ready_h - EPSILON_H
    return np.asarray(early | (np.array(x.clock.edges_h)[stay.last] > until_h + EPSILON_H))


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for sortie in plan.sorties:
        asset = scenario.assets[sortie.asset]
        first, last = sortie.stops[0].node, sortie.stops[-1].node
        if sortie.start_h < asset.ready_h - EPSILON_H:
            yield _early(f"{asset.id} starts {sortie.id}", first, sortie.id, sortie.start_h, asset.ready_h)
        if sortie.end_h > asset.until_h + EPSILON_H:
            yield _late(f"{asset.id} ends {sortie.id} at", last, sortie.id, sortie.end_h, asset.until_h)
    for drive in plan.drives:
        ready_h = scenario.units[drive.unit].ready_h
        if drive.start_h < ready_h - EPSILON_H:
            yield _early(f"{drive.unit} sets out", drive.from_, drive.unit, drive.start_h, ready_h)
    for stay in plan.stays:
        unit = scenario.units[stay.unit]
        if stay.arrived_h < unit.ready_h - EPSILON_H:
            yield _early(f"{unit.id} arrives at {stay.node}", stay.node, unit.id, stay.arrived_h, unit.ready_h)
        if stay.until_h > unit.until_h + EPSILON_H:
            yield _late(f"{unit.id} works at {stay.node} until", stay.node, unit.id, stay.until_h, unit.until_h)


def _early(what: str, at: str, by: str, start_h: float, ready_h: float) -> Breach:
    because = f"{what} at H+{start_h:g}, but is ready only from H+{ready_h:g}"
    return Breach(rule=CODE, at=at, by=by, excess=ready_h - start_h, unit="h", because=because)


def _late(what: str, at: str, by: str, end_h: float, until_h: float) -> Breach:
    because = f"{what} H+{end_h:g}, but is there to be tasked only until H+{until_h:g}"
    return Breach(rule=CODE, at=at, by=by, excess=end_h - until_h, unit="h", because=because)
