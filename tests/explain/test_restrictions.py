"""What somebody could lift, who that is, and the scenario without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import NEEDS, PLACES, ROADS, agreement, asset, caveat, edited, need, order, partnership, unit, world

from hadr_planner.domain.accord import AgreementKind, CaveatKind, OrderKind, Strength
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Restriction
from hadr_planner.explain.restrictions import restrictions
from hadr_planner.rules.host.granted import gap

PLAIN = {"partnerships": (), "roads": ()}
LOCKS: dict[str, tuple[Scenario, str, str, str]] = {
    "a closure": (
        world(**PLAIN, orders=[order(OrderKind.CLOSE, "alpha", "truck", from_h=3, until_h=9, issued_by="the mayor")]),
        "orders/close_alpha_3", "closure of alpha (truck) from H+3 until H+9", "the mayor",
    ),
    "a ban on flying": (
        world(**PLAIN, orders=[order(OrderKind.NO_FLY, "*")]),
        "orders/no_fly_all_0", "ban on flying through the whole host", "the host's aviation authority",
    ),
    "a caveat": (
        world(**PLAIN, caveats=[caveat("USA", CaveatKind.RADIUS, "100", held_by="Washington")]),
        "caveats/usa_radius_km_100", "caveat of USA: radius_km 100", "Washington",
    ),
    "late leave": (
        world(
            [asset("usa_choppers", "chopper", "field")], **PLAIN,
            agreements=[agreement("PHL", "USA", AgreementKind.LANDING, from_h=8, held_by="Civil Aviation")],
        ),
        "agreements/landing_phl_usa_from_the_start", "no landing of USA in PHL until H+8", "Civil Aviation",
    ),
    "leave for others only": (
        world([], **PLAIN, units=[unit("aus_clinic", "clinic", "hub")],
              agreements=[agreement("PHL", "USA", AgreementKind.MEDICAL_LICENCE)]),
        "agreements/medical_licence_phl_aus_from_the_start", "no medical licence of AUS in PHL",
        "the state's ministry of health",
    ),
    "a partner": (
        world(roads=(), partnerships=[partnership("alpha", capacity_t_per_day=4, from_h=6, refuses=("military",))]),
        "handovers/red_cross_alpha",
        "red_cross at alpha hands over 4 t a day at most, only from H+6, not from military",
        "red_cross, or another partner that comes",
    ),
    "opening hours": (
        world(**PLAIN, places=edited(PLACES, field={"hours": "06-18", "opens_h": 5.0})),
        "places/field", "field is shut outside 06-18 before H+5", "whoever runs the place",
    ),
    "a road": (
        world(partnerships=(), roads=[one for one in ROADS if one.id == "ridge"]),
        "roads/ridge", "ridge from depot to alpha is shut before H+6", "the host's road authority",
    ),
    "work": (
        world(**PLAIN, needs=[*NEEDS, need("quay", "engineering", 10)]),
        "needs/quay_engineering", "quay is shut until 10 h of engineering are done",
        "whoever sends engineers or surveyors sooner",
    ),
}  # fmt: skip


def only(scenario: Scenario) -> Restriction:
    (found,) = restrictions(scenario)
    return found


@pytest.mark.parametrize("kind", LOCKS)
def test_each_kind_of_lock_is_named_with_its_row_and_who_could_lift_it(kind: str) -> None:
    scenario, row, what, lifted_by = LOCKS[kind]
    found = only(scenario)
    assert (found.row, found.what, found.lifted_by) == (row, what, lifted_by)


@pytest.mark.parametrize("kind", LOCKS)
def test_a_scenario_without_it_has_no_lock_left_and_another_digest(kind: str) -> None:
    scenario = LOCKS[kind][0]
    lifted = only(scenario).lifted(scenario)
    assert list(restrictions(lifted)) == []
    assert lifted.digest != scenario.digest


def test_leave_is_given_to_the_one_owner_that_lacks_it() -> None:
    """With landing rights lifted for Australia, Japan still waits until H+8."""
    kind = AgreementKind.LANDING
    pools = [asset("aus_choppers", "chopper", "field"), asset("jpn_choppers", "chopper", "field")]
    scenario = world(pools, **PLAIN, agreements=[agreement("PHL", "*", kind, from_h=8)])
    aus, jpn = restrictions(scenario)
    assert (aus.binds, jpn.binds) == ({"aus_choppers"}, {"jpn_choppers"})
    lifted = aus.lifted(scenario)
    assert gap(lifted, kind, "PHL", "AUS", 0, 36) is None
    assert gap(lifted, kind, "PHL", "JPN", 0, 36) is not None


def test_what_limits_nothing_is_no_restriction() -> None:
    """An amber caveat, an order that nobody plans with, a partner without limits, a road that is open."""
    scenario = world(
        caveats=[caveat("USA", CaveatKind.NO_NIGHT, strength=Strength.AMBER)],
        orders=[order(OrderKind.PRIORITY, "alpha", "1")],
        roads=[replace(one, opens_h=0.0) for one in ROADS],
    )
    assert list(restrictions(scenario)) == []
