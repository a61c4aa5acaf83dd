"""Berths."""

from rules.physics.stage import CRAFT, SHIP, asset, said, sortie, stop, world

from hadr_planner.rules.physics import berths

COAST = world(
    asset(SHIP, "port", count=9), asset(CRAFT, "port", count=9), quay={"berths": 1}, roadstead={"berths": 0}
)


def call(id, node, from_h, until_h, type="ship"):
    return sortie(id, type, stop("port", 0), stop(node, from_h, until_h))


def test_ships_follow_one_another_at_a_single_berth():
    assert said(berths, COAST, call("s1", "quay", 6, 12), call("s2", "quay", 12, 18)) == []


def test_two_ships_at_a_single_berth_are_named():
    assert said(berths, COAST, call("s1", "quay", 6, 12), call("s2", "quay", 9, 15)) == [
        "quay berths ships 1 at a time; between H+9 and H+12 2 are there: s1, s2"
    ]


def test_landing_craft_take_no_berth_and_anchorages_and_unknown_ports_have_none_to_count():
    assert said(berths, COAST, call("s1", "quay", 6, 12), call("s2", "quay", 6, 12, "craft")) == []
    assert said(berths, COAST, call("s1", "roadstead", 6, 12)) == []
    assert said(berths, COAST, call("s1", "port", 6, 12), call("s2", "port", 6, 12)) == []
