"""A scenario with margins: what may come late comes late, what may work slower does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hadr_planner.domain.doubt import Doubt, DoubtKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import digest

from .defaults import doubts
from .dice import Dice, Roll
from .draw import CHANGES

MARGINS = (DoubtKind.SUPPLY_LATE, DoubtKind.OPENING_LATE, DoubtKind.RAMP_SLOWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level(Dice):
    """Not chance: every thing turns out as bad as it does not exceed with this probability."""

    level: float

    def roll(self, doubt: Doubt, thing: str, together: str = "") -> Roll:
        beyond = (self.level - (1 - doubt.probability)) / doubt.probability if doubt.probability > 0 else -1.0
        amount = doubt.low + (doubt.high - doubt.low) * max(beyond, 0.0)
        return Roll(happens=beyond > 0, amount=amount, edge=0.0)


def cautious(scenario: Scenario, level: float) -> Scenario:
    """The scenario in which each delay and each slowness is at its own quantile.

    A plan that holds there holds in the scenario as written, too, save where goods that come earlier overfill a store.

    Parameters
    ----------
    scenario
        As written, or a draw of it.
    level
        0 is the scenario as written; at 0.9 each single thing turns out worse in one draw of ten.
    """
    dice = _Level(digest="", number=0, level=level)
    changed = scenario
    for kind in MARGINS:
        for doubt in doubts(scenario):
            if doubt.kind is kind:
                changed, _ = CHANGES[kind](changed, doubt, dice)
    return replace(changed, digest=digest(changed)) if changed != scenario else scenario
