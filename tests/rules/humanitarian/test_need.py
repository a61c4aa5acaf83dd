"""Alpha needs 3 t of water a day, which lapses; 500 kg of medicine a day, which waits; bravo 12 t of kits once."""

from dataclasses import replace

from rules.flow_world import by_id, change, given, said, scenario

from hadr_planner.domain.clock import Clock
from hadr_planner.rules.humanitarian import need


def why(*hand_overs, world=None):
    return said(need, world or scenario(), hand_overs=hand_overs)


def long_world():
    """The same for six days."""
    return replace(scenario(), clock=Clock(horizon_h=144, slot_h=1, edges_h=tuple(range(0, 145, 6))))


def test_just_what_is_needed_holds():
    assert why(given("alpha_water", "field", 0, 0, 1.5), given("alpha_water", "alpha", 3, 0, 1.5)) == []


def test_more_than_is_needed_is_said_by_day():
    assert why(given("alpha_water", "field", 4, 1, 1.5), given("alpha_water", "alpha", 5, 1, 2.0)) == [
        "3.5 t of water go to alpha_water for day 2, which needs 3 t."
    ]


def test_water_of_yesterday_is_lost():
    assert why(given("alpha_water", "field", 4, 0, 1.0)) == [
        "1 t of water are handed over for alpha_water in the period from H+24: day 1 can't be made good by then."
    ]


def test_medicine_waits_three_days():
    always = by_id(replace(scenario().needs["alpha_medical"], until_h=1e6))
    world = replace(long_world(), needs=always)
    assert why(given("alpha_medical", "alpha", 15, 0, 0.5), world=world) == []
    assert "day 1 can't be made good by then" in why(given("alpha_medical", "alpha", 16, 0, 0.5), world=world)[0]


def test_nobody_eats_today_for_tomorrow():
    assert "day 2 has not begun" in why(given("alpha_medical", "alpha", 3, 1, 0.1))[0]


def test_a_need_has_a_beginning_and_an_end():
    assert "the need begins at H+18" in why(given("alpha_food", "alpha", 2, 0, 1.0))[0]
    assert why(given("alpha_medical", "alpha", 6, 1, 0.1)) == []
    assert "the need ends at H+42" in why(given("alpha_medical", "alpha", 7, 1, 0.1))[0]


def test_a_day_of_which_a_quarter_is_left_needs_a_quarter():
    assert why(given("alpha_food", "alpha", 3, 0, 2.5)) == []
    assert why(given("alpha_food", "alpha", 3, 0, 2.6)) != []


def test_a_need_met_once_stays_open_and_is_met_once():
    assert why(given("bravo_kit", "port", 0, -1, 6.0), given("bravo_kit", "port", 7, -1, 6.0)) == []
    assert why(given("bravo_kit", "port", 0, -1, 6.0), given("bravo_kit", "port", 7, -1, 6.1)) == [
        "12.1 t of shelter_kit go to bravo_kit, which needs 12 t."
    ]
    assert "nothing is owed for day 1" in why(given("bravo_kit", "port", 0, 0, 1.0))[0]


def test_a_need_met_once_ends_too():
    """Kits are wanted until H+30: in the period that begins then nobody waits for them any more."""
    world = replace(scenario(), needs=change(scenario().needs, "bravo_kit", until_h=30))
    assert why(given("bravo_kit", "port", 4, -1, 6.0), world=world) == []
    assert "the need ends at H+30" in why(given("bravo_kit", "port", 5, -1, 6.0), world=world)[0]


def test_people_can_not_be_handed_care():
    assert why(given("alpha_surgery", "alpha", 1, -1, 1.0)) == [
        "1 t of surgery are handed over for alpha_surgery in the period from H+6: surgery is no goods."
    ]
    world = replace(scenario(), needs=change(scenario().needs, "alpha_food", until_h=20))
    assert "nothing is owed for day 2" in why(given("alpha_food", "alpha", 4, 1, 1.0), world=world)[0]
