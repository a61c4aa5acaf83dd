r"""A nation's assets don't call, and its units don't stay, where it said that they would not go.

.. math::  x_{ms} = 0 \quad \forall m \text{ of the holder that call at a place, site or country held back}

Only red caveats bind. Not modelled: passing over such a place, being carried through it, caveats by component.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.accord import Caveat, CaveatKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import calls

if TYPE_CHECKING:
    from hadr_planner.decisions import Block, Decisions

CODE = "NO_PLACE"
TITLE = "Places held back by a nation"
SOURCE = "National caveats, as stated by the nation's red card holder"
LIFTED_BY = "the nation that holds the caveat"


def impose(x: Decisions) -> None:
    visits = x.missions.visits
    for caveat in x.scenario.red(CaveatKind.NO_PLACE):
        x.forbid_calls(x.pool_array(caveat.binds)[visits.mission] & _barred(x, caveat)[visits.node])
        x.forbid_stays(partial(_held_back, x, caveat))


def _barred(x: Decisions, caveat: Caveat) -> NDArray[np.bool_]:
    return np.array([caveat.value in (node.id, node.country) for node in x.nodes], dtype=bool)


def _held_back(x: Decisions, caveat: Caveat, stay: Block) -> NDArray[np.bool_]:
    units = np.array([caveat.binds(unit) for unit in x.scenario.units.values()], dtype=bool)
    return np.asarray(units[stay.unit] & _barred(x, caveat)[stay.node])


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for caveat in scenario.red(CaveatKind.NO_PLACE):
        for call in calls(scenario, plan):
            if caveat.binds(call.asset) and _covers(scenario, caveat, call.node):
                what = f"{call.sortie.id} of {call.asset.id} calls there at H+{call.from_h:g}"
                yield _breach(caveat, call.node, call.sortie.id, what)
        for stay in plan.stays:
            unit = scenario.units[stay.unit]
            if caveat.binds(unit) and _covers(scenario, caveat, stay.node):
                yield _breach(caveat, stay.node, unit.id, f"{unit.id} stays there from H+{stay.arrived_h:g}")


def _covers(scenario: Scenario, caveat: Caveat, node: str) -> bool:
    return caveat.value == node or caveat.value == scenario.node(node).country


def _breach(caveat: Caveat, at: str, by: str, what: str) -> Breach:
    holder = f"{caveat.holder} holds back {at}" + (f" (held by {caveat.held_by})" if caveat.held_by else "")
    return Breach(rule=CODE, at=at, by=by, unit="call", because=f"{holder}: {what}")
