"""Why a need is unmet: one vignette for every kind of reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from worlds import (
    ASSETS,
    NEEDS,
    PLACES,
    ROADS,
    SITES,
    SUPPLIES,
    UNITS,
    agreement,
    asset,
    caveat,
    edited,
    need,
    order,
    partnership,
    plan,
    sortie,
    stay,
    stop,
    supply,
    world,
)

from hadr_planner.domain.accord import AgreementKind, CaveatKind, OrderKind
from hadr_planner.domain.plan import HandOver, Plan, Service, Status
from hadr_planner.domain.scenario import Aim, Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain import Cause, Reason, Unmet, why_unmet

CUT_OFF = edited(PLACES, field={"serves": ""}, quay={"serves": ""})
"""Places of which none serves alpha."""


def given(node: str, period: int, day: int, tonnes: float, need: str = "alpha_water") -> HandOver:
    """Water handed over at alpha."""
    return HandOver(
        need=need, partnership="red_cross_alpha", from_=node, period=period, day=day, tonnes=tonnes
    )


def flights(scenario: Scenario, id: str, node: str, *spells: tuple[float, float], tails: int = 1) -> list[Any]:
    """Sorties that spend given hours at a node."""
    base = scenario.assets[id].base
    return [
        sortie(scenario, id, stop(base, on_h), stop(node, on_h, off_h), stop(base, off_h), tail=tail, id=f"s{n}_{tail}")
        for n, (on_h, off_h) in enumerate(spells)
        for tail in range(1, tails + 1)
    ]


def ask(scenario: Scenario, *moves: Any, need: str = "alpha_water") -> Unmet:
    """Why the water at alpha is lacking, with a plan of these moves."""
    return why_unmet(scenario, plan(scenario, *moves), need)


def found(answer: Unmet, cause: Cause) -> list[Reason]:
    """Reasons of a kind."""
    return [reason for reason in answer.reasons if reason.cause is cause]


def only(answer: Unmet, cause: Cause) -> Reason:
    """The reason of a kind, of which there is one."""
    (reason,) = found(answer, cause)
    return reason


# ---- figures --------------------------------------------------------------------------------------------------------


def test_what_is_lacking_is_told_day_by_day() -> None:
    """3 t a day are owed, a day and a half long; 1 t was given on the first day."""
    answer = ask(world(), given("depot", 0, 0, 1))
    assert [(day.day, day.owed, day.met, day.short) for day in answer.days] == [(0, 3, 1, 2), (1, 1.5, 0, 1.5)]
    assert (answer.owed, answer.short, answer.unit) == (4.5, 3.5, "t")


def test_a_need_that_is_met_has_no_reasons() -> None:
    """Nothing is looked for where nothing is lacking."""
    answer = ask(world(), given("field", 0, 0, 3), given("field", 4, 1, 1.5))
    assert answer.short == 0
    assert answer.reasons == ()


def test_a_need_may_be_named_by_site_and_item() -> None:
    """``alpha/water`` is ``alpha_water``."""
    scenario = world()
    assert why_unmet(scenario, plan(scenario), "alpha/water") == why_unmet(scenario, plan(scenario), "alpha_water")


@pytest.mark.parametrize(("id", "near"), [("alpha/watr", "alpha/water"), ("alfa_water", "alpha_water")])
def test_a_need_that_does_not_exist_is_refused(id: str, near: str) -> None:
    """The nearest name is offered."""
    with pytest.raises(HadrError, match=f"did you mean '{near}'"):
        ask(world(), need=id)


def test_a_plan_that_names_what_is_not_there_is_refused() -> None:
    """It can't be replayed, so nothing can be said about it."""
    with pytest.raises(HadrError, match="can't be replayed"):
        ask(world(), given("nowhere", 0, 0, 1))


# ---- goods ----------------------------------------------------------------------------------------------------------


def test_no_supply_at_all() -> None:
    """Nobody brought any water, and no unit makes it."""
    reason = only(ask(world(supplies=[])), Cause.NO_SUPPLY)
    assert reason.because == "There is no supply of water, and no unit makes it."
    assert reason.quantity == 4.5
    assert reason.lifted_by


def test_too_little_supply() -> None:
    """5 t for 9 t that all sites need."""
    reason = only(ask(world(supplies=[supply("hub", "water", 5)])), Cause.NO_SUPPLY)
    assert reason.quantity == pytest.approx(4)
    assert reason.share == pytest.approx(5 / 9)
    assert reason.rows == ("supplies/hub_water",)


def test_water_that_units_make_counts() -> None:
    """With a plant at work that makes 8 t a day there is enough."""
    scenario = world(units=UNITS, supplies=[supply("hub", "water", 5)])
    answer = ask(scenario, stay("aus_plant", "alpha", 2, 6, 36))
    assert not found(answer, Cause.NO_SUPPLY)


def test_supply_comes_late() -> None:
    """It is there at H+12, and needed from the start."""
    reason = only(ask(world(supplies=[supply("hub", "water", 50, available_h=12)])), Cause.LATE_SUPPLY)
    assert (reason.at, reason.until_h, reason.quantity) == ("hub", 12, 12)


def test_supply_runs_out() -> None:
    """All of it is handed out in the first period."""
    scenario = world(supplies=[supply("field", "water", 3)])
    reason = only(ask(scenario, given("field", 0, 0, 3)), Cause.RUNS_OUT)
    assert (reason.from_h, reason.until_h) == (6, 36)


def test_supply_that_lies_unused_is_found() -> None:
    """What lies at the end, the most first."""
    reasons = found(ask(world()), Cause.STUCK)
    assert [(reason.at, reason.quantity) for reason in reasons] == [
        ("haven", 80), ("hub", 60), ("roads", 20), ("depot", 15)
    ]


# ---- units ----------------------------------------------------------------------------------------------------------


def test_no_unit_does_it() -> None:
    """No clinic is on offer."""
    reason = only(ask(world(), need="alpha_outpatient"), Cause.NO_UNIT)
    assert reason.because == "No unit on offer does outpatient."


def test_the_unit_is_ready_late() -> None:
    """It is offered from H+20."""
    late = edited(UNITS, usa_clinic={"ready_h": 20.0})
    reason = only(ask(world(units=late), need="alpha_outpatient"), Cause.LATE_UNIT)
    assert (reason.by, reason.until_h, reason.rule) == ("usa_clinic", 20, "READY")


def test_the_unit_works_late() -> None:
    """It arrives at H+9, sets up, and works from H+12."""
    answer = ask(world(units=UNITS), stay("usa_clinic", "alpha", 9, 12, 36), need="alpha_outpatient")
    reason = only(answer, Cause.LATE_UNIT)
    assert (reason.at, reason.until_h, reason.rule) == ("alpha", 12, "UNIT")
    assert not found(answer, Cause.ELSEWHERE)


def test_the_unit_is_elsewhere() -> None:
    """The only clinic works at bravo."""
    answer = ask(world(units=UNITS), stay("usa_clinic", "bravo", 9, 12, 36), need="alpha_outpatient")
    reason = only(answer, Cause.ELSEWHERE)
    assert (reason.at, reason.by, reason.from_h) == ("bravo", "usa_clinic", 12)


def test_a_unit_that_stays_home_says_who_could_lift_it() -> None:
    """Its tonnes, and the assets that could carry them."""
    reason = only(ask(world(units=UNITS), need="alpha_outpatient"), Cause.ELSEWHERE)
    assert "stays at hub throughout" in reason.because
    assert "could lift its 8 t there" in reason.because


def test_the_units_there_are_at_their_limit() -> None:
    """The clinic treats 100 a day, and does; 500 came."""
    scenario = world(units=UNITS, needs=[need("alpha", "outpatient", 500)])
    full = [Service(need="alpha_outpatient", unit="usa_clinic", period=p, day=p // 4, quantity=25) for p in range(6)]
    reason = only(ask(scenario, stay("usa_clinic", "alpha", 0, 0, 36), *full, need="alpha_outpatient"), Cause.UNIT_FULL)
    assert (reason.quantity, reason.unit, reason.share) == (pytest.approx(150), "people", 1)


# ---- partners -------------------------------------------------------------------------------------------------------


def test_no_partner_is_there() -> None:
    """Goods that arrive would stay where they are."""
    reason = only(ask(world(partnerships=[partnership("bravo")])), Cause.NO_PARTNER)
    assert reason.at == "alpha"


def test_no_partner_handles_the_item() -> None:
    """The one that is there does food only."""
    reason = only(ask(world(partnerships=[partnership("alpha", items=("food",))])), Cause.NO_PARTNER)
    assert "red_cross_alpha handle no water" in reason.because


def test_the_partner_begins_late() -> None:
    """From H+12."""
    reason = only(ask(world(partnerships=[partnership("alpha", from_h=12)])), Cause.NO_PARTNER)
    assert (reason.by, reason.until_h) == ("red_cross_alpha", 12)


def test_the_partner_is_at_its_limit() -> None:
    """It can do a tonne a day, and does on the first day."""
    scenario = world(partnerships=[partnership("alpha", capacity_t_per_day=1)])
    reason = only(ask(scenario, given("depot", 0, 0, 1)), Cause.PARTNER_FULL)
    assert (reason.quantity, reason.share, reason.lifted_by) == (1, 0.5, "the partner, or another that comes")
    assert not found(ask(scenario, given("depot", 0, 0, 0.5)), Cause.PARTNER_FULL)


# ---- reach, refusals, closures --------------------------------------------------------------------------------------


def test_nothing_reaches_it() -> None:
    """Aircraft with wings can't land at a site; the rule that bars the nearest says so."""
    reason = only(ask(world(["usa_lifters"], places=CUT_OFF)), Cause.NO_REACH)
    assert (reason.by, reason.rule, reason.lifted_by) == ("usa_lifters", "SHORE", "")
    assert "a site, which no fixed wing reaches" in reason.because


def test_the_nearest_that_do_not_reach_come_first() -> None:
    """In the order of their distance."""
    pools = [asset("usa_near", "lifter", "strip"), asset("usa_far", "lifter", "hub")]
    reasons = found(ask(world(pools, places=CUT_OFF)), Cause.NO_REACH)
    assert [reason.by for reason in reasons] == ["usa_near", "usa_far"]
    assert [reason.quantity for reason in reasons] == sorted(reason.quantity or 0 for reason in reasons)


def test_nothing_could_be_there_in_time() -> None:
    """The only helicopters are ready at H+26; the first day is lost."""
    late = replace(ASSETS["usa_choppers"], ready_h=26.0)
    reason = only(ask(world([late], places=CUT_OFF)), Cause.LATE_REACH)
    assert (reason.by, reason.at) == ("usa_choppers", "alpha")
    assert reason.until_h is not None
    assert 26 < reason.until_h < 32
    assert not found(ask(world(["usa_choppers"], places=CUT_OFF)), Cause.LATE_REACH)


def test_a_nation_holds_back() -> None:
    """Only the helicopters could, and their nation won't; who holds the caveat could lift it."""
    held = caveat("usa_choppers", CaveatKind.NO_PLACE, "alpha", held_by="Washington")
    answer = ask(world(["usa_choppers"], places=CUT_OFF, caveats=[held]))
    reason = only(answer, Cause.REFUSED)
    assert (reason.by, reason.rule, reason.lifted_by) == ("usa_choppers", "NO_PLACE", "Washington")
    assert reason.rows == (f"caveats/{held.id}",)
    assert not found(answer, Cause.NO_REACH)


def test_a_state_gave_no_leave_to_land() -> None:
    """Landing rights went to another guest."""
    answer = ask(world(["usa_choppers"], agreements=[agreement("PHL", "AUS", AgreementKind.LANDING)]))
    reason = only(answer, Cause.REFUSED)
    assert (reason.rule, reason.lifted_by) == ("LANDING", "the state's aviation and defence authorities")


def test_a_place_is_closed_by_order() -> None:
    """From H+0 to H+20, by the mayor."""
    shut = order(OrderKind.CLOSE, "alpha", until_h=20.0, issued_by="the mayor")
    reason = only(ask(world(orders=[shut])), Cause.CLOSED)
    assert (reason.at, reason.until_h, reason.lifted_by) == ("alpha", 20, "the mayor")
    assert reason.share == pytest.approx(20 / 36)


def test_a_closure_of_a_moment_is_no_reason() -> None:
    """An hour out of 36."""
    assert not found(ask(world(orders=[order(OrderKind.CLOSE, "alpha", until_h=1.0)])), Cause.CLOSED)


def test_a_place_opens_late() -> None:
    """The field that serves the site is shut at first."""
    reason = only(ask(world(places=edited(PLACES, field={"opens_h": 18.0}))), Cause.CLOSED)
    assert (reason.at, reason.until_h, reason.rule) == ("field", 18, "HOURS")


def test_the_road_there_opens_late() -> None:
    """Every way that leads there waits for its roads; the first to open is named."""
    late = edited(ROADS, ridge={"opens_h": 12.0}, coast={"opens_h": 20.0})
    answer = ask(world(["phl_trucks"], roads=late[:2], places=CUT_OFF))
    reason = only(answer, Cause.CLOSED)
    assert (reason.at, reason.until_h, reason.rule) == ("ridge", 12, "ROAD")


def test_a_place_waits_for_repair() -> None:
    """Nobody mends the quay in this plan."""
    broken = [*NEEDS, need("quay", "engineering", 10)]
    reason = only(ask(world(needs=broken)), Cause.CLOSED)
    assert (reason.at, reason.rule) == ("quay", "REPAIR")
    assert "stays shut in this plan" in reason.because


# ---- capacity -------------------------------------------------------------------------------------------------------


def test_landing_spots_are_taken() -> None:
    """The one spot at alpha is taken through both days."""
    scenario = world(["usa_choppers"])
    reason = only(ask(scenario, *flights(scenario, "usa_choppers", "alpha", (1, 12), (25, 36))), Cause.FULL)
    assert (reason.at, reason.rule, reason.quantity) == ("alpha", "SPOTS", 1)
    assert reason.share is not None
    assert 0.7 <= reason.share <= 1


def test_spots_that_are_free_most_of_the_day_are_no_reason() -> None:
    """Two hours a day."""
    scenario = world(["usa_choppers"])
    assert not found(ask(scenario, *flights(scenario, "usa_choppers", "alpha", (1, 3), (25, 27))), Cause.FULL)


def test_the_fleet_is_used_up() -> None:
    """Both tails are out for 30 of 36 hours, and nothing else reaches alpha."""
    scenario = world(["usa_choppers"], places=CUT_OFF)
    both = flights(scenario, "usa_choppers", "bravo", (0, 15), (20, 35), tails=2)
    reason = only(ask(scenario, *both), Cause.BUSY)
    assert (reason.by, reason.quantity) == ("usa_choppers", 2)
    assert reason.share == pytest.approx(30 / 36)


def test_a_fleet_with_time_left_is_no_reason() -> None:
    """One of two tails stays home."""
    scenario = world(["usa_choppers"], places=CUT_OFF)
    assert not found(ask(scenario, *flights(scenario, "usa_choppers", "bravo", (0, 30))), Cause.BUSY)


# ---- nothing stands in the way --------------------------------------------------------------------------------------


def test_a_search_that_has_not_got_there_says_so() -> None:
    """A sortie that breaks no rule and helps is named, with what the bound leaves to gain."""
    scenario = world()
    empty = replace(plan(scenario), value=50.0, bound=100.0)
    reason = only(why_unmet(scenario, empty, "alpha_water"), Cause.NOT_FOUND)
    assert "against no rule" in reason.because
    assert "at most 50.0 % could still be gained" in reason.because
    proven = replace(empty, status=Status.OPTIMAL)
    assert "proven the best" in only(why_unmet(scenario, proven, "alpha_water"), Cause.NOT_FOUND).because


def test_what_does_not_pay_says_so() -> None:
    """Where only lives count, nobody is moved for water."""
    scenario = world(aims=(Aim(id="lives", weight=1),))
    reason = found(ask(scenario), Cause.NOT_WORTH_IT)[0]
    assert reason.quantity == 0


CASES: dict[str, Callable[[], tuple[Scenario, Plan]]] = {
    "empty": lambda: (scenario := world(units=UNITS), plan(scenario)),
    "bare": lambda: (scenario := world([], supplies=[]), plan(scenario)),
    "closed": lambda: (scenario := world(orders=[order(OrderKind.CLOSE, "*")]), plan(scenario)),
}


@pytest.mark.parametrize("case", CASES)
def test_every_need_gets_an_answer(case: str) -> None:
    """Whatever is lacking, some reason is named, and reasons come in their order."""
    scenario, made = CASES[case]()
    for id in scenario.needs:
        causes = [list(Cause).index(reason.cause) for reason in why_unmet(scenario, made, id).reasons]
        assert causes
        assert causes == sorted(causes)


def test_the_tiny_world_is_as_these_tests_take_it_to_be() -> None:
    """Water lies at four places, and alpha has one landing spot."""
    assert {one.place for one in SUPPLIES if one.item == "water"} == {"hub", "haven", "depot", "roads"}
    assert SITES[0].landing_spots == 1
    assert "usa_choppers" in ASSETS
