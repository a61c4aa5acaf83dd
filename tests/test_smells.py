"""Warnings: each smell is noticed where it is, and a sound scenario has none of them."""

from __future__ import annotations

from datetime import datetime

import pytest

from hadr_planner.domain.accord import Agreement, AgreementKind, Order, OrderKind, Partnership
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Per, Supply, Unit
from hadr_planner.domain.geography import Place, PlaceKind, Road, Site, Surface
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io import catalogue
from hadr_planner.smells import SNIFFS, smells
from hadr_planner.smells.accords import NOT_MODELLED

TYPES = catalogue().asset_types
TOWN = Site(id="town", name="Town", lat=-17.8, lon=178.0, country="FJI", population=1000, affected=1000)
FIELD = Place(
    id="field", name="Field", kind=PlaceKind.AIRFIELD, lat=-17.76, lon=177.44, country="FJI", runway_m=3000,
    spots_wide=2, spots_narrow=4, handling=True, fuel_t_per_day=100,
)  # fmt: skip
PORT = Place(
    id="port", name="Port", kind=PlaceKind.SEAPORT, lat=-18.13, lon=178.42, country="FJI", max_draft_m=9, berths=2,
    discharge_t_per_day=800,
)  # fmt: skip
STRIP = Place(
    id="strip", name="Strip", kind=PlaceKind.AIRFIELD, lat=-17.8, lon=178.06, country="FJI", runway_m=1500,
    spots_wide=0, spots_narrow=1, handling=False, fuel_t_per_day=0,
)  # fmt: skip
BAY = Place(id="bay", name="Bay", kind=PlaceKind.ANCHORAGE, lat=-18.3, lon=178.6, country="FJI")
LIFT = Asset(id="lift", name="Lift", type=TYPES["c130j"], owner="AUS", base="field")
SHIP = Asset(id="ship", name="Ship", type=TYPES["lhd_canberra"], owner="AUS", base="port", forward=("bay",))
CRAFT = Asset(id="craft", name="Craft", type=TYPES["lcm_1e"], owner="AUS", base="ship")
TRUCKS = Asset(id="trucks", name="Trucks", type=TYPES["truck_5t"], owner="FJI", base="field")
LONG_WAY = Road(id="long_way", from_="field", to="town", km=80)
NEED = Need(id="need", site="town", item="water", quantity=3, people=1000)
GOODS = Supply(id="goods", place="field", item="water", quantity_t=30)
PARTNER = Partnership(id="partner", organisation="local_government", site="town")


def world(**changes):
    """A sound small scenario, with its start or some tables replaced."""
    start = changes.pop("start", "2024-01-01T00:00:00+12:00")
    tables = {
        "sites": [TOWN], "places": [FIELD, PORT, BAY], "needs": [NEED], "supplies": [GOODS],
        "assets": [LIFT, SHIP, CRAFT], "partnerships": [PARTNER],
    } | changes  # fmt: skip
    return Scenario(
        id="world",
        title="World",
        start=datetime.fromisoformat(start),
        clock=Clock(horizon_h=48, slot_h=0.5, edges_h=tuple(range(0, 49, 6))),
        host="FJI",
        catalogue=catalogue(),
        **{name: {row.id: row for row in rows} for name, rows in tables.items()},
    )


def changed(row, **values):
    """A row with some values replaced."""
    from dataclasses import replace

    return replace(row, **values)


def grant(guest, kind=AgreementKind.LANDING):
    """An agreement of the host."""
    return Agreement(id=f"{guest}_{kind}".lower().replace("*", "all"), state="FJI", guest=guest, kind=kind)


MATTRESS = Unit(id="plant", name="Plant", type=catalogue().unit_types["water_plant"], owner="AUS", origin="field")
SMELLS = {
    "a site at sea": (
        {"sites": [changed(TOWN, lat=-30, lon=-150)]},
        "sites.csv: town: lies at sea at -30, -150; are lat and lon right?",
    ),
    "a port far inland": (
        {"places": [FIELD, changed(PORT, id="inland", lat=-25, lon=134), PORT, BAY]},
        "places.csv: inland: no way by sea leads to this seaport",
    ),
    "a runway in feet": (
        {"places": [changed(FIELD, runway_m=9843), PORT, BAY]},
        "places.csv: field: runway_m is 9843; runways are 300 to 6000 m long",
    ),
    "an unknown runway": (
        {"places": [changed(FIELD, runway_m=None), PORT, BAY]},
        "places.csv: runway_m: not known at field (places: 1), so it limits nothing there",
    ),
    "a runway too short": (
        {"places": [changed(FIELD, runway_m=600), PORT, BAY]},
        f"assets.csv: lift: 'field' can't host it: it needs a runway of {TYPES['c130j'].runway_m:g} m, "
        "there are 600 m",
    ),
    "a runway too soft": (
        {"places": [changed(FIELD, max_weight_t=20), PORT, BAY]},
        f"assets.csv: lift: 'field' can't host it: it weighs {TYPES['c130j'].weight_t:g} t, the runway bears 20 t",
    ),
    "a strip for a jet": (
        {"places": [changed(FIELD, surface=Surface.UNPAVED), PORT, BAY],
         "assets": [changed(LIFT, type=TYPES["b747f"]), SHIP, CRAFT]},
        "assets.csv: lift: 'field' can't host it: it needs a paved runway",
    ),
    "an apron without spots": (
        {"places": [changed(FIELD, spots_wide=0, spots_narrow=0), PORT, BAY]},
        "assets.csv: lift: 'field' can't host it: there is no spot for a narrow aircraft",
    ),
    "an aircraft in a port": (
        {"assets": [changed(LIFT, base="port"), SHIP, CRAFT]},
        "assets.csv: lift: 'port' can't host it: its kind is seaport, not airfield or base",
    ),
    "a ship on an airfield": (
        {"assets": [LIFT, changed(SHIP, base="field"), CRAFT]},
        "assets.csv: ship: 'field' can't host it: its kind is airfield, not on the sea",
    ),
    "a port too shallow": (
        {"places": [FIELD, changed(PORT, max_draft_m=4), BAY]},
        "assets.csv: ship: 'port' can't host it: it draws 7.18 m and keeps 0.5 m, there are 4 m",
    ),
    "a ship without an anchorage": (
        {"assets": [LIFT, changed(SHIP, forward=("port",)), CRAFT]},
        "assets.csv: craft: its ship 'ship' has no anchorage to work from",
    ),
    "a start in UTC": (
        {"start": "2024-01-01T00:00:00+00:00"},
        "scenario.yaml: start: its zone, +00:00, is 12 h from the sun at the sites; opening hours and curfews are "
        "taken to be written in it, and crews work by the sun",
    ),
    "an empty pool": (
        {"assets": [changed(LIFT, count=0), SHIP, CRAFT]},
        "assets.csv: lift: count is 0: this pool can do nothing",
    ),
    "goods after the end": (
        {"supplies": [GOODS, changed(GOODS, id="late", available_h=48)]},
        "supplies.csv: late: begins at H+48, but the plan ends at H+48",
    ),
    "a need without supply": (
        {"needs": [NEED, changed(NEED, id="hunger", item="food", quantity=0.56)]},
        "needs.csv: food: needed (rows: 1), but there is no supply and no unit makes it",
    ),
    "care without a unit": (
        {"needs": [NEED, Need(id="care", site="town", item="surgery", quantity=3, unit=Measure.PEOPLE, kind="care")]},
        "needs.csv: surgery: needed (rows: 1), but no unit serves it",
    ),
    "tonnes that should be kilograms": (
        {"needs": [changed(NEED, quantity=3000)]},
        "needs.csv: need: 3e+03 kg per person and day; the planning figure is 3 kg",
    ),
    "more people than there are": (
        {"needs": [changed(NEED, quantity=5000, unit=Measure.PEOPLE)]},
        "needs.csv: need: 5000 people in need, but town has 1000",
    ),
    "goods that nobody fetches": (
        {"supplies": [changed(GOODS, place="port")], "assets": [LIFT]},
        "supplies.csv: port: no asset can load here: these goods stay where they are",
    ),
    "an airfield that nothing leads on from": (
        {"places": [FIELD, PORT, BAY, STRIP]},
        "places.csv: strip: serves no site and no truck, craft or helicopter can load here, so nothing is brought "
        "here; if town (6.4 km away) is supplied from here, say so under serves",
    ),
    "a drive of more than a day": (
        {"assets": [LIFT, TRUCKS], "places": [FIELD, PORT], "roads": [changed(LONG_WAY, speed_kmh=10)]},
        "sites.csv: town: no truck gets here and back in its crews' day; name a place here under forward, where it "
        "may rest",
    ),
    "status of forces, which nobody reads": (
        {"agreements": [grant("AUS", AgreementKind.STATUS_OF_FORCES)]},
        "agreements.csv: status_of_forces: kept but not planned with (rows: 1)",
    ),
    "a guest left out": (
        {"agreements": [grant("NZL")]},
        "agreements.csv: FJI: grants landing to others, but has no row for AUS",
    ),
    "an order nobody reads": (
        {"orders": [Order(id="sick", kind=OrderKind.QUARANTINE, target="town")]},
        "orders.csv: sick: orders of kind quarantine are kept but not planned with",
    ),
    "a site without a partner": (
        {"partnerships": []},
        "handovers.csv: town: goods are needed here, but no partner can hand them over",
    ),
}  # fmt: skip


def test_a_sound_scenario_smells_of_nothing():
    assert smells(world()) == ()


@pytest.mark.parametrize("smell", SMELLS)
def test_a_smell_is_noticed(smell):
    changes, warning = SMELLS[smell]
    assert warning in [str(fault) for fault in smells(world(**changes))]


def test_a_drive_that_fits_into_a_day_is_no_smell():
    """The same 80 km at 30 km/h take a truck five hours and a half there and back, unloading and all."""
    day = world(assets=[LIFT, TRUCKS], places=[FIELD, PORT], roads=[LONG_WAY])
    assert not [smell for smell in smells(day) if "may rest" in smell.what]


def test_every_smell_is_shown_above():
    noticed = {sniff for changes, _ in SMELLS.values() for sniff in SNIFFS if list(sniff(world(**changes)))}
    assert noticed == set(SNIFFS)


@pytest.mark.parametrize(
    "changes",
    [
        {"agreements": [grant("*")]},
        {"agreements": [grant("AUS")]},
        {"agreements": [grant("NZL", AgreementKind.MEDICAL_LICENCE)]},
        {"supplies": [], "units": [MATTRESS]},
        {"needs": [changed(NEED, quantity=1.9, per=Per.ONCE)]},
        {"orders": [Order(id="night", kind=OrderKind.CURFEW, target="town", value="20-05")]},
    ],
    ids=[
        "all are welcome",
        "the guest is named",
        "no unit needs a licence",
        "a plant makes it",
        "no such figure",
        "read",
    ],
)
def test_what_is_in_order_is_left_alone(changes):
    assert smells(world(**changes)) == ()


def test_orders_that_are_planned_with_are_not_listed_as_unread():
    assert {OrderKind.CLOSE, OrderKind.CURFEW, OrderKind.NO_FLY}.isdisjoint(NOT_MODELLED)


def test_an_airfield_that_serves_or_has_trucks_is_no_dead_end():
    """Named as serving the town, or with trucks of its own, it does not smell."""
    trucks = Asset(id="trucks", name="Trucks", type=TYPES["truck_5t"], owner="FJI", base="strip")
    serving = world(places=[FIELD, PORT, BAY, changed(STRIP, serves="town")])
    driven = world(places=[FIELD, PORT, BAY, STRIP], assets=[LIFT, SHIP, CRAFT, trucks])
    assert not [smell for one in (serving, driven) for smell in smells(one) if "serves no site" in smell.what]
