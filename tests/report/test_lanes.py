"""Rows of the Gantt."""

from __future__ import annotations

from dataclasses import replace

from report.world import plan, scenario, sorties

from hadr_planner.report.lanes import By, busiest, lanes
from hadr_planner.report.spells import spells


def found(by: By, **changes: object) -> list[str]:
    return [lane.name for lane in lanes(scenario(), spells(scenario(), plan(**changes)), by)]


def test_tails_stand_by_mode() -> None:
    assert found(By.ASSET) == ["C-130 <b>flight</b> #1", "CH-47", "Ferry", "Trucks"]


def test_by_nation_each_row_begins_with_it() -> None:
    assert [name.split(" · ")[0] for name in found(By.NATION)] == ["AUS", "PHL", "USA", "wfp"]


def test_calls_that_overlap_stand_on_different_spots_and_calls_in_turn_on_one() -> None:
    first = sorties()[0]
    beside = replace(first, id="s9", tail=2)
    after = replace(
        first,
        id="s9",
        stops=tuple(replace(s, on_block_h=s.on_block_h + 10, off_block_h=s.off_block_h + 10) for s in first.stops),
    )
    assert found(By.PLACE, sorties=(first, beside)).count("Field · fixed wing 2") == 1
    assert "Field · fixed wing 2" not in found(By.PLACE, sorties=(first, after))


def test_pools_of_one_name_stay_two_rows() -> None:
    base = scenario()
    twin = replace(base.assets["aus_ch47"], name="Ferry")
    world = replace(base, assets={**base.assets, "aus_ch47": twin})
    names = [lane.name for lane in lanes(world, spells(world, plan()), By.ASSET)]
    assert {"Ferry [aus_ch47]", "Ferry [wfp_ferry]"} <= set(names)


def test_the_busiest_rows_keep_their_order() -> None:
    made = lanes(scenario(), spells(scenario(), plan()), By.ASSET)
    assert [lane.name for lane in busiest(made, 4)] == [lane.name for lane in made]


def test_each_group_has_its_busiest_row_before_any_has_two() -> None:
    first = sorties()[0]
    long = replace(first, id="s9", tail=2)
    made = lanes(scenario(), spells(scenario(), plan(sorties=(*sorties(), long))), By.ASSET)
    assert {lane.group for lane in busiest(made, 4)} == {"Fixed wing", "Helicopter", "Ship", "Truck"}
