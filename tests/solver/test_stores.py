"""The staff's books: what they let a sortie take along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hadr_planner import load
from hadr_planner.solver.loads import DUST_T
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide
from hadr_planner.solver.stores import Stores

WRITTEN = Path(__file__).parents[1] / "scenarios_at_first_try"
ROOM_T = 5.0


def test_sorties_that_land_in_the_last_period_share_what_room_a_place_has() -> None:
    """What lands last is lying there when the clock stops, so each such load leaves less room for the next."""
    scenario = load(WRITTEN / "pallets")
    places = dict(scenario.places)
    places["labasa_airport"] = replace(places["labasa_airport"], storage_t=ROOM_T)
    x = decide(replace(scenario, places=places))
    stores = Stores(Program(x))
    lifts, last = x.missions.lifts, x.clock.periods - 1
    lift, slot = next(
        (lift, slot)
        for lift in np.flatnonzero(lifts.end == x.network.index["labasa_airport"]).tolist()
        for slot in range(x.clock.slots)
        if stores._periods(lift, slot) == (last, last)
    )
    stores.turn(slot)
    taken = [sum(stores.load(lift, int(lifts.mission[lift]), slot).values()) for _ in range(3)]
    assert taken[0] > DUST_T
    assert sum(taken) == pytest.approx(ROOM_T)
