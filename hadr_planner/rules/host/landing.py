r"""Foreign aircraft and helicopters land in a state only while it grants them landing rights.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a call in state } k \text{ takes a slot not wholly inside }
           landing_{k, owner(m)}

A state without a landing row lets everyone land. A deck at an anchorage is not the state's ground.

Not modelled: clearance by registration or by call sign, fields that only some may use (see caveats and hours).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import Place, PlaceKind, Site
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import calls
from hadr_planner.rules.host.granted import gap
from hadr_planner.rules.host.leave import forbid_calls_without, leaves

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "LANDING"
TITLE = "Landing rights"
SOURCE = "Convention on International Civil Aviation (Chicago, 1944), Article 3(c)"
LIFTED_BY = "the state's aviation and defence authorities"

FLIES = (Mode.FIXED_WING, Mode.HELICOPTER)


def impose(x: Decisions) -> None:
    flies = x.pool_array(lambda asset: asset.type.mode in FLIES)
    ground = [not (isinstance(node, Place) and node.kind is PlaceKind.ANCHORAGE) for node in x.nodes]
    for leave in leaves(x.scenario, AgreementKind.LANDING):
        forbid_calls_without(x, leave, np.array(ground, dtype=bool), flies)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for call in calls(scenario, plan):
        node = scenario.node(call.node)
        if call.asset.type.mode not in FLIES or not (isinstance(node, Site) or node.kind is not PlaceKind.ANCHORAGE):
            continue
        missing = gap(scenario, AgreementKind.LANDING, node.country, call.asset.owner, call.from_h, call.until_h)
        if missing:
            what = f"{call.sortie.id} of {call.asset.id} is at {call.node} from H+{call.from_h:g} to H+{call.until_h:g}"
            because = f"{missing.told(call.asset.owner, 'landing rights')}: {what}"
            excess_h = call.until_h - missing.from_h
            yield Breach(rule=CODE, at=call.node, by=call.sortie.id, excess=excess_h, unit="h", because=because)
