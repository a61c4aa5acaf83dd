"""What a finished plan says of calls and moves, for the rules that check it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.once import once_per_plan


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


@once_per_plan
def calls(scenario: Scenario, plan: Plan) -> tuple[Call, ...]:
    """Every call of every sortie."""
    slot_h, horizon_h = scenario.clock.slot_h, scenario.clock.horizon_h
    return tuple(
        Call(
            asset=scenario.assets[sortie.asset], sortie=sortie, node=stop.node,
            from_h=stop.on_block_h, until_h=min(max(stop.off_block_h, stop.on_block_h + slot_h), horizon_h),
        )
        for sortie in plan.sorties
        for stop in sortie.stops
    )


@once_per_plan
def moves(scenario: Scenario, plan: Plan) -> tuple[Move, ...]:
    """Every move of every sortie."""
    return tuple(
        Move(
            asset=scenario.assets[sortie.asset], sortie=sortie, start=left.node, end=reached.node,
            from_h=left.off_block_h, until_h=reached.on_block_h,
        )
        for sortie in plan.sorties
        for left, reached in pairwise(sortie.stops)
    )
