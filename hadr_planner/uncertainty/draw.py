"""Draws: an ordinary scenario in which everything doubted has turned out one way, and what that was in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hadr_planner.domain.doubt import Doubt, DoubtKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import digest

from . import breakdown, opening, ramp, relief_need, supply, weather, withdrawal
from .breakdown import Tails
from .defaults import doubts
from .dice import Dice

Change = Callable[[Scenario, Doubt, Dice], tuple[Scenario, list[str]]]
AS_WRITTEN = 0
CHANGES: Mapping[DoubtKind, Change] = {
    DoubtKind.WEATHER_DAY: weather.change,
    DoubtKind.RAMP_SLOWER: ramp.change,
    DoubtKind.SUPPLY_LATE: supply.change,
    DoubtKind.OPENING_LATE: opening.change,
    DoubtKind.NEED_FACTOR: relief_need.change,
    DoubtKind.NATION_WITHDRAWS: withdrawal.change,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One draw.

    Parameters
    ----------
    number
        Which; ``0`` is the scenario as written.
    said
        What turned out otherwise, a sentence each.
    tails
        Tails of pools that breakdowns split off, or renumbered: (pool, tail) here to (pool, tail) as written.
    """

    number: int
    scenario: Scenario
    said: tuple[str, ...] = ()
    tails: Tails = field(default_factory=dict)


def draw(scenario: Scenario, number: int) -> Scenario:
    """Scenario of one draw; the same for the same scenario and number, wherever and whenever it is made."""
    return drawn(scenario, number).scenario


def drawn(scenario: Scenario, number: int) -> Drawn:
    """Draw, with what turned out otherwise in words; number 0 is the scenario as written."""
    if number == AS_WRITTEN:
        return Drawn(number=number, scenario=scenario)
    dice = Dice(digest=scenario.digest, number=number)
    changed, said = scenario, list[str]()
    for kind, change in CHANGES.items():
        for doubt in doubts(scenario):
            if doubt.kind is kind:
                changed, sentences = change(changed, doubt, dice)
                said += sentences
    broken = [doubt for doubt in doubts(scenario) if doubt.kind is DoubtKind.BREAKDOWN]
    changed, sentences, tails = breakdown.change(changed, broken, dice)
    return Drawn(
        number=number, scenario=replace(changed, digest=digest(changed)), said=(*said, *sentences), tails=tails
    )
