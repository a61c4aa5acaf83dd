r"""A nation's assets and units are done by the last day that it gave.

.. math::  x_{ms} = 0 \quad \forall m, s:\ s + length_m > last_{holder(m)}

Only red caveats bind. Not modelled: the way home after the last sortie.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.accord import Caveat, CaveatKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Block, Decisions

CODE = "LAST_DAY"
TITLE = "Last day of an offer"
SOURCE = "National caveats, as stated by the nation's red card holder"
LIFTED_BY = "the nation that holds the caveat"


def impose(x: Decisions) -> None:
    for caveat in x.scenario.red(CaveatKind.LAST_DAY):
        bound = np.flatnonzero(x.pool_array(caveat.binds))
        x.forbid_outside(np.zeros(len(bound)), np.full(len(bound), float(caveat.value)), bound)
        x.forbid_stays(partial(_too_long, x, caveat))


def _too_long(x: Decisions, caveat: Caveat, stay: Block) -> NDArray[np.bool_]:
    units = np.array([caveat.binds(unit) for unit in x.scenario.units.values()], dtype=bool)
    works_until_h = np.array(x.clock.edges_h)[stay.last]
    return np.asarray(units[stay.unit] & (works_until_h > float(caveat.value) + EPSILON_H))


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for caveat in scenario.red(CaveatKind.LAST_DAY):
        last_h = float(caveat.value)
        held_by = f" (held by {caveat.held_by})" if caveat.held_by else ""
        told = f"H+{last_h:g} is the last hour of {caveat.holder}{held_by}"
        for sortie in plan.sorties:
            asset = scenario.assets[sortie.asset]
            if caveat.binds(asset) and sortie.end_h > last_h + EPSILON_H:
                because = f"{told}: {sortie.id} of {asset.id} ends at H+{sortie.end_h:g}"
                yield _breach(sortie.stops[-1].node, sortie.id, sortie.end_h - last_h, because)
        for stay in plan.stays:
            unit = scenario.units[stay.unit]
            if caveat.binds(unit) and stay.until_h > last_h + EPSILON_H:
                because = f"{told}: {unit.id} works at {stay.node} until H+{stay.until_h:g}"
                yield _breach(stay.node, unit.id, stay.until_h - last_h, because)


def _breach(at: str, by: str, excess_h: float, because: str) -> Breach:
    return Breach(rule=CODE, at=at, by=by, excess=excess_h, unit="h", because=because)
