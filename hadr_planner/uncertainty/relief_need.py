"""Needs that are larger or smaller than assessed."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner import demand
from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.scenario import Scenario

from .dice import Dice


def change(scenario: Scenario, doubt: Doubt, dice: Dice) -> tuple[Scenario, list[str]]:
    """Multiply each need, and the people behind it, by what comes up."""
    needs, said = dict(scenario.needs), []
    for id, need in scenario.needs.items():
        roll = dice.roll(doubt, id)
        if doubt.target in ("", id, need.site, need.item) and roll.happens and roll.amount > 0 and roll.amount != 1:
            people = demand.people(scenario, need) * roll.amount
            needs[id] = replace(need, quantity=need.quantity * roll.amount, people=people)
            said.append(f"{need.site} needs {roll.amount:.2f} times as much {need.item} ({id}).")
    return replace(scenario, needs=needs), said
