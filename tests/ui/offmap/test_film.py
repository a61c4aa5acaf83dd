"""What the player is told of a plan."""

from __future__ import annotations

from report.world import plan, scenario

from hadr_planner.report.kpis import kpis
from hadr_planner.report.routes import legs
from hadr_planner.ui.offmap.film import emblems, film


def test_every_leg_is_told_once_on_its_route() -> None:
    world, found = scenario(), plan()
    told = film(world, found, kpis(world, found))
    assert sum(len(route["moves"]) for route in told["routes"]) == len(legs(world, found))


def test_moves_of_a_tail_follow_each_other_without_holes_inside_a_sortie() -> None:
    world, found = scenario(), plan()
    told = film(world, found, kpis(world, found))
    assert told["tails"]
    for tail in told["tails"]:
        for before, after in zip(tail["moves"], tail["moves"][1:], strict=False):
            assert after[0] >= before[1] or before[4] != after[4]
            if before[4] == after[4]:
                assert after[0] == before[1]


def test_rings_fill_to_the_share_that_the_indicators_name() -> None:
    world, found = scenario(), plan()
    figures = kpis(world, found)
    told = film(world, found, figures)
    assert [site["curve"][-1] for site in told["sites"]] == [round(site.curve[-1], 3) for site in figures.sites]
    assert all(len(site["curve"]) == len(site["due"]) == len(told["edges"]) for site in told["sites"])


def test_as_many_stops_begin_as_end_at_every_place() -> None:
    world, found = scenario(), plan()
    uses = [use for place in film(world, found, kpis(world, found))["places"] for use in place["uses"]]
    assert uses
    assert all(len(use["on"]) == len(use["off"]) and use["on"] == sorted(use["on"]) for use in uses)


def test_ends_of_a_route_are_its_nodes() -> None:
    world, found = scenario(), plan()
    told = film(world, found, kpis(world, found))
    for route in told["routes"]:
        for end, node in ((route["line"][0], route["from"]), (route["line"][-1], route["to"])):
            lat, lon = told["nodes"][node]
            assert abs(end[0] - lat) < 0.01
            assert abs(end[1] - lon) < 0.01


def test_every_asset_in_the_film_has_its_symbol_named() -> None:
    world, found = scenario(), plan()
    told = film(world, found, kpis(world, found))
    assert {asset["symbol"] for asset in told["assets"]} <= emblems(world, found)
