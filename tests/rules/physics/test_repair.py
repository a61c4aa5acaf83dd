"""The bridge to charlie is down: twelve engineer hours; a platoon does six in a period of six."""

from dataclasses import replace

from rules.flow_world import by_id, call, said, scenario, sortie

from hadr_planner.domain.geography import Road
from hadr_planner.domain.plan import Drive, Service
from hadr_planner.rules.physics import repair


def worked(*periods, need="bridge_repair", hours=6.0):
    return tuple(Service(need=need, unit="phl_engineers", period=p, day=-1, quantity=hours) for p in periods)


def crossing(at_h, id="s1", on_h=None):
    on_h = at_h + 1 if on_h is None else on_h
    return sortie(id, "phl_truck", 1, call("field", at_h, at_h), call("charlie", on_h, on_h))


def with_port_shut():
    world = scenario()
    survey = replace(world.needs["bridge_repair"], id="survey", site="port", quantity=6)
    return replace(world, needs={**world.needs, "survey": survey})


def ship(at_h):
    return sortie("s1", "phl_lst", 1, call("cebu", at_h - 8, at_h - 8), call("port", at_h, at_h))


def test_a_truck_crosses_in_the_period_after_the_work_is_done():
    assert said(repair, scenario(), sorties=(crossing(18),), services=worked(1, 2)) == []


def test_a_truck_that_is_too_early_is_told_when_the_bridge_opens():
    assert said(repair, scenario(), sorties=(crossing(17),), services=worked(1, 2)) == [
        "s1 drives from field to charlie at H+17; bridge waits for work and opens at H+18."
    ]


def test_a_truck_over_a_bridge_that_nobody_mends_is_told_so():
    assert said(repair, scenario(), sorties=(crossing(30),), services=worked(1)) == [
        "s1 drives from field to charlie at H+30; bridge waits for work and stays shut in this plan."
    ]


def test_a_way_around_that_the_time_allows_is_taken():
    world = scenario()
    around = Road(id="around", from_="field", to="charlie", km=60, closes_h=40)
    both = replace(world, roads={**world.roads, **by_id(around)})
    open_at_once = replace(both, roads={**both.roads, "bridge": replace(both.roads["bridge"], opens_h=1)})
    assert said(repair, open_at_once, sorties=(crossing(6, on_h=8),)) == []
    assert said(repair, open_at_once, sorties=(crossing(6, on_h=7),)) != []


def test_a_unit_does_not_drive_over_it_either():
    drive = Drive(unit="phl_engineers", from_="alpha", to="charlie", start_h=0, end_h=1)
    assert said(repair, scenario(), drives=(drive,)) == [
        "phl_engineers drives from alpha to charlie at H+0; bridge waits for work and stays shut in this plan."
    ]


def test_a_port_that_waits_for_survey_is_shut_to_ships_until_then():
    assert said(repair, with_port_shut(), sorties=(ship(18),), services=worked(2, need="survey")) == []
    assert said(repair, with_port_shut(), sorties=(ship(17),), services=worked(2, need="survey")) == [
        "s1 calls at port at H+17; port waits for work and opens at H+18."
    ]


def test_helicopters_and_trucks_come_to_a_shut_port():
    lands = sortie("s1", "usa_sh60", 1, call("bay", 0, 0), call("port", 1, 1), call("bay", 2, 2))
    drives = sortie("s2", "phl_truck", 1, call("bravo", 0, 0), call("port", 1, 1))
    assert said(repair, with_port_shut(), sorties=(lands, drives)) == []


def test_where_two_repairs_are_owed_both_are_done_first():
    world = scenario()
    again = replace(world.needs["bridge_repair"], id="deck_repair", quantity=6)
    both = replace(world, needs={**world.needs, "deck_repair": again})
    assert said(repair, both, sorties=(crossing(24),), services=worked(1, 2)) != []
    assert said(repair, both, sorties=(crossing(24),), services=(*worked(1, 2), *worked(3, need="deck_repair"))) == []
