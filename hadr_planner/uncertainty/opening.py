"""Places and roads that open later than said."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.geography import Place, Road
from hadr_planner.domain.scenario import Scenario

from .dice import Dice

Opened = TypeVar("Opened", Place, Road)


def change(scenario: Scenario, doubt: Doubt, dice: Dice) -> tuple[Scenario, list[str]]:
    """Put off every opening that comes up late; without a target, of whatever is not open from the start."""
    said: list[str] = []
    places = {id: _later(place, doubt, dice, said) for id, place in scenario.places.items()}
    roads = {id: _later(road, doubt, dice, said) for id, road in scenario.roads.items()}
    return replace(scenario, places=places, roads=roads), said


def _later(opened: Opened, doubt: Doubt, dice: Dice, said: list[str]) -> Opened:
    meant = doubt.target == opened.id or (not doubt.target and opened.opens_h > 0)
    roll = dice.roll(doubt, opened.id)
    if not (meant and roll.happens and roll.amount > 0):
        return opened
    opens_h = opened.opens_h + roll.amount
    said.append(f"{opened.id} opens {roll.amount:.1f} h late, at H+{opens_h:.1f}.")
    return replace(opened, opens_h=opens_h)
