"""Room to fall short of a wish, at a price so high that it is used only where the wish can't be held.

Thus wishes in conflict never leave the optimizer without a plan; which of them a plan falls short of, its check says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions.block import Block
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Need, Per
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import lives, worth

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "WISH"
LEAST, MOST = 1e3, 2e7
"""Bounds of the price, in person-days: beyond the higher, prices in the program would lose their digits."""


def room(x: Decisions, most: float) -> str:
    """Name of a block of one decision: by how much a wish is fallen short of, at most that."""
    name = f"short_{len(x.extra)}"
    x.add(Block(name=name, columns={}, upper=np.array([most]), reward={CODE: np.array([-price(x.scenario) / most])}))
    return name


def price(scenario: Scenario) -> float:
    """What falling short of a whole wish costs: what all needs together are worth, so that no gain buys it off."""
    heaviest = max((aim.weight for aim in scenario.aims), default=1.0)
    total = 2 * heaviest * sum(_worth(scenario, need) for need in scenario.needs.values())
    return min(max(total, LEAST), MOST)


def _worth(scenario: Scenario, need: Need) -> float:
    """Person-days that a need is worth if it is met at once."""
    owed = sum(demand.owed(scenario, need, day) for day in demand.days(scenario, need))
    if need.kind is NeedKind.CARGO:
        days = worth.suffering_days(scenario.clock.horizon_h) if need.per is Per.ONCE else 1.0
        return owed * worth.person_days_per_t(scenario, need) * days
    if need.kind is NeedKind.REPAIR:
        return 0.0
    return lives.FIRST * owed * scenario.catalogue.items[need.item].weight * worth.priority(scenario, need)
