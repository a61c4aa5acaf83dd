r"""Foreign ships and landing craft call in a state only while it lets them.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a call in state } k \text{ takes a slot not wholly inside }
           port\_call_{k, owner(m)}

Ports, beaches and anchorages alike. A state without a row of that kind lets everyone call.

Not modelled: innocent passage, quarantine of ships, pilots.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import calls
from hadr_planner.rules.host.granted import gap
from hadr_planner.rules.host.leave import forbid_calls_without, leaves

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "PORT_CALL"
TITLE = "Port calls"
SOURCE = "UN Convention on the Law of the Sea, Articles 2 and 25; diplomatic clearance for warships"
LIFTED_BY = "the state's port and defence authorities"

SAILS = (Mode.SHIP, Mode.LANDING_CRAFT)


def impose(x: Decisions) -> None:
    sails = x.pool_array(lambda asset: asset.type.mode in SAILS)
    for leave in leaves(x.scenario, AgreementKind.PORT_CALL):
        forbid_calls_without(x, leave, np.ones(len(x.nodes), dtype=bool), sails)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for call in calls(scenario, plan):
        if call.asset.type.mode not in SAILS:
            continue
        state = scenario.node(call.node).country
        missing = gap(scenario, AgreementKind.PORT_CALL, state, call.asset.owner, call.from_h, call.until_h)
        if missing:
            what = f"{call.sortie.id} of {call.asset.id} is at {call.node} from H+{call.from_h:g} to H+{call.until_h:g}"
            because = f"{missing.told(call.asset.owner, 'leave for port calls')}: {what}"
            excess_h = call.until_h - missing.from_h
            yield Breach(rule=CODE, at=call.node, by=call.sortie.id, excess=excess_h, unit="h", because=because)
