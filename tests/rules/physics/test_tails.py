"""Each tail in one place at a time."""

from rules.physics.stage import AIRLIFTER, CHOPPER, SHIP, asset, said, sortie, stop, world

from hadr_planner.rules.physics import tails

FLEET = world(
    asset(AIRLIFTER, "hub", forward=("field",), count=2, ready_h=3), asset(SHIP, "port", count=2),
    asset(CHOPPER, "ship"),
)


def out(id, from_h, until_h, tail=1, ends=("hub", "field"), type="airlifter"):
    return sortie(id, type, stop(ends[0], from_h), stop(ends[1], until_h), tail=tail)


def test_a_tail_that_goes_out_and_back_holds():
    assert said(tails, FLEET, out("s1", 3, 5), out("s2", 5, 7, ends=("field", "hub"))) == []


def test_two_sorties_of_one_tail_that_overlap_are_told_until_when_the_first_lasts():
    back = out("s2", 4.5, 7, ends=("field", "hub"))
    assert said(tails, FLEET, out("s1", 3, 5), back) == [
        "airlifter 1 is on s1 until H+5; s2 starts it again at H+4.5"
    ]


def test_two_tails_may_fly_at_once_but_a_third_does_not_exist():
    assert said(tails, FLEET, out("s1", 3, 5), out("s2", 3, 5, tail=2)) == []
    assert said(tails, FLEET, out("s1", 3, 5, tail=3)) == ["airlifter has 2 tails; s1 is flown by number 3"]
    assert said(tails, FLEET, out("s1", 3, 5, tail=0)) == ["airlifter has 2 tails; s1 is flown by number 0"]


def test_a_tail_starts_where_it_rested_not_elsewhere():
    (why,) = said(tails, FLEET, out("s1", 3, 5), out("s2", 9, 11))
    assert why == "airlifter 1 ends s1 at field at H+5; s2 starts from hub at H+9"


def test_a_tail_begins_at_its_base():
    (why,) = said(tails, FLEET, out("s1", 3, 5, ends=("field", "hub")))
    assert why == "airlifter 1 begins at hub; its first sortie s1 starts from field"


def test_no_tail_moves_before_it_is_ready():
    assert said(tails, FLEET, out("s1", 2.5, 5)) == ["airlifter is ready at hub from H+3; s1 starts at H+2.5"]


def test_a_tail_rests_only_at_its_stands_while_a_ship_may_lie_in_any_port():
    (why,) = said(tails, FLEET, out("s1", 3, 5, ends=("hub", "depot")))
    assert why == "airlifter rests only at hub, field; s1 ends at depot at H+5"
    assert said(tails, FLEET, out("s1", 3, 9, ends=("port", "quay"), type="ship")) == []


def test_a_helicopter_aboard_starts_where_its_ship_is_but_flies_one_sortie_at_a_time():
    first = out("s1", 3, 5, ends=("roadstead", "roadstead"), type="chopper")
    assert said(tails, FLEET, first, out("s2", 6, 7, ends=("quay", "quay"), type="chopper")) == []
    assert said(tails, FLEET, first, out("s2", 4, 7, ends=("quay", "quay"), type="chopper"))


def test_a_short_sortie_within_a_long_one_does_not_hide_the_next_overlap():
    spells = ("s1", 3, 20), ("s2", 4, 5), ("s3", 10, 11)
    whys = said(tails, FLEET, *(out(*spell, ends=("hub", "hub")) for spell in spells))
    assert [why.split(";")[0] for why in whys] == ["airlifter 1 is on s1 until H+20"] * 2


def test_a_ship_with_forward_places_and_an_aircraft_without_any_rest_where_they_are_told_to():
    strict = world(asset(SHIP, "port", forward=("quay",)), asset(AIRLIFTER, "hub"))
    assert said(tails, strict, out("s1", 3, 9, ends=("port", "quay"), type="ship")) == []
    assert said(tails, strict, out("s1", 3, 9, ends=("port", "roadstead"), type="ship"))
    assert said(tails, strict, out("s1", 3, 5))
