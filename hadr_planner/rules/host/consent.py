r"""Foreign assets call, and foreign units stay, in a state only while it consents to them.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a call in state } k \text{ takes a slot not wholly inside }
           consent_{k, owner(m)}

A state without a consent row takes everyone. Guests are other nations, and any organisation that has a row of its own;
other organisations come as the host's partners. Units need consent from arrival to the end of their work.

Not modelled: scopes (areas, numbers of people), transit through a state without a call.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.calls import calls
from hadr_planner.rules.host.granted import gap
from hadr_planner.rules.host.leave import Leave, forbid_calls_without, leaves

if TYPE_CHECKING:
    from hadr_planner.decisions import Block, Decisions

CODE = "CONSENT"
TITLE = "Consent of the affected state"
SOURCE = "UN General Assembly resolution 46/182, annex, paragraph 3; Oslo Guidelines"
LIFTED_BY = "the state's foreign ministry"


def impose(x: Decisions) -> None:
    everywhere, everyone = np.ones(len(x.nodes), dtype=bool), np.ones(len(x.missions), dtype=bool)
    for leave in leaves(x.scenario, AgreementKind.CONSENT):
        forbid_calls_without(x, leave, everywhere, everyone)
        x.forbid_stays(partial(_without, x, leave))


def _without(x: Decisions, leave: Leave, stay: Block) -> NDArray[np.bool_]:
    """Stays of the guest's units in the state that are not wholly within its consent."""
    owned = np.array([unit.owner == leave.guest for unit in x.scenario.units.values()], dtype=bool)
    inside = np.array([node.country == leave.state for node in x.nodes], dtype=bool)
    lacking = leave.lacking(stay.arrived_h, np.array(x.clock.edges_h)[stay.last])
    return np.asarray(owned[stay.unit] & inside[stay.node] & lacking)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for call in calls(scenario, plan):
        state = scenario.node(call.node).country
        missing = gap(scenario, AgreementKind.CONSENT, state, call.asset.owner, call.from_h, call.until_h)
        if missing:
            what = f"{call.sortie.id} of {call.asset.id} is at {call.node} from H+{call.from_h:g} to H+{call.until_h:g}"
            because = f"{missing.told(call.asset.owner, 'consent')}: {what}"
            excess_h = call.until_h - missing.from_h
            yield Breach(rule=CODE, at=call.node, by=call.sortie.id, excess=excess_h, unit="h", because=because)
    for stay in plan.stays:
        unit, state = scenario.units[stay.unit], scenario.node(stay.node).country
        missing = gap(scenario, AgreementKind.CONSENT, state, unit.owner, stay.arrived_h, stay.until_h)
        if missing:
            what = f"{unit.id} stays at {stay.node} from H+{stay.arrived_h:g} to H+{stay.until_h:g}"
            because = f"{missing.told(unit.owner, 'consent')}: {what}"
            excess_h = stay.until_h - missing.from_h
            yield Breach(rule=CODE, at=stay.node, by=unit.id, excess=excess_h, unit="h", because=because)
