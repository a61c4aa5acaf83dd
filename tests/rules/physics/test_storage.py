"""Storage at field: room for so many tonnes at the end of every period."""

from dataclasses import replace

from rules.flow_world import by_id, call, change, given, said, scenario, sortie

from hadr_planner.domain.force import Supply
from hadr_planner.rules.physics import storage


def with_room(tonnes, *supplies):
    world = scenario()
    return replace(
        world, places=change(world.places, "field", storage_t=tonnes), supplies={**world.supplies, **by_id(*supplies)}
    )


def flight(tonnes, item="water"):
    cargo = {item: tonnes}
    return sortie(
        "s1", "aus_c130", 1, call("hub", 0, 1, loads=cargo), call("field", 2, 3, unloads=cargo), call("hub", 4, 4)
    )


def test_a_shed_just_full_holds():
    assert said(storage, with_room(12), sorties=(flight(12.0),)) == []


def test_a_shed_too_full_is_said_at_every_period_end_until_it_is_not():
    eaten = given("alpha_water", "field", 1, 0, 2.0)
    assert said(storage, with_room(11), sorties=(flight(12.0),), hand_overs=(eaten,)) == [
        "12 t lie at field at H+6, which has room for 11 t."
    ]


def test_no_room_is_not_the_same_as_room_not_known():
    assert len(said(storage, with_room(0), sorties=(flight(12.0),))) == 8
    assert said(storage, with_room(None), sorties=(flight(12.0),)) == []


def test_what_is_handed_over_in_the_same_period_needs_no_room():
    eaten = given("alpha_water", "field", 0, 0, 3.0)
    assert said(storage, with_room(9), sorties=(flight(12.0),), hand_overs=(eaten,)) == []


def test_what_the_scenario_puts_there_itself_is_no_fault_of_the_plan():
    heap = Supply(id="heap", place="field", item="food", quantity_t=15)
    assert said(storage, with_room(10, heap)) == []
    assert said(storage, with_room(10, heap), sorties=(flight(1.0),))[0] == (
        "16 t lie at field at H+6, which has room for 15 t."
    )
