"""The reference catalogue in ``data/``: complete, sourced, and sane enough to plan with."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from hadr_planner.domain.catalogue import AssetType, Factor, Figure, Item, Mode, NeedKind, UnitKind, UnitType
from hadr_planner.io.nations import NATIONS, nation_names

DATA = Path(__file__).resolve().parents[1] / "data"
NOUNS: dict[str, type[Any]] = {
    "asset_types": AssetType,
    "unit_types": UnitType,
    "items": Item,
    "planning_factors": Factor,
    "figures": Figure,
}
SOURCED = ("asset_types", "unit_types", "items")
MAPPINGS = {"serves", "makes"}
WORDS = {"id", "name", "mode", "ramp", "kind", "sector", "note"}
FLAGS = {"unpaved_ok", "needs_handling", "daylight_only", "beaching", "lapses", "gives_handling"}
AIRCRAFT = """c17 c5m c130j c130h a400m c2 c27j c295 cn235 il76 y20 an124 b747f b737_combi dhc6 c208 an26"""
HELICOPTERS = "uh60 ch47 ch53e mv22 nh90 aw101 mi17 mi26 uh1h uh1y sh60 puma sea_king"
SHIPS = """lhd_canberra lhd_wasp lpd_san_antonio lst_osumi lsd_bay mrv_canterbury epf hospital_ship roro_ferry coaster
lsv_besson lst_bacolod cvn_nimitz aor_supply"""
CRAFT = "lcac lcu_1610 lcu_2000 lcm_8 lcm_1e"
TRUCKS = "truck_5t truck_10t truck_20t"
BY_MODE = {
    Mode.FIXED_WING: AIRCRAFT,
    Mode.HELICOPTER: HELICOPTERS,
    Mode.SHIP: SHIPS,
    Mode.LANDING_CRAFT: CRAFT,
    Mode.TRUCK: TRUCKS,
}
UNITS = """emt_1_mobile emt_1_fixed emt_2 emt_3 usar_light usar_medium usar_heavy engineer_platoon water_plant
airfield_team hydro_survey assessment_team"""
GOODS = "water food shelter_kit tent blanket hygiene_kit kitchen_set medical jerrycan"
ROUND_THE_CLOCK_H = 24


@cache
def cells(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def noun(table: str, row: dict[str, str]) -> Any:
    values: dict[str, Any] = {name: text for name, text in row.items() if text}
    for name in MAPPINGS & values.keys():
        values[name] = dict(pair.split(":") for pair in values[name].split(";"))
    return TypeAdapter(NOUNS[table]).validate_python(values)


@cache
def rows(table: str) -> dict[str, Any]:
    return {row["id"]: noun(table, row) for row in cells(table)}


def asset_types() -> list[AssetType]:
    return list(rows("asset_types").values())


def moving(*modes: Mode) -> list[AssetType]:
    return [kind for kind in asset_types() if kind.mode in modes]


def planning_t(kind: AssetType) -> float:
    return kind.payload_t * kind.realised_factor


def typed_figures() -> list[tuple[str, str, str]]:
    return [
        (table, row["id"], column)
        for table in SOURCED
        for row in cells(table)
        for column, text in row.items()
        if text and column not in WORDS | FLAGS
    ]


@pytest.mark.parametrize("table", NOUNS)
def test_columns_are_the_fields_of_the_noun(table: str) -> None:
    with (DATA / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        head = next(csv.reader(file))
    assert head == [field.name for field in fields(NOUNS[table])]


@pytest.mark.parametrize("table", NOUNS)
def test_every_row_is_a_valid_noun(table: str) -> None:
    assert [noun(table, row) for row in cells(table)]


@pytest.mark.parametrize("table", [*SOURCED, "planning_factors"])
def test_ids_are_unique(table: str) -> None:
    assert len(rows(table)) == len(cells(table))


@pytest.mark.parametrize("table", SOURCED)
def test_flags_are_true_or_empty(table: str) -> None:
    assert {row[flag] for row in cells(table) for flag in FLAGS & row.keys()} <= {"true", ""}


@pytest.mark.parametrize("mode", BY_MODE)
def test_agreed_platform_types_are_there_by_mode(mode: Mode) -> None:
    assert {kind.id for kind in moving(mode)} == set(BY_MODE[mode].split())


def test_at_least_35_platform_types() -> None:
    assert len(asset_types()) >= 35


def test_agreed_unit_types_and_items_are_there() -> None:
    assert set(rows("unit_types")) == set(UNITS.split())
    by_kind = {kind: {item.id for item in rows("items").values() if item.kind is kind} for kind in NeedKind}
    assert by_kind == {
        NeedKind.CARGO: set(GOODS.split()),
        NeedKind.CARE: {"outpatient", "inpatient", "surgery"},
        NeedKind.RESCUE: {"rescue"},
        NeedKind.REPAIR: {"engineering", "survey"},
    }


def test_every_figure_has_one_source_and_a_confidence() -> None:
    told = Counter((row["table"], row["row"], row["column"]) for row in cells("figures"))
    missing = [figure for figure in typed_figures() if told[figure] != 1]
    assert missing == []
    assert all(row["source"].strip() and row["confidence"] for row in cells("figures"))


def test_no_source_without_its_figure() -> None:
    orphans = {(row["table"], row["row"], row["column"]) for row in cells("figures")} - set(typed_figures())
    assert orphans == set()


@pytest.mark.parametrize("table", ["figures", "planning_factors"])
def test_verified_figures_name_a_page_and_recalled_ones_admit_it(table: str) -> None:
    for row in cells(table):
        if row["confidence"] == "verified":
            assert "http" in row["source"], row
        if row["confidence"] == "unverified":
            assert "recalled" in row["source"] or "not looked up" in row["source"], row


def test_where_sources_conflict_the_text_says_more_than_the_figure() -> None:
    conflicts = [row["conflict"] for row in cells("figures") if row["conflict"]]
    assert len(conflicts) >= 50
    assert all(any(letter.isalpha() for letter in text) and len(text) > 10 for text in conflicts)


def test_planning_payload_never_exceeds_the_brochure() -> None:
    assert [kind.id for kind in asset_types() if not 0 < planning_t(kind) <= kind.payload_t] == []


@pytest.mark.parametrize(
    ("id", "planned_t"),
    [
        ("mv22", 0.81),
        ("c17", 40.8),
        ("c130j", 10.9),
        ("a400m", 28),
        ("y20", 16.5),
        ("c295", 8),
        ("lst_osumi", 60),
        ("mrv_canterbury", 106),
        ("roro_ferry", 220),
        ("lcm_8", 20),
    ],
)
def test_planning_payload_is_what_operations_carried(id: str, planned_t: float) -> None:
    assert planning_t(rows("asset_types")[id]) == pytest.approx(planned_t, rel=0.01)


def test_larger_airlifters_plan_with_more_than_smaller_ones() -> None:
    order = ("c208", "an26", "c295", "c130j", "c2", "c17", "c5m", "b747f")
    loads = [planning_t(rows("asset_types")[id]) for id in order]
    assert loads == sorted(loads)


def test_empty_range_exceeds_laden_range() -> None:
    assert [kind.id for kind in asset_types() if not kind.ferry_range_km > kind.range_km] == []


def test_crew_days_fit_into_24_hours_or_run_round_the_clock() -> None:
    def fits(kind: AssetType) -> bool:
        worked_h = kind.crews * kind.duty_h
        return worked_h >= ROUND_THE_CLOCK_H or worked_h + kind.rest_h <= ROUND_THE_CLOCK_H

    assert [kind.id for kind in asset_types() if not fits(kind)] == []


def test_a_shuttle_of_100_km_by_air_or_road_and_20_km_by_craft_fits_into_one_crew_day() -> None:
    def shuttle_h(kind: AssetType) -> float:
        leg_km = 20 if kind.mode is Mode.LANDING_CRAFT else 100
        return kind.load_h + kind.unload_h + 2 * leg_km / kind.speed_kmh

    tight = [k.id for k in asset_types() if k.mode is not Mode.SHIP and shuttle_h(k) > max(k.duty_h, k.long_duty_h)]
    assert tight == []


def test_only_long_haul_airlifters_have_augmented_crews() -> None:
    longest = {kind.id: kind.long_duty_h for kind in asset_types() if kind.long_duty_h}
    assert longest == {
        **dict.fromkeys(["c17", "c5m", "il76", "y20", "an124", "b747f"], 24.0),
        **dict.fromkeys(["c130j", "c130h", "a400m", "c2"], 18.0),
    }


def test_helicopters_fly_by_day_five_to_six_hours_and_need_no_runway() -> None:
    for kind in moving(Mode.HELICOPTER):
        assert kind.daylight_only, kind.id
        assert kind.ramp == "heli", kind.id
        assert 5 <= kind.flying_h_per_day <= 6, kind.id
        assert kind.runway_m == 0, kind.id


def test_aeroplanes_say_which_runway_they_need() -> None:
    for kind in moving(Mode.FIXED_WING):
        assert 300 <= kind.runway_m <= 3000, kind.id
        assert kind.runway_width_m > 0, kind.id
        assert kind.ramp in {"wide", "narrow"}, kind.id
        assert kind.weight_t > kind.payload_t, kind.id


def test_engines_burn_fuel() -> None:
    assert {kind.id for kind in asset_types() if not kind.burn_t_per_h} == {"cvn_nimitz"}


def test_ships_work_round_the_clock_and_say_their_draught() -> None:
    for kind in moving(Mode.SHIP):
        assert kind.duty_h == kind.flying_h_per_day == ROUND_THE_CLOCK_H, kind.id
        assert kind.draft_m > 0, kind.id
        assert kind.load_h >= 6, kind.id
        assert kind.unload_h >= 6, kind.id
        assert kind.realised_factor <= 0.5, kind.id


def test_craft_and_bow_ramp_ships_beach_and_nothing_else_does() -> None:
    assert {kind.id for kind in asset_types() if kind.beaching} == {*CRAFT.split(), "lsv_besson", "lst_bacolod"}


def test_only_ships_carry_craft_and_helicopters() -> None:
    carriers = {kind.mode for kind in asset_types() if kind.deck_spots or kind.well_craft}
    assert carriers == {Mode.SHIP}


def test_units_serve_needs_and_make_goods_that_are_items() -> None:
    kinds = {item.id: item.kind for item in rows("items").values()}
    for unit in rows("unit_types").values():
        assert all(kinds[item] is not NeedKind.CARGO for item in unit.serves), unit.id
        assert all(kinds[item] is NeedKind.CARGO for item in unit.makes), unit.id
        assert all(amount > 0 for amount in [*unit.serves.values(), *unit.makes.values()]), unit.id


def test_units_weigh_more_than_their_people() -> None:
    passenger_t = rows("planning_factors")["passenger_t"].value
    assert [u.id for u in rows("unit_types").values() if u.weight_t <= u.passengers * passenger_t] == []


def test_every_unit_but_the_assessors_does_something() -> None:
    idle = [u.id for u in rows("unit_types").values() if not (u.serves or u.makes or u.gives_handling)]
    assert idle == ["assessment_team"]


def test_units_of_a_kind_do_what_the_kind_says() -> None:
    units = rows("unit_types").values()
    assert {u.id for u in units if u.gives_handling} == {u.id for u in units if u.kind is UnitKind.AIRFIELD}
    assert {u.id for u in units if "outpatient" in u.serves} == {u.id for u in units if u.kind is UnitKind.MEDICAL}
    assert {u.id for u in units if "rescue" in u.serves} == {u.id for u in units if u.kind is UnitKind.SAR}


def test_goods_are_needed_daily_or_once_and_have_bulk() -> None:
    for item in rows("items").values():
        wanted = (item.per_person_day_kg > 0) + (item.per_person_once_kg > 0)
        assert wanted == (item.kind is NeedKind.CARGO), item.id
        assert (item.m3_per_t > 0) == (item.kind is NeedKind.CARGO), item.id


def test_only_water_and_food_lapse() -> None:
    assert {item.id for item in rows("items").values() if item.lapses} == {"water", "food"}


def test_first_week_without_water_is_the_published_weight_a_day() -> None:
    items = rows("items")
    daily_kg = items["food"].per_person_day_kg + items["medical"].per_person_day_kg
    assert daily_kg + items["shelter_kit"].per_person_once_kg / 7 == pytest.approx(1.13, abs=0.01)


def test_worth_rises_from_goods_to_care_to_rescue() -> None:
    order = ("kitchen_set", "shelter_kit", "food", "water", "outpatient", "inpatient", "surgery", "rescue")
    worth = [rows("items")[id].weight for id in order]
    assert worth == sorted(set(worth))
    assert rows("items")["water"].weight == 1


def test_waiting_costs_the_gravest_needs_most() -> None:
    order = ("surgery", "inpatient", "outpatient")
    lags_h = [rows("items")[id].lag_h for id in order]
    assert lags_h == sorted(set(lags_h))
    assert all(item.lag_h for item in rows("items").values() if item.kind in {NeedKind.CARE, NeedKind.RESCUE})


def test_repairs_are_worth_only_what_they_open() -> None:
    assert {item.weight for item in rows("items").values() if item.kind is NeedKind.REPAIR} == {0}


@pytest.mark.parametrize(
    ("id", "least", "most"),
    [
        ("circuity_flat", 1, 1.5),
        ("circuity_hilly", 1.2, 2),
        ("circuity_mountain", 1.5, 3),
        ("circuity_island_coast", 1.2, 2),
        ("road_speed_kmh", 25, 40),
        ("road_reach_km", 50, 300),
        ("road_sea_share_max", 0, 0.2),
        ("draft_margin_m", 0.5, 1),
        ("passenger_t", 0.08, 0.15),
        ("sustainment_kg_per_person_day", 3, 25),
        ("queuing_efficiency", 0.85, 0.85),
    ],
)
def test_planning_factors_are_within_what_planners_use(id: str, least: float, most: float) -> None:
    assert least <= rows("planning_factors")[id].value <= most


def test_every_nation_has_a_name_of_its_own() -> None:
    assert set(nation_names()) == NATIONS
    assert len(set(nation_names().values())) == len(NATIONS)
