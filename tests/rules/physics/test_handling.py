"""Field has no loader; pallets of a C-17 wait for the airfield team."""

from dataclasses import replace

from rules.flow_world import call, change, said, scenario, sortie, stay

from hadr_planner.rules.physics import handling

FOOD = {"food": 20.0}


def pallets(on_h=15, cargo=FOOD):
    return sortie(
        "s1",
        "usa_c17",
        1,
        call("hub", on_h - 3, on_h - 1, loads=cargo),
        call("field", on_h, on_h + 2, unloads=cargo),
        call("hub", on_h + 3, on_h + 3),
    )


def test_pallets_while_the_team_works_hold():
    assert said(handling, scenario(), sorties=(pallets(),), stays=(stay("usa_loaders", "field", 4, 15, 17),)) == []


def test_pallets_without_a_loader_are_said():
    assert said(handling, scenario(), sorties=(pallets(),)) == [
        "usa_c17 1 on s1 needs a loader at field from H+15 to H+17, and there is none."
    ]


def test_a_team_that_comes_late_leaves_early_or_is_elsewhere_is_no_help():
    for team in (
        stay("usa_loaders", "field", 4, 16, 48),
        stay("usa_loaders", "field", 4, 12, 16),
        stay("usa_loaders", "hub", 4, 12, 48),
    ):
        assert len(said(handling, scenario(), sorties=(pallets(),), stays=(team,))) == 1


def test_a_place_of_which_nothing_is_known_has_one():
    world = scenario()
    unknown = replace(world, places=change(world.places, "field", handling=None))
    assert said(handling, unknown, sorties=(pallets(),)) == []


def test_an_empty_aircraft_and_one_without_pallets_need_none():
    tail_ramp = sortie(
        "s1", "aus_c130", 1, call("hub", 0, 1, loads={"water": 5.0}), call("field", 2, 3, unloads={"water": 5.0})
    )
    assert said(handling, scenario(), sorties=(pallets(cargo={}), tail_ramp)) == []
