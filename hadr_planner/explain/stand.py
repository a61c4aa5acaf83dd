"""Where the tails of an asset stand free in a plan, and until when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import Rest, rests
from hadr_planner.replay.once import once_per_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One tail at rest at a node for a spell.

    Parameters
    ----------
    last
        Whether the plan has nothing more for it, so that it need not come back to this node.
    """

    tail: int
    node: str
    from_h: float
    until_h: float
    last: bool

    def holds(self, hour: float) -> bool:
        """Whether the tail is free at this hour."""
        return self.from_h <= hour + EPSILON_H and hour < self.until_h - EPSILON_H


@once_per_plan
def _by_tail(scenario: Scenario, plan: Plan) -> dict[tuple[str, int], list[Sortie]]:
    found: defaultdict[tuple[str, int], list[Sortie]] = defaultdict(list)
    for sortie in sorted(plan.sorties, key=lambda s: s.start_h):
        found[sortie.asset, sortie.tail].append(sortie)
    return dict(found)


def stands(scenario: Scenario, plan: Plan, asset: Asset) -> list[Stand]:
    """Every spell at rest of every tail; tails aboard a ship rest where it lies."""
    by_tail = _by_tail(scenario, plan)
    tails = range(1, asset.count + 1)
    own = [stand for tail in tails for stand in _at_base(asset, tail, by_tail.get((asset.id, tail), []))]
    if asset.base not in scenario.assets:
        return own
    lying = rests(scenario, plan).get(asset.base, ())
    return [aboard for stand in own for rest in lying if (aboard := _aboard(stand, rest)) is not None]


def _at_base(asset: Asset, tail: int, sorties: list[Sortie]) -> list[Stand]:
    node, from_h, found = asset.base, 0.0, []
    for sortie in sorties:
        found.append(Stand(tail=tail, node=node, from_h=from_h, until_h=sortie.start_h, last=False))
        node, from_h = sortie.stops[-1].node, sortie.end_h
    return [*found, Stand(tail=tail, node=node, from_h=from_h, until_h=FOREVER_H, last=True)]


def _aboard(stand: Stand, rest: Rest) -> Stand | None:
    from_h, until_h = max(stand.from_h, rest.from_h), min(stand.until_h, rest.until_h)
    if until_h <= from_h + EPSILON_H:
        return None
    return Stand(tail=stand.tail, node=rest.node, from_h=from_h, until_h=until_h, last=False)


def free_at(found: list[Stand], hour: float) -> list[Stand]:
    """One stand a node, the one with the most time left, for an hour; where no tail is free, the last that was.

    A tail that is taken after its ``until_h`` is then in two places at once, which a rule will say.
    """
    here: dict[str, Stand] = {}
    for stand in sorted(found, key=lambda s: (s.until_h, -s.tail)):
        if stand.holds(hour):
            here[stand.node] = stand
    if here or not found:
        return list(here.values())
    before = [stand for stand in found if stand.from_h <= hour + EPSILON_H]
    if before:
        return [max(before, key=lambda s: (s.until_h, -s.tail))]
    return [min(found, key=lambda s: (s.from_h, s.tail))]
