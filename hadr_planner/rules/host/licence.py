r"""Foreign medical units treat people in a state only while it licenses them to.

.. math::  z_{uj} = 0 \quad \forall\ medical\ u,\ \text{stays } j \text{ in state } k:\ \text{the work of } j
           \text{ is not wholly inside } licence_{k, owner(u)}

A state without a row of that kind licenses everyone. Guests are those of CONSENT. A unit may come and set up before.

Not modelled: licences of single doctors, medicines that need leave of their own, assignment by the ministry of health.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import UnitKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.host.granted import gap
from hadr_planner.rules.host.leave import Leave, leaves

if TYPE_CHECKING:
    from hadr_planner.decisions import Block, Decisions

CODE = "LICENCE"
TITLE = "Licence to practise medicine"
SOURCE = "WHO classification of emergency medical teams: teams practise with leave of the ministry of health"
LIFTED_BY = "the state's ministry of health"


def impose(x: Decisions) -> None:
    for leave in leaves(x.scenario, AgreementKind.MEDICAL_LICENCE):
        x.forbid_stays(partial(_without, x, leave))


def _without(x: Decisions, leave: Leave, stay: Block) -> NDArray[np.bool_]:
    """Work of the guest's medical units in the state that is not wholly within its licence."""
    units = x.scenario.units.values()
    theirs = np.array([u.owner == leave.guest and u.type.kind is UnitKind.MEDICAL for u in units], dtype=bool)
    inside = np.array([node.country == leave.state for node in x.nodes], dtype=bool)
    edges_h = np.array(x.clock.edges_h)
    return np.asarray(theirs[stay.unit] & inside[stay.node] & leave.lacking(edges_h[stay.first], edges_h[stay.last]))


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for stay in plan.stays:
        unit, state = scenario.units[stay.unit], scenario.node(stay.node).country
        if unit.type.kind is not UnitKind.MEDICAL:
            continue
        missing = gap(scenario, AgreementKind.MEDICAL_LICENCE, state, unit.owner, stay.from_h, stay.until_h)
        if missing:
            what = f"{unit.id} works at {stay.node} from H+{stay.from_h:g} to H+{stay.until_h:g}"
            because = f"{missing.told(unit.owner, 'medical licence')}: {what}"
            excess_h = stay.until_h - missing.from_h
            yield Breach(rule=CODE, at=stay.node, by=unit.id, excess=excess_h, unit="h", because=because)
