"""What it would give if a suspect were gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from worlds import NEEDS, UNITS, agreement, asset, caveat, need, order, partnership, plan, supply, world

from hadr_planner import solver
from hadr_planner.domain.accord import AgreementKind, CaveatKind, OrderKind
from hadr_planner.domain.plan import HandOver, Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Cause, Reason, why_unmet
from hadr_planner.explain.proof import without

WORLD = world(
    [asset("usa_choppers", "chopper", "field", count=2)],
    units=[replace(unit, ready_h=9.0) for unit in UNITS],
    needs=[*NEEDS, need("quay", "engineering", 10)],
    supplies=[supply("hub", "water", 5, available_h=9)],
    orders=[order(OrderKind.CLOSE, "alpha")],
    caveats=[caveat("USA", CaveatKind.NO_PLACE, "alpha")],
    agreements=[agreement("PHL", "AUS", AgreementKind.LANDING, from_h=8)],
    partnerships=[partnership("alpha", capacity_t_per_day=1, from_h=12)],
)


@pytest.mark.parametrize(
    ("cause", "row", "left"),
    [
        (Cause.CLOSED, "orders/close_alpha_0", None),
        (Cause.REFUSED, "caveats/usa_no_place_alpha", None),
        (Cause.CLOSED, "needs/quay_engineering", None),
        (Cause.REFUSED, "agreements/phl_aus_landing_8", {"guest": "*", "from_h": 0.0}),
        (Cause.PARTNER_FULL, "handovers/red_cross_alpha", {"capacity_t_per_day": None, "from_h": 0.0}),
        (Cause.LATE_SUPPLY, "supplies/hub_water", {"available_h": 0.0, "quantity_t": 5}),
        (Cause.NO_SUPPLY, "supplies/hub_water", {"quantity_t": 50}),
        (Cause.BUSY, "assets/usa_choppers", {"count": 4}),
        (Cause.LATE_UNIT, "units/usa_clinic", {"ready_h": 0.0}),
        (Cause.FULL, "sites/alpha", {"landing_spots": 100}),
        (Cause.FULL, "places/field", {"spots_wide": None}),
        (Cause.CLOSED, "roads/ridge", {"opens_h": 0.0}),
        (Cause.CLOSED, "places/field", {"opens_h": 0.0}),
    ],
)
def test_a_suspect_is_taken_away_and_nothing_else(cause: Cause, row: str, left: Mapping[str, Any] | None) -> None:
    """The row goes, or no longer limits; the scenario asked about stays as it is."""
    lifted = without(WORLD, Reason(cause=cause, rows=(row,), because=""))
    assert lifted is not None
    assert lifted.digest != WORLD.digest
    table, id = row.split("/")
    name = "partnerships" if table == "handovers" else table
    was, now = getattr(WORLD, name), getattr(lifted, name)
    assert {key: one for key, one in now.items() if key != id} == {key: one for key, one in was.items() if key != id}
    if left is None:
        assert id not in now
    else:
        assert {field: getattr(now[id], field) for field in left} == left


def test_a_reason_without_rows_can_not_be_taken_away() -> None:
    """Nothing in the scenario says so."""
    assert without(WORLD, Reason(cause=Cause.STUCK, because="")) is None


def test_a_proof_sets_the_plan_without_the_suspect_beside_the_one_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the order gone the need gets 3 t in place of none."""
    scenario = world(orders=[order(OrderKind.CLOSE, "alpha")])

    def solve(scenario: Scenario, *, seconds: float) -> Plan:
        assert seconds == 7
        given = HandOver(need="alpha_water", partnership="red_cross_alpha", from_="alpha", period=0, day=0, tonnes=3)
        opened = replace(plan(scenario, given), value=30.0, bound=40.0)
        return plan(scenario) if scenario.orders else opened

    monkeypatch.setattr(solver, "solve", solve, raising=False)
    answer = why_unmet(scenario, plan(scenario), "alpha_water", prove=True, seconds=7)
    proof = next(proof for proof in answer.proofs if proof.suspect.rows == ("orders/close_alpha_0",))
    assert (proof.met, proof.met_before, proof.value, proof.value_before, proof.bound) == (3, 0, 30, 0, 40)
    assert proof.helps


def test_nothing_is_solved_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks alone answer."""
    monkeypatch.setattr(solver, "solve", None, raising=False)
    scenario = world(orders=[order(OrderKind.CLOSE, "alpha")])
    assert why_unmet(scenario, plan(scenario), "alpha_water").proofs == ()
