"""Where the tails of a ship lie between sorties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.once import once_per_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """One tail lying at a node from the end of a sortie, or from H+0, to the start of the next, or the horizon."""

    asset: str
    node: str
    from_h: float
    until_h: float

    def spans(self, from_h: float, until_h: float) -> bool:
        """Whether it lies there all that time."""
        return self.from_h <= from_h + EPSILON_H and until_h <= self.until_h + EPSILON_H


@once_per_plan
def rests(scenario: Scenario, plan: Plan) -> Mapping[str, tuple[Rest, ...]]:
    """Rests of every tail of every ship asset, by asset."""
    sorties: defaultdict[tuple[str, int], list[Sortie]] = defaultdict(list)
    for sortie in plan.sorties:
        sorties[sortie.asset, sortie.tail].append(sortie)
    return {
        id: tuple(
            rest
            for tail in range(1, asset.count + 1)
            for rest in _of_tail(id, asset.base, scenario.clock.horizon_h, sorties.get((id, tail), []))
        )
        for id, asset in scenario.assets.items()
        if asset.type.mode is Mode.SHIP
    }


def _of_tail(asset: str, base: str, horizon_h: float, sorties: list[Sortie]) -> list[Rest]:
    node, from_h = base, 0.0
    found = []
    for sortie in sorted(sorties, key=lambda s: s.start_h):
        found.append(Rest(asset=asset, node=node, from_h=from_h, until_h=sortie.start_h))
        node, from_h = sortie.stops[-1].node, sortie.end_h
    found.append(Rest(asset=asset, node=node, from_h=from_h, until_h=horizon_h))
    return [rest for rest in found if rest.until_h > rest.from_h + EPSILON_H]
