"""Restrictions ranked by what lifting each gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import NEEDS, asset, caveat, need, order, partnership, plan, supply, world

from hadr_planner import solve, unlocks, verify
from hadr_planner.domain.accord import CaveatKind, OrderKind
from hadr_planner.domain.plan import HandOver, Plan, Service
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain import words
from hadr_planner.explain.unlocking import promising

WATER = [one for one in NEEDS if one.item == "water"]


def locked() -> Scenario:
    """Alpha is closed to everyone; bravo's partner hands over a fraction of its need; a nation without assets sulks."""
    return world(
        [asset("usa_choppers", "chopper", "field")], roads=(), needs=WATER, supplies=[supply("field", "water", 40)],
        orders=[order(OrderKind.CLOSE, "alpha", issued_by="the mayor")],
        partnerships=[partnership("alpha"), partnership("bravo", capacity_t_per_day=0.5)],
        caveats=[caveat("AUS", CaveatKind.NO_NIGHT)],
        places=[replace(one, serves="") for one in world().places.values()],
    )


@pytest.fixture(scope="module")
def asked() -> tuple[Scenario, Plan]:
    scenario = locked()
    return scenario, solve(scenario, deterministic=2)


def test_the_lock_that_keeps_most_from_people_comes_first(asked: tuple[Scenario, Plan]) -> None:
    """Alpha gets nothing while it is closed, bravo half a tonne a day: both locks gain, and both say whom they help."""
    scenario, made = asked
    found = unlocks(scenario, made, deterministic=2)
    gains = {one.restriction.row: (one.gain, [need for need, _ in one.helped]) for one in found.ranked}
    assert set(gains) == {"orders/close_alpha_0", "handovers/red_cross_bravo"}
    assert gains["orders/close_alpha_0"][0] > 100
    assert gains["orders/close_alpha_0"][1] == ["alpha_water"]
    assert gains["handovers/red_cross_bravo"][1][0] == "bravo_water"
    assert [one.gain for one in found.ranked] == sorted((one.gain for one in found.ranked), reverse=True)
    assert found.value >= made.value


def test_the_plan_found_without_a_lock_obeys_all_that_is_left(asked: tuple[Scenario, Plan]) -> None:
    """What is promised could be done: the plan behind a gain obeys every rule of the scenario without the lock."""
    scenario, made = asked
    first = promising(scenario, made)[0].lifted(scenario)
    assert verify(first, solve(first, deterministic=2, start=made)) == ()


def test_only_so_many_are_tried_and_the_rest_is_named(asked: tuple[Scenario, Plan]) -> None:
    scenario, made = asked
    told: list[str] = []
    found = unlocks(scenario, made, deterministic=1, most=1, watch=told.append)
    assert (len(found.ranked), len(found.untried)) == (1, 1)
    assert [line.split(":")[0] for line in told] == [
        "trying with everything in force", f"trying without {found.ranked[0].restriction.row}",
    ]  # fmt: skip


def test_a_lock_behind_which_nothing_is_unmet_is_not_tried() -> None:
    """Bravo is closed, and all that is needed is needed at alpha; nobody has assets of the nation that holds back."""
    scenario = replace(locked(), needs={"alpha_water": need("alpha", "water", 3)})
    scenario = replace(scenario, orders={"o": order(OrderKind.CLOSE, "bravo")})
    assert promising(scenario, plan(scenario)) == []


def test_a_partner_that_has_room_left_is_not_tried() -> None:
    """A tonne a day at most: a lock where it hands over a tonne on some day, none where it hands over half."""
    scenario = replace(locked(), orders={}, needs={"bravo_water": need("bravo", "water", 3)})
    scenario = replace(scenario, partnerships={"p": partnership("bravo", id="p", capacity_t_per_day=1)})
    act = HandOver(need="bravo_water", partnership="p", from_="bravo", period=1, day=0, tonnes=1.0)
    idle, full = plan(scenario, replace(act, tonnes=0.5)), plan(scenario, act)
    assert [len(promising(scenario, one)) for one in (idle, full)] == [0, 1]


def test_work_that_is_no_longer_needed_is_left_out_of_the_plan_that_the_search_begins_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the need for repairs the engineers' hours at the quay count for nothing and would break a rule."""
    scenario = world(roads=(), partnerships=(), needs=[*WATER, need("quay", "engineering", 10)])
    done = Service(need="quay_engineering", unit="phl_sappers", period=1, day=-1, quantity=6.0)
    starts: list[Plan] = []

    def noted(world: Scenario, **how: object) -> Plan:
        starts.append(how["start"])  # type: ignore[arg-type]
        return replace(plan(world), services=(done,))

    monkeypatch.setattr("hadr_planner.solver.solve", noted)
    unlocks(scenario, plan(scenario), seconds=1)
    assert [len(start.services) for start in starts] == [0, 1, 0]


def test_nothing_to_try_with_is_refused(asked: tuple[Scenario, Plan]) -> None:
    with pytest.raises(HadrError, match="at least one restriction"):
        unlocks(*asked, most=0)


def test_the_answer_is_told_in_sentences(asked: tuple[Scenario, Plan]) -> None:
    """What gains is numbered, with who could lift it; a scenario without locks says so."""
    scenario, made = asked
    lines = words.of_unlocks(scenario, unlocks(scenario, made, deterministic=2))
    assert lines[0].startswith("With everything in force the search finds a plan worth")
    assert "without: closure of alpha (alpha/water +" in lines[1]
    assert lines[1].endswith("Could be lifted by the mayor. [orders/close_alpha_0]")
    free = replace(scenario, orders={}, caveats={}, partnerships={"p": partnership("alpha", id="p")})
    assert words.of_unlocks(free, unlocks(free, plan(free), deterministic=1)) == [
        "No restriction that somebody could lift stands behind anything that is unmet."
    ]
