"""The Red Cross at alpha does 9 t a day of everything; at bravo, water and shelter kits from H+6."""

from dataclasses import replace

from rules.flow_world import change, given, said, scenario

from hadr_planner.rules.humanitarian import partner


def why(*hand_overs, world=None):
    return said(partner, world or scenario(), hand_overs=hand_overs)


def test_a_partner_that_just_does_its_day_holds():
    assert why(given("alpha_food", "alpha", 3, 0, 6.0), given("alpha_water", "field", 0, 0, 3.0)) == []


def test_a_partner_with_too_much_for_its_day_is_said():
    assert why(given("alpha_food", "alpha", 3, 0, 6.0), given("alpha_water", "field", 0, 0, 3.5)) == [
        "rc_alpha hands over 9.5 t on day 1; it can do 9 t a day."
    ]


def test_the_period_decides_the_day():
    assert why(given("alpha_food", "alpha", 3, 0, 9.0), given("alpha_food", "alpha", 4, 0, 9.0)) == []


def test_where_nothing_is_known_of_its_capacity_it_can_do_all():
    world = scenario()
    strong = replace(world, partnerships=change(world.partnerships, "rc_alpha", capacity_t_per_day=None))
    assert why(given("alpha_food", "alpha", 3, 0, 900.0), world=strong) == []


def test_it_begins_when_it_begins():
    assert why(given("bravo_water", "bravo", 1, 0, 1.0)) == []
    assert why(given("bravo_water", "bravo", 0, 0, 1.0)) == [
        "rc_bravo is to hand over 1 t for bravo_water from bravo in the period from H+0: it begins at H+6."
    ]


def test_it_handles_what_it_handles_and_works_where_it_works():
    world = scenario()
    water_only = replace(world, partnerships=change(world.partnerships, "rc_bravo", items=("water",)))
    assert "it does not handle shelter_kit" in why(given("bravo_kit", "port", 3, -1, 1.0), world=water_only)[0]
    assert "it works at alpha, not at bravo" in why(given("bravo_water", "bravo", 1, 0, 1.0, "rc_alpha"))[0]


def test_goods_come_from_the_site_or_from_a_place_that_serves_it():
    for node, holds in (("alpha", True), ("field", True), ("bravo", False), ("port", False), ("hub", False)):
        assert (why(given("alpha_water", node, 1, 0, 1.0)) == []) is holds
