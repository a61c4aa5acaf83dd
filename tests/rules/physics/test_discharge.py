"""The port takes 20 t a day from ships and craft."""

from rules.flow_world import call, said, scenario, sortie

from hadr_planner.rules.physics import discharge


def voyage(id, tail, at_h, tonnes):
    kits = {"shelter_kit": tonnes}
    return sortie(
        id, "phl_lst", tail, call("cebu", at_h - 12, at_h - 8, loads=kits), call("port", at_h - 4, at_h, unloads=kits)
    )


def test_two_ships_that_just_share_the_day_hold():
    assert said(discharge, scenario(), sorties=(voyage("s1", 1, 16, 12.0), voyage("s2", 2, 20, 8.0))) == []


def test_two_ships_with_too_much_for_the_day_are_said():
    assert said(discharge, scenario(), sorties=(voyage("s1", 1, 16, 12.0), voyage("s2", 2, 20, 9.0))) == [
        "Ships and craft, s2 among them, discharge 21 t at port on day 1; it takes 20 t a day."
    ]


def test_what_is_ashore_by_midnight_counts_for_the_day_before():
    assert said(discharge, scenario(), sorties=(voyage("s1", 1, 24, 12.0), voyage("s2", 2, 25, 9.0))) == []
    assert said(discharge, scenario(), sorties=(voyage("s1", 1, 24, 12.0), voyage("s2", 2, 20, 9.0))) != []


def test_loading_and_other_ports_are_free():
    assert said(discharge, scenario(), sorties=(voyage("s1", 1, 16, 20.0),)) == []
    home = {"shelter_kit": 40.0}
    back = sortie("s1", "phl_lst", 1, call("port", 0, 4, loads=home), call("cebu", 12, 16, unloads=home))
    assert said(discharge, scenario(), sorties=(back,)) == []
