r"""Foreign aircraft cross a state only while it clears them to.

.. math::  x_{ms} = 0 \quad \forall m, s:\ \text{a move over state } k \text{ takes a slot not wholly inside }
           overflight_{k, owner(m)}

Moves follow great circles. The states in which a move begins and ends are left to landing rights; a state without an
overflight row lets everyone pass.

Not modelled: detours around a state that refuses, flight information regions at sea, the moment of crossing.
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
from hadr_planner.network.states import overflown
from hadr_planner.rules.calls import moves
from hadr_planner.rules.host.granted import gap
from hadr_planner.rules.host.leave import leaves

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "OVERFLIGHT"
TITLE = "Overflight clearance"
SOURCE = "Convention on International Civil Aviation (Chicago, 1944), Articles 3(c) and 5"
LIFTED_BY = "the aviation authority of the state flown over"

FLIES = (Mode.FIXED_WING, Mode.HELICOPTER)


def impose(x: Decisions) -> None:
    granted = list(leaves(x.scenario, AgreementKind.OVERFLIGHT))
    if not granted:
        return
    hops = x.missions.hops
    pairs, pair_of = np.unique(np.stack([hops.start, hops.end], axis=1), axis=0, return_inverse=True)
    crossed = [_crossed(x, *pair) for pair in pairs.tolist()]
    flies = x.pool_array(lambda asset: asset.type.mode in FLIES)[hops.mission]
    for leave in granted:
        over = np.array([leave.state in states for states in crossed], dtype=bool)[pair_of.reshape(-1)]
        mine = np.array([asset.owner == leave.guest for asset in x.pools])[x.missions.pool[hops.mission]]
        shut = leave.lacking(x.hour[:-1], x.hour[1:])[None, :]
        x.forbid_hops_while(shut, np.zeros(len(pair_of), dtype=np.int64), flies & mine & over)


def _crossed(x: Decisions, start: int, end: int) -> set[str]:
    a, b = x.nodes[start], x.nodes[end]
    return set(overflown(a.lat, a.lon, b.lat, b.lon)) - {a.country, b.country}


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    kind = AgreementKind.OVERFLIGHT
    strict = {row.state for row in scenario.agreements.values() if row.kind is kind}
    for move in moves(scenario, plan) if strict else ():
        if move.asset.type.mode not in FLIES or move.until_h <= move.from_h:
            continue
        a, b = scenario.node(move.start), scenario.node(move.end)
        for state in overflown(a.lat, a.lon, b.lat, b.lon):
            if state not in strict or state in (a.country, b.country):
                continue
            missing = gap(scenario, kind, state, move.asset.owner, move.from_h, move.until_h)
            if missing:
                what = f"{move.sortie.id} of {move.asset.id} crosses it from {move.start} to {move.end}"
                when = f"between H+{move.from_h:g} and H+{move.until_h:g}"
                because = f"{missing.told(move.asset.owner, 'overflight clearance')}: {what} {when}"
                excess_h = move.until_h - missing.from_h
                yield Breach(rule=CODE, at=move.end, by=move.sortie.id, excess=excess_h, unit="h", because=because)
