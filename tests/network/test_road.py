"""Legs by road."""

from __future__ import annotations

import pytest
from network.worlds import port, world

from hadr_planner.domain.geography import PlaceKind, Road, Site, Terrain
from hadr_planner.network import RoadLeg, network

HOUR_KM = 30.0


def site(id: str, lat: float, lon: float, terrain: Terrain = Terrain.FLAT) -> Site:
    return Site(id=id, name=id, lat=lat, lon=lon, country="HUN", terrain=terrain)


A, B, C = site("a", 47.00, 20.0), site("b", 47.30, 20.0), site("c", 47.60, 20.0)


def test_an_estimate_is_great_circle_times_circuity_and_says_so() -> None:
    on = network(world(A, B))
    (leg,) = on.roads["a", "b"]
    assert leg.estimated
    assert leg.via == ()
    assert leg.km == pytest.approx(1.25 * on.air_km[0, 1])
    assert leg.hours == pytest.approx(leg.km / HOUR_KM)


def test_the_worse_terrain_of_the_two_ends_counts() -> None:
    on = network(world(A, site("peak", 47.3, 20.0, Terrain.MOUNTAIN)))
    assert on.roads["a", "peak"][0].km == pytest.approx(1.9 * on.air_km[0, 1])


def test_a_place_has_the_terrain_of_the_nearest_site() -> None:
    on = network(world(A, site("peak", 47.3, 20.0, Terrain.MOUNTAIN), port("depot", 47.29, 20.0, PlaceKind.WAREHOUSE)))
    assert on.roads["a", "depot"][0].km == pytest.approx(1.9 * on.air_km[on.index["a"], on.index["depot"]])


def test_a_known_road_wins_over_the_estimate() -> None:
    on = network(world(A, B, roads=[Road(id="r", from_="a", to="b", km=80, speed_kmh=40, max_load_t=15, opens_h=72)]))
    known = RoadLeg(km=80, hours=2, via=("r",), opens_h=72, max_load_t=15)
    assert on.roads["a", "b"] == on.roads["b", "a"] == (known,)


def test_a_one_way_road_leads_one_way() -> None:
    on = network(world(A, B, roads=[Road(id="r", from_="a", to="b", km=80, both_ways=False)]))
    assert on.roads["a", "b"][0].via == ("r",)
    assert on.roads["b", "a"][0].estimated


def test_chains_add_up_and_the_narrowest_window_and_limit_hold() -> None:
    roads = [
        Road(id="r1", from_="a", to="b", km=30, opens_h=10, closes_h=90, max_load_t=20),
        Road(id="r2", from_="b", to="c", km=60, opens_h=24, closes_h=80),
    ]
    (leg,) = network(world(A, B, C, roads=roads)).roads["c", "a"]
    assert leg == RoadLeg(km=90, hours=3, via=("r2", "r1"), opens_h=24, closes_h=80, max_load_t=20)


def test_the_fastest_way_comes_first_and_the_fastest_open_at_once_beside_it() -> None:
    roads = [
        Road(id="bridge", from_="a", to="c", km=30, opens_h=48),
        Road(id="detour1", from_="a", to="b", km=60),
        Road(id="detour2", from_="b", to="c", km=60),
    ]
    ways = network(world(A, B, C, roads=roads)).roads["a", "c"]
    assert [way.via for way in ways] == [("bridge",), ("detour1", "detour2")]
    assert [way.opens_h for way in ways] == [48, 0]


def test_speed_counts_not_length() -> None:
    roads = [
        Road(id="track", from_="a", to="c", km=50, speed_kmh=10),
        Road(id="road1", from_="a", to="b", km=60, speed_kmh=60),
        Road(id="road2", from_="b", to="c", km=60, speed_kmh=60),
    ]
    assert network(world(A, B, C, roads=roads)).roads["a", "c"][0].via == ("road1", "road2")


def test_a_closed_road_cannot_be_passed_by_a_guess_beside_it() -> None:
    """The depot stands a kilometre from ``a``; its way to ``b`` is the closed road too."""
    depot = port("depot", 47.01, 20.0, PlaceKind.WAREHOUSE)
    on = network(world(A, B, depot, roads=[Road(id="r", from_="a", to="b", km=80, opens_h=72)]))
    (way,) = on.roads["depot", "b"]
    assert way.via == ("r",)
    assert way.opens_h == 72
    assert way.estimated
    assert way.km == pytest.approx(80 + on.roads["depot", "a"][0].km)


def test_a_guess_is_taken_where_the_known_road_is_further_than_the_goal() -> None:
    far = site("far", 47.00, 20.9)
    near = site("near", 47.00, 20.8)
    on = network(world(A, B, near, far, roads=[Road(id="r", from_="a", to="b", km=80)]))
    (way,) = on.roads["near", "far"]
    assert way.via == ()


def test_no_estimate_beyond_reach() -> None:
    assert ("a", "far") not in network(world(A, site("far", 48.0, 20.0))).roads


def test_no_estimate_across_a_strait() -> None:
    """Cebu City and Tagbilaran lie on two islands 70 km apart."""
    islands = site("cebu", 10.31, 123.89), site("bohol", 9.65, 123.86)
    assert network(world(*islands)).roads == {}


def test_a_quay_is_joined_to_its_town() -> None:
    town, quay = site("tacloban", 11.243, 124.998), port("quay", 11.250, 125.003)
    assert network(world(town, quay)).roads["tacloban", "quay"][0].km < 3


def test_no_road_leads_to_an_anchorage() -> None:
    on = network(world(A, port("at_anchor", 47.01, 20.0, PlaceKind.ANCHORAGE)))
    assert on.roads == {}


def test_every_estimate_leads_both_ways_alike() -> None:
    roads = network(world(A, B, C)).roads
    assert roads
    assert all(roads[b, a] == legs for (a, b), legs in roads.items())
