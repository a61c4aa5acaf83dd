"""A medical team of twenty lives on its own for 27 hours, then draws 60 kg of water and 10 kg of food a day."""

from rules.flow_world import call, said, scenario, sortie, stay

from hadr_planner.rules.humanitarian import sustainment
from hadr_planner.rules.physics import stock


def fed(water, food):
    cargo = {"water": water, "food": food}
    return sortie("s1", "aus_c130", 1, call("hub", 6, 7, loads=cargo), call("field", 8, 9, unloads=cargo))


def at_field(until_h):
    return (stay("aus_emt", "field", 3, 12, until_h),)


def test_a_stay_on_its_own_supplies_draws_nothing():
    assert said(sustainment, scenario(), stays=at_field(30)) == []


def test_a_longer_stay_draws_just_what_is_there():
    assert said(sustainment, scenario(), sorties=(fed(0.045, 0.0075),), stays=at_field(48)) == []


def test_a_team_that_outstays_its_supplies_is_said():
    assert said(sustainment, scenario(), sorties=(fed(1.0, 0.003),), stays=at_field(42)) == [
        "Units at field have used up what they brought and draw 0.003 t of food by H+42, where 0.001 t lie; "
        "aus_emt goes short."
    ]


def test_it_lives_on_what_it_brought_from_the_hour_of_its_arrival():
    """There at H+1 instead of H+3, it eats two hours of its work from the stock, whenever its work begins."""
    early = (stay("aus_emt", "field", 1, 12, 30),)
    assert said(sustainment, scenario(), stays=early) == [
        "Units at field have used up what they brought and draw 0.005 t of water by H+30, where 0 t lie; "
        "aus_emt goes short."
    ]


def test_hunger_is_not_said_twice():
    assert said(stock, scenario(), stays=at_field(48)) == []
    assert [
        sentence.split(" of ")[1].split(",")[0] for sentence in said(sustainment, scenario(), stays=at_field(36))
    ] == ["food by H+36", "water by H+36"]
