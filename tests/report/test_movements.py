"""Tasking tables of the cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from report.world import plan, scenario

from hadr_planner.report import movements
from hadr_planner.report.wording import dtg, local, zone


def test_date_time_groups_are_in_zulu_whatever_the_zone_of_the_plan() -> None:
    manila = timezone(timedelta(hours=8))
    assert dtg(datetime(2013, 11, 8, 6, 30, tzinfo=manila)) == "072230ZNOV13"


def test_local_time_is_that_of_the_plans_zone_which_is_named() -> None:
    manila, caracas = timezone(timedelta(hours=8)), timezone(-timedelta(hours=4, minutes=30))
    when = datetime(2013, 11, 8, 6, 30, tzinfo=manila)
    assert (local(when), zone(when)) == ("8 Nov 06:30", "UTC+8")
    assert zone(when.astimezone(caracas)) == "UTC-4:30"
    assert zone(when.astimezone(UTC)) == "UTC"


def test_each_leg_stands_in_the_table_of_its_mode_and_in_no_other() -> None:
    made = (movements.flights, movements.voyages, movements.convoys)
    missions = [[row["mission"] for row in table(scenario(), plan())] for table in made]
    assert missions == [["s0001", "s0001", "s0002", "s0002"], ["s0003"], ["s0004"]]


def test_a_flight_has_its_block_times_load_passengers_and_directive() -> None:
    first = movements.flights(scenario(), plan())[0]
    assert (first["off_block"], first["off_block_h"]) == ("080700ZNOV13", "H+1")
    assert (first["on_block"], first["on_block_h"]) == ("080800ZNOV13", "H+2")
    assert first["on_block_local"] == local(scenario().when(2))
    assert (first["tonnes"], first["passengers"], first["directive"]) == (14, 20, "order")
    assert first["load"] == "8 t Water, 6 t AUSMAT"


def test_half_a_unit_on_board_brings_half_of_its_people() -> None:
    assert movements.passengers(scenario(), {"unit:aus_emt": 3, "water": 5}) == 10


def test_places_are_named_after_the_code_that_crews_know() -> None:
    base = scenario()
    field = replace(base.places["field"], icao="RPVA")
    rows = movements.flights(replace(base, places={**base.places, "field": field}), plan())
    assert rows[0]["to"] == "RPVA · Field"


def test_who_must_say_yes_stands_beside_a_request() -> None:
    row = movements.flights(scenario(), plan())[2]
    assert (row["directive"], row["ask"]) == ("request", "AUS LO <i>now</i>")


def test_assets_without_a_component_are_counted_together() -> None:
    base = scenario()
    air = replace(base.assets["usa_c130"], component="CTF air")
    rows = movements.components(replace(base, assets={**base.assets, "usa_c130": air}), plan())
    assert {row["component"]: row["sorties"] for row in rows} == {"not named": 3, "CTF air": 1}


def test_tonnes_by_day_and_nation_count_goods_not_units() -> None:
    rows = movements.lifted_by_day(scenario(), plan())
    assert {(row["nation"], row["day"]): row["tonnes"] for row in rows} == {
        ("AUS", 0): 4,
        ("PHL", 0): 3,
        ("USA", 0): 8,
        ("wfp", 0): 17,
    }
