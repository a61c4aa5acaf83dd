"""What the Haiyan scenario claims to be."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest

from hadr_planner.domain.catalogue import Mode, NeedKind
from hadr_planner.domain.force import Operator, Per
from hadr_planner.io import load
from hadr_planner.missions import missions
from hadr_planner.network import network

BOXES = {
    "Leyte": (9.9, 11.6, 124.2, 125.3),
    "Samar": (11.0, 12.4, 124.2, 125.3),
    "Eastern Samar": (10.7, 12.6, 125.2, 125.9),
    "Cebu": (9.4, 11.4, 123.3, 124.2),
    "Capiz": (11.1, 11.7, 122.2, 123.1),
    "Iloilo": (10.6, 11.7, 122.0, 123.3),
    "Aklan": (11.4, 12.1, 121.8, 122.6),
    "Negros Occidental": (9.4, 11.0, 122.3, 123.6),
    "Palawan": (9.5, 12.4, 117.0, 120.4),
}
"""South, north, west and east of each province, generously."""
BY_HELICOPTER_SHIP = ("usa_mustin",)


@pytest.fixture(scope="module")
def scenario():
    return load("haiyan_2013")


def test_it_has_forty_municipalities_and_the_whole_affected_belt(scenario):
    assert len(scenario.sites) >= 40
    assert {site.admin1 for site in scenario.sites.values()} == set(BOXES)


def test_every_site_lies_in_its_province(scenario):
    outside = [
        site.id
        for site in scenario.sites.values()
        for south, north, west, east in [BOXES[site.admin1]]
        if not (south <= site.lat <= north and west <= site.lon <= east)
    ]
    assert outside == []


def test_no_two_sites_are_the_same_town(scenario):
    codes = Counter(site.pcode for site in scenario.sites.values() if site.pcode)
    assert max(codes.values()) == 1
    assert max(Counter((site.lat, site.lon) for site in scenario.sites.values()).values()) == 1


def test_the_affected_follow_from_the_damage_table(scenario, reference):
    damage = {row["pcode"]: row for row in reference("cases/haiyan_2013/municipalities.csv")}
    checked = 0
    for site in scenario.sites.values():
        if site.pcode not in damage:
            continue
        row = damage[site.pcode]
        people, units = float(row["population_2015"]), float(row["housing_units"])
        houses = float(row["houses_destroyed"]) + float(row["houses_damaged"])
        assert site.population == people, site.id
        assert site.affected == pytest.approx(min(people, houses * people / units), abs=5.1), site.id
        checked += 1
    assert checked >= 40


def test_runways_are_no_longer_than_the_reference_says(scenario, reference):
    known = defaultdict(float)
    for row in reference("reference/ourairports_runways_20260822.csv"):
        if row["length_ft"]:
            known[row["airport_ident"]] = max(known[row["airport_ident"]], float(row["length_ft"]) * 0.3048)
    fields = [place for place in scenario.places.values() if place.icao in known]
    assert len(fields) >= 12
    assert [place.id for place in fields if place.runway_m > known[place.icao] + 1] == []


def test_between_fifty_five_and_eighty_pools_of_every_mode_and_many_nations(scenario):
    assert 55 <= len(scenario.assets) <= 80
    assert {asset.type.mode for asset in scenario.assets.values()} == set(Mode)
    assert len({asset.owner for asset in scenario.assets.values() if asset.operator is Operator.MILITARY}) >= 10


def test_every_pool_but_a_helicopter_ship_has_something_to_do(scenario):
    table = missions(scenario, network(scenario))
    busy = {table.pools[pool] for pool in np.unique(table.pool)}
    assert sorted(set(scenario.assets) - busy) == sorted(BY_HELICOPTER_SHIP)


def test_every_site_has_a_known_road(scenario):
    named = {end for road in scenario.roads.values() for end in (road.from_, road.to)}
    assert set(scenario.sites) - named == set()


def test_embarked_helicopters_find_goods_where_their_ship_lies(scenario):
    stocked = {supply.place for supply in scenario.supplies.values()}
    ships = {scenario.assets[asset.base].id for asset in scenario.assets.values() if asset.base in scenario.assets}
    american = [id for id in ships if scenario.assets[id].owner == "USA"]
    assert len(american) == 3
    assert all(scenario.assets[id].base in stocked for id in american)


def test_supply_starts_far_below_the_need_and_catches_up_without_reaching_it(scenario):
    items = scenario.catalogue.items

    def share(item: str, until_h: float) -> float:
        kg = items[item].per_person_day_kg
        need_t = sum(
            need.quantity * kg / 1000 * (min(need.until_h, until_h) - need.from_h) / 24
            for need in scenario.needs.values()
            if need.item == item and need.per is Per.DAY and need.from_h < until_h
        )
        there_t = sum(s.quantity_t for s in scenario.supplies.values() if s.item == item and s.available_h < until_h)
        return there_t / need_t

    assert 0.6 <= share("food", 240) <= 0.9
    assert share("water", 240) < 0.5, "units make the rest on the spot"


def test_every_kind_of_need_is_there(scenario):
    assert {need.kind for need in scenario.needs.values()} == set(NeedKind)
    cargo = {need.item for need in scenario.needs.values() if need.kind is NeedKind.CARGO}
    assert cargo == {"food", "water", "shelter_kit", "hygiene_kit", "medical"}


def test_every_site_can_hand_over_what_it_needs(scenario):
    handled = defaultdict(set)
    for partner in scenario.partnerships.values():
        handled[partner.site] |= set(partner.items or scenario.catalogue.items)
    unserved = [
        need.id
        for need in scenario.needs.values()
        if need.kind is NeedKind.CARGO and need.item not in handled[need.site]
    ]
    assert unserved == []


def test_nothing_arrives_after_the_last_day(scenario):
    horizon_h = scenario.clock.horizon_h
    late = [row.id for row in (*scenario.assets.values(), *scenario.units.values()) if row.ready_h >= horizon_h]
    late += [supply.id for supply in scenario.supplies.values() if supply.available_h >= horizon_h]
    assert late == []
