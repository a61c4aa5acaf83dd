"""A medical team at alpha treats 80 outpatients a day, 20 in a period of six hours; forty fall ill a day."""

from dataclasses import replace

from rules.flow_world import change, said, scenario, stay

from hadr_planner.domain.plan import Service
from hadr_planner.rules.humanitarian import capacity

AT_WORK = (stay("aus_emt", "alpha", 0, 6, 48), stay("phl_engineers", "alpha", 0, 6, 48))


def treated(period, day, quantity, unit="aus_emt", need="alpha_outpatient"):
    return Service(need=need, unit=unit, period=period, day=day, quantity=quantity)


def why(*services, world=None, stays=AT_WORK):
    return said(capacity, world or scenario(), stays=stays, services=services)


def test_all_that_a_team_can_see_in_a_period_holds():
    assert why(treated(1, 0, 20.0), treated(2, 0, 20.0)) == []


def test_a_patient_too_many_for_the_team_is_said():
    assert why(treated(1, 0, 21.0)) == ["21 of outpatient are done at alpha in the period from H+6; aus_emt can do 20."]


def test_two_teams_see_twice_as_many():
    world = scenario()
    second = replace(world.units["aus_emt"], id="jpn_emt")
    two = replace(world, units={**world.units, "jpn_emt": second})
    both = (*AT_WORK, stay("jpn_emt", "alpha", 0, 6, 48))
    assert why(treated(1, 0, 40.0), world=two, stays=both) == []
    assert why(treated(1, 0, 40.0), world=two) != []


def test_more_patients_than_fell_ill_are_said():
    assert why(treated(1, 0, 20.0), treated(2, 0, 20.0), treated(3, 0, 1.0)) == [
        "41 people of outpatient are done for alpha_outpatient on day 1; it needs 40."
    ]


def test_patients_wait_but_do_not_come_before_they_are_ill():
    assert why(treated(4, 0, 10.0)) == []
    assert why(treated(3, 1, 10.0)) == [
        "aus_emt is to do 10 people of outpatient for alpha_outpatient in the period from H+18: day 2 has not begun."
    ]


def test_a_need_met_once_is_met_once():
    assert why(treated(1, -1, 2.0, need="alpha_surgery"), treated(2, -1, 2.0, need="alpha_surgery")) == []
    assert "nothing is owed for day 1" in why(treated(1, 0, 2.0, need="alpha_surgery"))[0]


def test_a_unit_works_only_where_and_when_it_works_and_only_what_it_can():
    for wrong in (
        treated(0, 0, 5.0),
        treated(1, 0, 5.0, unit="phl_engineers"),
        treated(1, -1, 5.0, need="bridge_repair"),
    ):
        assert "there then" in why(wrong)[0]
    assert why(treated(1, 0, 5.0), stays=(stay("aus_emt", "charlie", 0, 6, 48),)) != []
    assert why(treated(1, 0, 5.0), stays=(stay("aus_emt", "alpha", 0, 6, 11),)) != []


def test_a_road_is_mended_from_either_end():
    hours = treated(1, -1, 6.0, unit="phl_engineers", need="bridge_repair")
    for node in ("alpha", "charlie"):
        assert why(hours, stays=(stay("phl_engineers", node, 0, 6, 48),)) == []
    assert why(hours, stays=(stay("phl_engineers", "field", 0, 6, 48),)) != []


def test_nobody_is_served_before_the_need_begins():
    world = scenario()
    later = replace(world, needs=change(world.needs, "alpha_surgery", from_h=12))
    assert "the need begins at H+12" in why(treated(1, -1, 1.0, need="alpha_surgery"), world=later)[0]
