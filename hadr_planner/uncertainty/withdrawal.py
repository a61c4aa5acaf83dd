"""Owners who go home early with all their assets and units."""

from __future__ import annotations

import re
from dataclasses import replace

from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.scenario import Scenario

from .dice import Dice

NATION = re.compile(r"[A-Z]{3}")


def change(scenario: Scenario, doubt: Doubt, dice: Dice) -> tuple[Scenario, list[str]]:
    """End the time of whoever comes up; without a target, each guest nation may."""
    owners = {asset.owner for asset in scenario.assets.values()} | {unit.owner for unit in scenario.units.values()}
    guests = sorted(owner for owner in owners if NATION.fullmatch(owner) and owner != scenario.host)
    assets, units, said = dict(scenario.assets), dict(scenario.units), []
    for owner in [doubt.target] if doubt.target else guests:
        roll = dice.roll(doubt, owner)
        if not roll.happens or roll.amount >= scenario.clock.horizon_h:
            continue
        assets |= {a.id: replace(a, until_h=min(a.until_h, roll.amount)) for a in assets.values() if a.owner == owner}
        units |= {u.id: replace(u, until_h=min(u.until_h, roll.amount)) for u in units.values() if u.owner == owner}
        said.append(f"{owner} withdraws at H+{roll.amount:.1f}.")
    return replace(scenario, assets=assets, units=units), said
