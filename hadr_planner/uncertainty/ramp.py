"""Airfields and ports that work slower: fewer at work at once, less discharged.

Working slower by a factor f keeps each call on its spot f times as long; a plan on a fixed clock sees that as 1/f of
the spots and berths, and of the tonnes discharged in a day. Spots are rounded to a whole number by chance, so that
their mean is right, and never to none.
"""

from __future__ import annotations

import math
from dataclasses import replace

from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.geography import Place
from hadr_planner.domain.scenario import Scenario

from .dice import Dice


def change(scenario: Scenario, doubt: Doubt, dice: Dice) -> tuple[Scenario, list[str]]:
    """Slow every place that comes up slow, and of which it is known how much it can work."""
    places, said = dict(scenario.places), []
    for id, place in scenario.places.items():
        roll = dice.roll(doubt, id)
        if doubt.target in ("", id) and roll.happens:
            places[id] = _slowed(place, roll.amount, roll.edge)
            if places[id] != place:
                said.append(f"{id} works {roll.amount:.2f} times as slowly.")
    return replace(scenario, places=places), said


def _slowed(place: Place, factor: float, edge: float) -> Place:
    def fewer(spots: int | None) -> int | None:
        return spots if not spots else max(math.floor(spots / factor + edge), 1)

    discharge_t = place.discharge_t_per_day
    return replace(
        place,
        spots_wide=fewer(place.spots_wide),
        spots_narrow=fewer(place.spots_narrow),
        spots_heli=fewer(place.spots_heli),
        berths=fewer(place.berths),
        discharge_t_per_day=None if discharge_t is None else discharge_t / factor,
    )
