"""Goods that come later than said."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.scenario import Scenario

from .dice import Dice


def change(scenario: Scenario, doubt: Doubt, dice: Dice) -> tuple[Scenario, list[str]]:
    """Put off every supply that comes up late."""
    supplies, said = dict(scenario.supplies), []
    for id, supply in scenario.supplies.items():
        roll = dice.roll(doubt, id)
        if doubt.target in ("", id, supply.place, supply.item) and roll.happens and roll.amount > 0:
            supplies[id] = replace(supply, available_h=supply.available_h + roll.amount)
            said.append(
                f"{supply.quantity_t:g} t of {supply.item} come to {supply.place} {roll.amount:.1f} h late, "
                f"at H+{supplies[id].available_h:.1f}."
            )
    return replace(scenario, supplies=supplies), said
