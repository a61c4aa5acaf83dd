"""How full aprons and berths are by the hour."""

from __future__ import annotations

from dataclasses import replace

from report.world import plan, scenario, sorties

from hadr_planner.domain.catalogue import Mode
from hadr_planner.report.occupancy import occupancy


def most(place: str, what: str, **changes: object) -> tuple[int, ...]:
    return next(o.most for o in occupancy(scenario(), plan(**changes)) if (o.place, o.what) == (place, what))


def test_an_aircraft_fills_a_spot_for_each_hour_that_it_stands_there() -> None:
    assert most("field", "fixed-wing spots")[:5] == (0, 0, 1, 0, 0)
    assert most("hub", "fixed-wing spots")[:6] == (1, 0, 0, 0, 1, 0)


def test_two_at_once_count_two_and_two_in_turn_count_one() -> None:
    first = sorties()[0]
    stop = first.stops[1]
    beside = replace(first, id="s9", stops=(replace(stop, on_block_h=2.5, off_block_h=3.5),))
    after = replace(first, id="s9", stops=(replace(stop, on_block_h=3, off_block_h=3.5),))
    assert most("field", "fixed-wing spots", sorties=(first, beside))[2:4] == (2, 1)
    assert most("field", "fixed-wing spots", sorties=(first, after))[2:4] == (1, 1)


def test_ships_fill_berths_and_trucks_fill_nothing() -> None:
    assert most("port", "berths")[15:21] == (0, 1, 1, 1, 1, 0)
    assert {o.what for o in occupancy(scenario(), plan()) if o.place == "field"} == {"fixed-wing spots"}


def test_landing_craft_take_no_berth() -> None:
    base = scenario()
    ferry = base.assets["wfp_ferry"]
    craft = replace(ferry, type=replace(ferry.type, mode=Mode.LANDING_CRAFT))
    found = occupancy(replace(base, assets={**base.assets, "wfp_ferry": craft}), plan())
    assert "berths" not in {o.what for o in found}


def test_capacity_is_what_the_scenario_says_or_unknown() -> None:
    found = {(o.place, o.what): o.capacity for o in occupancy(scenario(), plan())}
    assert found["hub", "fixed-wing spots"] == 2
    assert found["hub", "helicopter spots"] == 2
    assert found["hub", "berths"] is None
