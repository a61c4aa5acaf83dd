"""A dock ship for 100 t in the bay, two helicopters aboard, 5 t of water afloat."""

from dataclasses import replace

from rules.flow_world import call, change, said, scenario, sortie

from hadr_planner.rules.physics import sea_base


def shuttle(id, tail, at_h):
    water = {"water": 1.0}
    return sortie(
        id,
        "usa_sh60",
        tail,
        call("bay", at_h, at_h + 1, loads=water),
        call("bravo", at_h + 2, at_h + 3, unloads=water),
        call("bay", at_h + 4, at_h + 4),
    )


def sails(from_h, tail=1):
    return sortie("sails", "usa_lpd", tail, call("bay", from_h, from_h), call("port", from_h + 1, from_h + 1))


def brings(tonnes, at_h=12):
    kits = {"shelter_kit": tonnes}
    return sortie(
        "brings",
        "phl_lst",
        1,
        call("cebu", at_h - 12, at_h - 8, loads=kits),
        call("bay", at_h, at_h + 4, unloads=kits),
        call("cebu", at_h + 12, at_h + 12),
    )


def test_helicopters_work_while_their_ship_lies_there():
    assert said(sea_base, scenario(), sorties=(shuttle("s1", 1, 6), shuttle("s2", 2, 8), sails(12))) == []


def test_a_ship_that_sails_while_a_helicopter_is_out_is_said():
    assert said(sea_base, scenario(), sorties=(shuttle("s1", 1, 6), sails(9))) == [
        "1 of usa_sh60 are out from bay at H+9, s1 among them; 0 of usa_lpd lie there then, with 0 aboard."
    ]


def test_a_helicopter_follows_its_ship():
    after = sortie("s1", "usa_sh60", 1, call("port", 12, 12), call("bravo", 13, 13), call("port", 14, 14))
    assert said(sea_base, scenario(), sorties=(sails(9), after)) == []
    assert said(sea_base, scenario(), sorties=(after,)) != []


def test_a_helicopter_ends_where_its_ship_lies_then():
    moved = sortie("s1", "usa_sh60", 1, call("bay", 6, 6), call("port", 8, 8))
    assert said(sea_base, scenario(), sorties=(moved,)) == ["usa_sh60 ends s1 at port at H+8, where no usa_lpd lies."]


def test_each_of_two_ships_carries_half_of_the_helicopters():
    world = scenario()
    two = replace(world, assets=change(world.assets, "usa_lpd", count=2))
    together = (shuttle("s1", 1, 12), shuttle("s2", 2, 12))
    assert said(sea_base, two, sorties=together) == []
    assert said(sea_base, two, sorties=(*together, sails(2, tail=2))) == [
        "2 of usa_sh60 are out from bay at H+12, s2 among them; 1 of usa_lpd lie there then, with 1 aboard."
    ]
    one_by_one = (shuttle("s1", 1, 12), shuttle("s2", 2, 16), sails(2, tail=2))
    assert said(sea_base, two, sorties=one_by_one) == []


def test_goods_float_in_the_ships_that_lie_there():
    assert said(sea_base, scenario(), sorties=(brings(50.0),)) == []


def test_goods_left_behind_by_every_ship_are_said():
    assert said(sea_base, scenario(), sorties=(brings(50.0), sails(30)))[0] == (
        "55 t float at bay at H+36, where no ship can hold 5 t."
    )


def test_what_the_scenario_puts_afloat_floats():
    assert said(sea_base, scenario(), sorties=(sails(0),)) == []


def test_only_those_are_named_that_are_too_many():
    world = scenario()
    four = {**change(world.assets, "usa_lpd", count=2), "usa_sh60": replace(world.assets["usa_sh60"], count=4)}
    out = [shuttle(f"s{tail}", tail, 12) for tail in (1, 2, 3)]
    assert said(sea_base, replace(world, assets=four), sorties=(*out, sails(2, tail=2))) == [
        "3 of usa_sh60 are out from bay at H+12, s3 among them; 1 of usa_lpd lie there then, with 2 aboard."
    ]
