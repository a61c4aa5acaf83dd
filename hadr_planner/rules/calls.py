"""What a finished plan says of calls and moves, for the rules that check it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call as rules see it.

    Parameters
    ----------
    from_h, until_h
        When it takes up its node: a call without duration takes one slot, and none reaches beyond the horizon.
    """

    asset: Asset
    sortie: Sortie
    node: str
    from_h: float
    until_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move between two calls."""

    asset: Asset
    sortie: Sortie
    start: str
    end: str
    from_h: float
    until_h: float


def calls(scenario: Scenario, plan: Plan) -> Iterator[Call]:
    """Every call of every sortie."""
    clock = scenario.clock
    for sortie in plan.sorties:
        for stop in sortie.stops:
            until_h = max(stop.off_block_h, stop.on_block_h + clock.slot_h)
            yield Call(
                asset=scenario.assets[sortie.asset], sortie=sortie, node=stop.node,
                from_h=stop.on_block_h, until_h=min(until_h, clock.horizon_h),
            )


def moves(scenario: Scenario, plan: Plan) -> Iterator[Move]:
    """Every move of every sortie."""
    for sortie in plan.sorties:
        for left, reached in pairwise(sortie.stops):
            yield Move(
                asset=scenario.assets[sortie.asset], sortie=sortie, start=left.node, end=reached.node,
                from_h=left.off_block_h, until_h=reached.on_block_h,
            )
