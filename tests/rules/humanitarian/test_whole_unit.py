"""A medical team of 6 t at hub; six hours to set up."""

from dataclasses import replace

from rules.flow_world import call, change, said, scenario, sortie, stay

from hadr_planner.domain.plan import Drive
from hadr_planner.rules.humanitarian import whole_unit


def lift(id, at_h, tonnes, tail=1, to="field"):
    team = {"unit:aus_emt": tonnes}
    return sortie(
        id, "aus_c130", tail, call("hub", at_h, at_h + 1, loads=team), call(to, at_h + 2, at_h + 3, unloads=team)
    )


def drive(unit="phl_plant", from_="port", to="bravo", start_h=0.0, end_h=1.0):
    return Drive(unit=unit, from_=from_, to=to, start_h=start_h, end_h=end_h)


def test_a_team_that_arrives_in_two_lifts_and_sets_up_holds():
    lifts = (lift("s1", 0, 3.0), lift("s2", 2, 3.0, tail=2))
    assert said(whole_unit, scenario(), sorties=lifts, stays=(stay("aus_emt", "field", 5, 12, 48),)) == []


def test_a_team_of_which_half_is_missing_is_said_with_tonnes():
    lifts = (lift("s1", 0, 3.0), lift("s2", 4, 3.0, tail=2))
    assert said(whole_unit, scenario(), sorties=lifts, stays=(stay("aus_emt", "field", 5, 12, 48),)) == [
        "aus_emt is to be at field by H+5; 3 t of its 6 t are."
    ]


def test_a_team_at_work_before_it_is_set_up_is_said():
    assert said(whole_unit, scenario(), sorties=(lift("s1", 0, 6.0),), stays=(stay("aus_emt", "field", 3, 6, 48),)) == [
        "aus_emt works at field from H+6; it arrives at H+3 and needs 6 h to set up."
    ]


def test_a_team_that_stops_before_it_starts_is_said():
    assert said(whole_unit, scenario(), sorties=(lift("s1", 0, 6.0),), stays=(stay("aus_emt", "field", 3, 12, 6),)) == [
        "aus_emt stops work at field at H+6, before it starts at H+12."
    ]


def test_a_team_may_work_where_it_is_from_the_hour_it_is_ready():
    world = scenario()
    later = replace(world, units=change(world.units, "aus_emt", ready_h=12))
    assert said(whole_unit, later, stays=(stay("aus_emt", "hub", 12, 18, 48),)) == []
    assert said(whole_unit, later, stays=(stay("aus_emt", "hub", 11, 18, 48),)) != []


def test_a_team_goes_to_one_place():
    stays = (stay("aus_emt", "field", 3, 12, 18), stay("aus_emt", "hub", 24, 30, 48))
    assert said(whole_unit, scenario(), sorties=(lift("s1", 0, 6.0),), stays=stays) == [
        "aus_emt is at field from H+3 and again at hub from H+24; a unit goes to one place."
    ]


def test_a_team_that_has_come_to_stay_is_lifted_no_more():
    team = {"unit:aus_emt": 6.0}
    onward = sortie("s2", "phl_truck", 1, call("field", 24, 25, loads=team), call("alpha", 26, 27, unloads=team))
    assert said(
        whole_unit, scenario(), sorties=(lift("s1", 0, 6.0), onward), stays=(stay("aus_emt", "field", 3, 12, 48),)
    ) == ["aus_emt comes to stay at field at H+3, yet s2 lifts 6 t from field at H+24."]


def test_a_unit_with_trucks_of_its_own_drives():
    assert said(whole_unit, scenario(), drives=(drive(),), stays=(stay("phl_plant", "bravo", 1, 6, 48),)) == []


def test_every_reason_why_a_unit_can_not_drive_is_said():
    for wrong, why in (
        (drive(unit="aus_emt", from_="hub", to="cebu"), "it has no transport of its own"),
        (drive(from_="bravo", to="port"), "it is at port"),
        (drive(end_h=0.1), "no open road leads there in 0.1 h"),
        (drive(to="bay"), "no open road leads there in 1 h"),
    ):
        assert any(why in sentence for sentence in said(whole_unit, scenario(), drives=(wrong,)))
    assert "it has driven before" in said(whole_unit, scenario(), drives=(drive(), drive(start_h=5, end_h=6)))[0]
    late = replace(scenario(), units=change(scenario().units, "phl_plant", ready_h=1))
    assert "it is ready at H+1" in said(whole_unit, late, drives=(drive(),))[0]


def test_a_unit_that_drives_is_there_only_where_and_when_it_has_driven():
    for there, holds in ((stay("phl_plant", "bravo", 1, 6, 48), True), (stay("phl_plant", "bravo", 0, 6, 48), False)):
        assert (said(whole_unit, scenario(), drives=(drive(),), stays=(there,)) == []) is holds
    assert said(whole_unit, scenario(), drives=(drive(),), stays=(stay("phl_plant", "alpha", 1, 6, 48),)) == [
        "phl_plant is to be at alpha by H+1; 0 t of its 8 t are."
    ]
