"""Stocks: hub has 20 t of water from the start and 40 t of food from H+3; periods last six hours."""

from dataclasses import replace

from rules.flow_world import call, given, said, scenario, sortie, stay

from hadr_planner.rules.physics import stock


def flight(id, at_h, item, tonnes, tail=1):
    cargo = {item: tonnes}
    out, into = call("hub", at_h, at_h + 1, loads=cargo), call("field", at_h + 2, at_h + 3, unloads=cargo)
    return sortie(id, "aus_c130", tail, out, into, call("hub", at_h + 4, at_h + 4))


def haul(at_h, tonnes):
    cargo = {"water": tonnes}
    return sortie(
        "up",
        "phl_truck",
        1,
        call("field", at_h, at_h + 1, loads=cargo),
        call("alpha", at_h + 2, at_h + 3, unloads=cargo),
    )


def test_all_that_is_there_can_go():
    assert (
        said(stock, scenario(), sorties=(flight("s1", 0, "water", 10.0), flight("s2", 0, "water", 10.0, tail=2))) == []
    )


def test_the_second_aircraft_that_finds_too_little_is_named():
    assert said(
        stock, scenario(), sorties=(flight("s1", 0, "water", 10.0), flight("s2", 1, "water", 11.0, tail=2))
    ) == [
        "21 t of water are loaded at hub in the period from H+0, and 20 t lay there at H+0; "
        "s2 at H+1 is the first to come short."
    ]


def test_a_kilogram_is_rounding():
    assert said(stock, scenario(), sorties=(flight("s1", 0, "water", 20.0009),)) == []
    assert said(stock, scenario(), sorties=(flight("s1", 0, "water", 20.002),)) != []


def test_supplies_count_from_the_next_period_that_begins():
    assert said(stock, scenario(), sorties=(flight("s1", 6, "food", 10.0),)) == []
    assert said(stock, scenario(), sorties=(flight("s1", 5, "food", 10.0),)) == [
        "10 t of food are loaded at hub in the period from H+0, and 0 t lay there at H+0; "
        "s1 at H+5 is the first to come short."
    ]


def test_what_arrives_goes_on_from_the_next_period():
    assert said(stock, scenario(), sorties=(flight("s1", 0, "water", 10.0), haul(6, 10.0))) == []
    assert said(stock, scenario(), sorties=(flight("s1", 0, "water", 10.0), haul(5, 10.0)))[0].startswith(
        "10 t of water are loaded at field in the period from H+0, and 0 t lay there at H+0; up at H+5"
    )


def test_what_arrives_at_a_periods_end_goes_on_at_once():
    assert said(stock, scenario(), sorties=(flight("s1", 3, "water", 10.0), haul(6, 10.0))) == []


def test_what_arrives_can_be_handed_over_in_the_same_period_but_no_more():
    arrives = flight("s1", 0, "water", 2.0)
    assert said(stock, scenario(), sorties=(arrives,), hand_overs=(given("alpha_water", "field", 0, 0, 2.0),)) == []
    assert said(stock, scenario(), sorties=(arrives,), hand_overs=(given("alpha_water", "field", 0, 0, 2.5),)) == [
        "2.5 t of water are handed over at field in the period from H+0, and 2 t are there by then; "
        "rc_alpha at H+6 is the first to come short."
    ]


def test_a_shortage_is_said_once_and_not_again_for_all_that_follows():
    twice = (flight("s1", 0, "water", 25.0), flight("s2", 12, "water", 5.0))
    assert [s.split(";")[0] for s in said(stock, scenario(), sorties=twice)] == [
        "25 t of water are loaded at hub in the period from H+0, and 20 t lay there at H+0",
        "5 t of water are loaded at hub in the period from H+12, and 0 t lay there at H+12",
    ]


def test_a_water_plant_fills_the_stock_in_every_period_that_it_works_through():
    plant = stay("phl_plant", "bravo", 1, 6, 18)
    drunk = (given("bravo_water", "bravo", 1, 0, 2.0), given("bravo_water", "bravo", 2, 0, 2.0))
    assert said(stock, scenario(), stays=(plant,), hand_overs=drunk) == []
    assert said(stock, scenario(), stays=(replace(plant, until_h=17),), hand_overs=drunk) != []


def test_a_unit_that_has_settled_is_no_cargo_any_more():
    emt = {"unit:aus_emt": 6.0}
    there = sortie(
        "s1", "aus_c130", 1, call("hub", 0, 1, loads=emt), call("field", 2, 3, unloads=emt), call("hub", 4, 4)
    )
    back = sortie(
        "s2", "aus_c130", 1, call("hub", 12, 12), call("field", 13, 14, loads=emt), call("hub", 15, 16, unloads=emt)
    )
    assert said(stock, scenario(), sorties=(there, back)) == []
    assert len(said(stock, scenario(), sorties=(there, back), stays=(stay("aus_emt", "field", 3, 12, 48),))) == 1
