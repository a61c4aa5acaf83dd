"""Rows of the tables, replayed from the small world's plan."""

from __future__ import annotations

from report.world import plan, scenario

from hadr_planner.report import tables


def level(node: str, item: str, period: int) -> float:
    rows = tables.stocks(scenario(), plan())
    return next(float(r["tonnes"] or 0) for r in rows if (r["node"], r["item"], r["period"]) == (node, item, period))


def test_loads_leave_stock_at_on_block_and_unloads_are_there_at_off_block() -> None:
    assert level("hub", "Water", 0) == 40 - 8 - 5
    assert level("hub", "Water", 1) == 40 - 8 - 5 - 4
    assert round(level("field", "Water", 0), 6) == round(8 - 2.4, 6)
    assert round(level("field", "Water", 1), 6) == round(8 - 2.4 - 3, 6)
    assert level("port", "Shelter kit", 3) == 12 - 6


def test_a_supply_counts_from_the_period_it_comes_in() -> None:
    assert level("hub", "Shelter kit", 0) == 20 - 12


def test_a_working_unit_adds_what_it_makes() -> None:
    assert level("alpha", "Water", 1) == 3
    assert level("alpha", "Water", 2) == 3 + 0.5


def test_units_ride_but_are_no_stock() -> None:
    assert not any("AUSMAT" in str(row["item"]) for row in tables.stocks(scenario(), plan()))


def test_every_stop_with_cargo_has_a_row_for_each_item() -> None:
    rows = tables.stops(scenario(), plan())
    assert [row["action"] for row in rows if row["sortie"] == "s0001"] == ["load", "load", "unload", "unload", ""]


def test_idle_assets_are_shown_too() -> None:
    rows = tables.by_asset(scenario(), plan(sorties=()))
    assert len(rows) == 4
    assert all(row["sorties"] == 0 and row["first_h"] is None for row in rows)


def test_places_sum_what_is_loaded_unloaded_and_handed_over() -> None:
    hub, *_ = tables.by_place(scenario(), plan())
    assert (hub["calls"], hub["loaded_t"], hub["unloaded_t"]) == (5, 35, 0)
