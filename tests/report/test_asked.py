"""What a scenario asks for, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report import world

from hadr_planner import demand
from hadr_planner.report.asked import asked


def test_goods_are_set_against_supplies_and_work_against_units() -> None:
    """Tonnes owed over the horizon beside tonnes on hand; care and rescue have units only."""
    scenario = world.scenario()
    found = {one.item: one for one in asked(scenario)}
    assert set(found) == {need.item for need in scenario.needs.values()}
    water = [need for need in scenario.needs.values() if need.item == "water"]
    assert found["water"].sites == len({need.site for need in water})
    owed_t = sum(demand.owed(scenario, need, day) for need in water for day in demand.days(scenario, need))
    assert found["water"].owed == pytest.approx(owed_t)
    on_hand_t = sum(lot.quantity_t for lot in scenario.supplies.values() if lot.item == "water")
    assert found["water"].there == pytest.approx(on_hand_t)
    assert found["water"].units == 1, "the clinic makes water"
    assert all(one.there is None for item, one in found.items() if item in ("surgery", "rescue"))


def test_what_comes_after_the_end_is_not_there() -> None:
    scenario = world.scenario()
    late = {id: replace(lot, available_h=scenario.clock.horizon_h) for id, lot in scenario.supplies.items()}
    assert all(not one.there for one in asked(replace(scenario, supplies=late)))
