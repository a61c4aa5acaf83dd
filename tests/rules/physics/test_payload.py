"""Payload and hold: a truck for 10 t; an airlifter for 15 t and 90 m3, to 4,000 km in full and 6,000 km empty."""

from dataclasses import replace

from rules.flow_world import call, change, said, scenario, sortie

from hadr_planner.rules.physics import payload


def haul(**cargo):
    return sortie(
        "s1", "phl_truck", 1, call("field", 0, 1, loads=cargo), call("alpha", 2, 3, unloads=cargo), call("field", 4, 4)
    )


def flight(tonnes):
    food = {"food": tonnes}
    return sortie("s1", "aus_lift", 1, call("darwin", 0, 1, loads=food), call("hub", 6, 7, unloads=food))


def with_lift(**figures):
    world = scenario()
    type = replace(world.assets["aus_lift"].type, **figures)
    return replace(world, assets=change(world.assets, "aus_lift", type=type))


def test_a_truck_just_full_holds():
    assert said(payload, scenario(), sorties=(haul(food=6.0, water=4.0),)) == []


def test_a_truck_a_tonne_too_full_is_said_with_tonnes():
    assert said(payload, scenario(), sorties=(haul(food=7.0, water=4.0),)) == [
        "phl_truck 1 leaves field on s1 with 11 t; over 24 km between refuellings it carries 10 t."
    ]


def test_what_is_put_down_on_the_way_makes_room():
    trip = (call("field", 0, 1, loads={"food": 9.0}), call("alpha", 2, 4, unloads={"food": 9.0}, loads={"water": 8.0}))
    assert (
        said(
            payload,
            scenario(),
            sorties=(sortie("s1", "phl_truck", 1, *trip, call("field", 5, 6, unloads={"water": 8.0})),),
        )
        == []
    )


def test_the_realised_factor_counts():
    assert "it carries 9 t" in said(payload, with_lift(realised_factor=0.6), sorties=(flight(12.0),))[0]
    assert said(payload, with_lift(realised_factor=0.8), sorties=(flight(12.0),)) == []


def test_distance_beyond_the_range_costs_payload_in_a_straight_line():
    far = with_lift(range_km=2000, ferry_range_km=3277.57)
    assert said(payload, far, sorties=(flight(7.5),)) == []
    assert said(payload, far, sorties=(flight(7.6),)) == [
        "aus_lift 1 leaves darwin on s1 with 7.6 t; over 2639 km between refuellings it carries 7.5 t."
    ]


def test_refuelling_on_the_way_keeps_the_payload():
    there_and_back = (
        call("hub", 0, 1, loads={"food": 12.0}),
        call("field", 2, 3, unloads={"food": 12.0}),
        call("hub", 4, 4),
    )
    world = scenario()
    short = replace(world.assets["aus_c130"].type, range_km=200, ferry_range_km=400)
    dry = replace(world, assets=change(world.assets, "aus_c130", type=short))
    wet = replace(dry, places=change(world.places, "field", fuel_t_per_day=5))
    trip = sortie("s1", "aus_c130", 1, *there_and_back)
    assert said(payload, wet, sorties=(trip,)) == []
    assert "between refuellings it carries 6" in said(payload, dry, sorties=(trip,))[0]


def test_a_hold_full_of_bulky_goods_is_said_in_cubic_metres():
    assert said(payload, with_lift(cabin_m3=24), sorties=(flight(12.0),)) == []
    assert said(payload, with_lift(cabin_m3=20), sorties=(flight(12.0),)) == [
        "aus_lift 1 leaves darwin on s1 with 24.0 m3 for a hold of 20 m3."
    ]
    assert said(payload, with_lift(cabin_m3=0), sorties=(flight(12.0),)) == []


def test_a_unit_takes_the_room_that_it_takes():
    emt = {"unit:aus_emt": 6.0}
    trip = sortie("s1", "aus_c130", 1, call("hub", 0, 1, loads=emt), call("field", 2, 3, unloads=emt))
    world = scenario()
    for cabin_m3, breaches in ((20, 0), (19, 1)):
        small = replace(world.assets["aus_c130"].type, cabin_m3=cabin_m3)
        tight = replace(world, assets=change(world.assets, "aus_c130", type=small))
        assert len(said(payload, tight, sorties=(trip,))) == breaches


def test_goods_appear_and_vanish_on_no_sortie():
    out_of_thin_air = sortie("s1", "phl_truck", 1, call("field", 0, 0), call("alpha", 2, 3, unloads={"food": 1.0}))
    never_put_down = sortie("s2", "phl_truck", 1, call("field", 4, 5, loads={"food": 1.0}), call("alpha", 6, 6))
    assert said(payload, scenario(), sorties=(out_of_thin_air, never_put_down)) == [
        "s1 puts down 1 t of food at alpha at H+3 with 0 t of it on board.",
        "s2 ends at alpha with 1 t of food still on board.",
    ]
