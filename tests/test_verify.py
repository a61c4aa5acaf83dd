"""The judge cries when, and only when, something is wrong: a sound plan broken in every way a rule should notice."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from rules.flow_world import by_id, call, change, plan, scenario, sortie, stay
from worlds import box

from hadr_planner.domain.accord import Agreement, AgreementKind, Caveat, CaveatKind, Order, OrderKind
from hadr_planner.domain.geography import Place
from hadr_planner.domain.plan import Drive, Plan, Service
from hadr_planner.domain.scenario import Area, Scenario
from hadr_planner.judge import verify
from hadr_planner.rules import RULES

Break = Callable[[Scenario, Plan], tuple[Scenario, Plan]]
BREAKS: list[tuple[str, set[str], Break]] = []
"""What is done to the plan or the scenario, which rules must cry (and no other), and how it is done."""


def breaks(what: str, *codes: str) -> Callable[[Break], Break]:
    def note(how: Break) -> Break:
        BREAKS.append((what, set(codes), how))
        return how

    return note


def in_plan(what: str, codes: str, how: Callable[[Plan], Plan]) -> None:
    BREAKS.append((what, set(codes.split()), lambda world, good: (world, how(good))))


def in_world(what: str, codes: str, how: Callable[[Scenario], dict[str, Any]]) -> None:
    BREAKS.append((what, set(codes.split()), lambda world, good: (replace(world, **how(world)), good)))


def with_sortie(good: Plan, id: str, **changes: Any) -> Plan:
    return replace(good, sorties=tuple(replace(s, **changes) if s.id == id else s for s in good.sorties))


def with_stop(good: Plan, id: str, number: int, **changes: Any) -> Plan:
    stops = next(list(s.stops) for s in good.sorties if s.id == id)
    stops[number] = replace(stops[number], **changes)
    return with_sortie(good, id, stops=tuple(stops))


def shifted(good: Plan, id: str, hours: float) -> Plan:
    stops = next(s.stops for s in good.sorties if s.id == id)
    moved = [replace(s, on_block_h=s.on_block_h + hours, off_block_h=s.off_block_h + hours) for s in stops]
    return with_sortie(good, id, stops=tuple(moved))


def between(a: Place, b: Place) -> Area:
    """A small no-fly area around the middle of the way between two places."""
    lat, lon = (a.lat + b.lat) / 2, (a.lon + b.lon) / 2
    return box("middle", lat - 0.05, lat + 0.05, lon - 0.05, lon + 0.05)


def carrying(good: Plan, id: str, item: str, tonnes: float) -> Plan:
    """A sortie with so much of an item from its first stop to its second."""
    more = with_stop(good, id, 0, loads={item: tonnes})
    return with_stop(more, id, 1, unloads={item: tonnes})


def with_row(good: Plan, table: str, number: int, **changes: Any) -> Plan:
    rows = list(getattr(good, table))
    rows[number] = replace(rows[number], **changes)
    return replace(good, **{table: tuple(rows)})


def and_row(good: Plan, table: str, row: Any) -> Plan:
    return replace(good, **{table: (*getattr(good, table), row)})


def but_row(good: Plan, table: str, number: int) -> Plan:
    rows = getattr(good, table)
    return replace(good, **{table: rows[:number] + rows[number + 1 :]})


def typed(world: Scenario, asset: str, **changes: Any) -> dict[str, Any]:
    type = replace(world.assets[asset].type, **changes)
    return {"assets": change(world.assets, asset, type=type)}


def unit_typed(world: Scenario, unit: str, **changes: Any) -> dict[str, Any]:
    return {"units": change(world.units, unit, type=replace(world.units[unit].type, **changes))}


def granted(state: str, kind: AgreementKind, **changes: Any) -> dict[str, Any]:
    return {"agreements": by_id(Agreement(id="a", state=state, guest="NZL", kind=kind, **changes))}


def holding(holder: str, kind: CaveatKind, value: str = "") -> dict[str, Any]:
    return {"caveats": by_id(Caveat(id="c", holder=holder, kind=kind, value=value))}


# ---- sorties --------------------------------------------------------------------------------------------------------

in_plan("an aircraft is an hour too fast", "TIMING", lambda p: with_stop(p, "emt_in", 1, on_block_h=1, off_block_h=3))
in_plan("a ship unloads in half the time", "TIMING", lambda p: with_stop(p, "kits", 1, off_block_h=14))
in_plan("a call off the clock's slots", "TIMING", lambda p: with_stop(p, "emt_in", 2, on_block_h=4.5, off_block_h=4.5))
in_world(
    "no helicopter may land at bravo", "SHORE SPOTS", lambda w: {"sites": change(w.sites, "bravo", landing_spots=0)}
)
in_world(
    "tanks too small to get there, even empty",
    "RANGE PAYLOAD",
    lambda w: typed(w, "aus_lift", range_km=2000, ferry_range_km=2630),
)
in_world("the runway at field is washed away", "RUNWAY", lambda w: {"places": change(w.places, "field", runway_m=500)})
in_world("the port has silted up", "DRAFT", lambda w: {"places": change(w.places, "port", max_draft_m=4.2)})
in_world("the road to alpha opens late", "ROAD", lambda w: {"roads": change(w.roads, "main", opens_h=12)})
in_world("no flying in the dark", "DAYLIGHT", lambda w: typed(w, "usa_c17", daylight_only=True))
in_world("a crew works two hours", "DUTY", lambda w: typed(w, "phl_truck", duty_h=2, rest_h=12))
in_world("a fleet flies one hour a day", "FLYING", lambda w: typed(w, "phl_lst", flying_h_per_day=1))
in_world("hub has a tonne of fuel a day", "FUEL", lambda w: {"places": change(w.places, "hub", fuel_t_per_day=1)})
in_world("no room on the apron", "RAMP", lambda w: {"places": change(w.places, "field", spots_wide=0)})
in_world("one helicopter at a time on deck", "SPOTS", lambda w: {"places": change(w.places, "bay", spots_heli=0)})
in_world("no berth at the port", "BERTHS", lambda w: {"places": change(w.places, "port", berths=0)})
in_plan("both sorties on one tail", "TAILS", lambda p: with_sortie(p, "loaders_in", tail=1))
in_plan("a tail that does not exist", "TAILS", lambda p: with_sortie(p, "loaders_in", tail=3))
in_plan(
    "the way home is dropped and a later sortie starts there all the same",
    "TAILS",
    lambda p: with_sortie(p, "emt_up", stops=next(s for s in p.sorties if s.id == "emt_up").stops[:2]),
)

# ---- host, nations, local government --------------------------------------------------------------------------------

in_world("field opens late", "HOURS", lambda w: {"places": change(w.places, "field", opens_h=6)})
in_world("consent to somebody else", "CONSENT", lambda w: granted("PHL", AgreementKind.CONSENT))
in_world("landing rights to somebody else", "LANDING", lambda w: granted("PHL", AgreementKind.LANDING))


@breaks("port calls to somebody else", "PORT_CALL")
def refused_in_port(world: Scenario, good: Plan) -> tuple[Scenario, Plan]:
    japanese = {"assets": change(world.assets, "phl_lst", owner="JPN")} | granted("PHL", AgreementKind.PORT_CALL)
    return replace(world, **japanese), with_sortie(good, "kits", owner="JPN")


in_world("overflight to somebody else", "OVERFLIGHT", lambda w: granted("IDN", AgreementKind.OVERFLIGHT))
in_world(
    "an area on the way is closed to flying",
    "NO_FLY",
    lambda w: {"areas": by_id(between(w.places["hub"], w.places["field"]))},
)
in_world("medical licences to somebody else", "LICENCE", lambda w: granted("PHL", AgreementKind.MEDICAL_LICENCE))
in_world("trucks ready late", "READY TAILS", lambda w: {"assets": change(w.assets, "phl_truck", ready_h=12)})
in_world("the ship is gone at noon", "READY", lambda w: {"assets": change(w.assets, "phl_lst", until_h=20)})
in_world("its nation keeps it from field", "NO_PLACE", lambda w: holding("usa_c17", CaveatKind.NO_PLACE, "field"))
in_world("its nation keeps it home at night", "NO_NIGHT", lambda w: holding("usa_c17", CaveatKind.NO_NIGHT))
in_world("its nation keeps it near", "RADIUS", lambda w: holding("usa_c17", CaveatKind.RADIUS, "100"))
in_world("its nation calls it home", "LAST_DAY", lambda w: holding("usa_c17", CaveatKind.LAST_DAY, "16"))
in_world("its nation carries no food", "NO_CARGO", lambda w: holding("usa_c17", CaveatKind.NO_CARGO, "food"))
in_world(
    "the port is closed by order",
    "CLOSURE",
    lambda w: {"orders": by_id(Order(id="o", kind=OrderKind.CLOSE, target="port", from_h=8, until_h=16))},
)
in_world(
    "curfew by day",
    "CURFEW",
    lambda w: {"orders": by_id(Order(id="o", kind=OrderKind.CURFEW, target="alpha", value="12-18"))},
)

# ---- goods ----------------------------------------------------------------------------------------------------------

in_plan("a tonne more than the truck carries", "PAYLOAD", lambda p: carrying(p, "food_up", "food", 11.0))
in_world("a hold too small for the kits", "PAYLOAD", lambda w: typed(w, "phl_lst", cabin_m3=60))
in_world("a range that costs payload", "PAYLOAD", lambda w: typed(w, "aus_lift", range_km=2000, ferry_range_km=3000))
in_plan("food put down that was not loaded", "PAYLOAD", lambda p: with_stop(p, "ferry", 0, loads={"food": 11.0}))
in_plan("food loaded and never put down", "PAYLOAD", lambda p: with_stop(p, "ferry", 1, unloads={"food": 11.0}))
in_plan(
    "the drop comes before the pick-up",
    "PAYLOAD",
    lambda p: with_stop(
        with_stop(p, "ferry", 0, loads={}, unloads={"food": 12.0}), "ferry", 1, unloads={}, loads={"food": 12.0}
    ),
)
in_plan("more water than there is", "STOCK", lambda p: carrying(p, "over_bridge", "water", 1.5))
in_world("food not there yet", "STOCK", lambda w: {"supplies": change(w.supplies, "s2", available_h=13)})
in_plan(
    "onward in the period of arrival",
    "STOCK",
    lambda p: with_stop(
        with_stop(shifted(p, "pallets", 2), "pallets", 1, on_block_h=17, off_block_h=19),
        "pallets",
        2,
        on_block_h=20,
        off_block_h=20,
    ),
)
in_plan(
    "a sortie is cancelled on which others rely",
    "STOCK SUSTAIN",
    lambda p: replace(p, sorties=tuple(s for s in p.sorties if s.id != "food_up")),
)
in_plan("handed over before it is there", "STOCK", lambda p: with_row(p, "hand_overs", 8, period=1))
in_plan(
    "a unit is lifted that is already gone",
    "STOCK UNIT",
    lambda p: replace(
        p,
        sorties=(
            *p.sorties,
            sortie(
                "again",
                "aus_c130",
                1,
                call("hub", 24, 25, loads={"unit:aus_emt": 6.0}),
                call("field", 26, 27, unloads={"unit:aus_emt": 6.0}),
                call("hub", 28, 28),
            ),
        ),
    ),
)
in_world("the plant makes half the water", "STOCK", lambda w: unit_typed(w, "phl_plant", makes={"water": 0.8}))
in_world("a shed at field", "STORAGE", lambda w: {"places": change(w.places, "field", storage_t=20)})
in_world("no shed at field", "STORAGE", lambda w: {"places": change(w.places, "field", storage_t=0)})
in_world(
    "ten tonnes a day over the quay",
    "DISCHARGE",
    lambda w: {"places": change(w.places, "port", discharge_t_per_day=10)},
)
in_plan(
    "two ships on one day",
    "DISCHARGE BERTHS",
    lambda p: replace(
        p,
        sorties=(
            *p.sorties,
            sortie(
                "more_kits",
                "phl_lst",
                2,
                call("cebu", 0, 4, loads={"shelter_kit": 5.0}),
                call("port", 12, 16, unloads={"shelter_kit": 5.0}),
                call("cebu", 24, 24),
            ),
        ),
    ),
)
in_plan("pallets before the loaders work", "HANDLING", lambda p: with_row(p, "stays", 1, from_h=18))
in_plan("pallets after the loaders have gone", "HANDLING", lambda p: with_row(p, "stays", 1, until_h=16))
in_world("the loaders bring no loader", "HANDLING", lambda w: unit_typed(w, "usa_loaders", gives_handling=False))

# ---- ships at anchor ------------------------------------------------------------------------------------------------


@breaks("the ship sails while its helicopters are out", "SEABASE")
def sails(world: Scenario, good: Plan) -> tuple[Scenario, Plan]:
    return world, replace(
        good, sorties=(*good.sorties, sortie("sails", "usa_lpd", 1, call("bay", 9, 9), call("port", 10, 10)))
    )


@breaks("more helicopters out than are aboard the ships that are left", "SEABASE")
def too_many_aloft(world: Scenario, good: Plan) -> tuple[Scenario, Plan]:
    two = change(world.assets, "usa_lpd", count=2)
    away = sortie("away", "usa_lpd", 2, call("bay", 0, 0), call("port", 1, 1))
    return replace(world, assets=two), replace(good, sorties=(*good.sorties, away))


@breaks("goods left afloat where no ship lies", "SEABASE")
def adrift(world: Scenario, good: Plan) -> tuple[Scenario, Plan]:
    put_down = sortie(
        "drop",
        "phl_lst",
        2,
        call("cebu", 0, 4, loads={"shelter_kit": 9.0}),
        call("bay", 12, 16, unloads={"shelter_kit": 9.0}),
        call("cebu", 24, 24),
    )
    sails = sortie("sails", "usa_lpd", 1, call("bay", 18, 18), call("port", 19, 19))
    return world, replace(good, sorties=(*good.sorties, put_down, sails))


# ---- repairs, units, care -------------------------------------------------------------------------------------------

in_plan("over the bridge before it is mended", "REPAIR", lambda p: but_row(p, "services", 4))
in_plan("the bridge opens a period later", "REPAIR", lambda p: with_row(p, "services", 4, period=3))
in_world(
    "the port must be surveyed first",
    "REPAIR",
    lambda w: {"needs": {**w.needs, "survey": replace(w.needs["bridge_repair"], id="survey", site="port", quantity=3)}},
)
in_world(
    "a road on the plant's way is broken",
    "REPAIR",
    lambda w: {
        "needs": {
            **w.needs,
            "quay_repair": replace(w.needs["bridge_repair"], id="quay_repair", site="quay", quantity=3),
        }
    },
)
in_plan("a unit in two places", "UNIT", lambda p: and_row(p, "stays", stay("aus_emt", "charlie", 24, 42, 48)))
in_plan("a unit arrives before it is there", "UNIT", lambda p: with_row(p, "stays", 0, arrived_h=8))
in_plan("a unit works before it is set up", "UNIT", lambda p: with_row(p, "stays", 0, from_h=12))
in_plan(
    "only half of a unit is lifted",
    "UNIT",
    lambda p: with_stop(
        with_stop(p, "emt_up", 0, loads={"water": 3.0, "medical": 0.5, "unit:aus_emt": 3.0}),
        "emt_up",
        1,
        unloads={"water": 3.0, "medical": 0.5, "unit:aus_emt": 3.0},
    ),
)
in_plan(
    "a unit that can't drives",
    "UNIT",
    lambda p: and_row(p, "drives", Drive(unit="aus_emt", from_="field", to="alpha", start_h=4, end_h=5)),
)
in_plan("a unit drives faster than the road", "UNIT", lambda p: with_row(p, "drives", 0, start_h=0.9))
in_world(
    "a unit drives before it is ready", "UNIT READY", lambda w: {"units": change(w.units, "phl_plant", ready_h=0.5)}
)
in_plan("a unit stops before it starts", "UNIT CAPACITY", lambda p: with_row(p, "stays", 0, until_h=16))
in_world("a unit eats more than is left", "SUSTAIN", lambda w: unit_typed(w, "aus_emt", passengers=700))
in_plan("nothing is left for a unit", "SUSTAIN", lambda p: with_row(p, "hand_overs", 2, tonnes=1.99))
in_plan("more patients than the unit can see", "CAPACITY", lambda p: with_row(p, "services", 0, quantity=21.0))
in_plan(
    "more patients than there are",
    "CAPACITY",
    lambda p: and_row(p, "services", Service(need="alpha_outpatient", unit="aus_emt", period=5, day=0, quantity=1.0)),
)
in_plan("patients of tomorrow", "CAPACITY", lambda p: with_row(p, "services", 0, day=1))
in_plan("a doctor who is not there yet", "CAPACITY", lambda p: with_row(p, "services", 2, period=2))
in_plan("an engineer who operates", "CAPACITY", lambda p: with_row(p, "services", 2, unit="phl_engineers"))
in_world("the wait begins later", "CAPACITY", lambda w: {"needs": change(w.needs, "alpha_surgery", from_h=24)})

# ---- hand-over ------------------------------------------------------------------------------------------------------

in_world(
    "a partner that can do less",
    "PARTNER",
    lambda w: {"partnerships": change(w.partnerships, "rc_alpha", capacity_t_per_day=7.5)},
)
in_world(
    "a partner that comes later", "PARTNER", lambda w: {"partnerships": change(w.partnerships, "rc_bravo", from_h=12)}
)
in_world(
    "a partner that does no water",
    "PARTNER",
    lambda w: {"partnerships": change(w.partnerships, "rc_bravo", items=("shelter_kit",))},
)
in_plan("a partner of another site", "PARTNER", lambda p: with_row(p, "hand_overs", 8, partnership="rc_alpha"))
in_world("goods from a place that serves nobody", "PARTNER", lambda w: {"places": change(w.places, "port", serves="")})
in_world(
    "a partner that refuses those who bring the water",
    "REFUSAL",
    lambda w: {"partnerships": change(w.partnerships, "rc_bravo", refuses=("USA",))},
)
in_plan("more water than people need", "NEED", lambda p: with_row(p, "hand_overs", 6, tonnes=4.5))
in_plan("more kits than people need", "NEED", lambda p: with_row(p, "hand_overs", 8, tonnes=12.5))
in_plan("yesterday's water", "NEED", lambda p: with_row(p, "hand_overs", 2, day=0))
in_plan("tomorrow's medicine", "NEED", lambda p: with_row(p, "hand_overs", 3, period=3, day=1))
in_world("people do not need it yet", "NEED", lambda w: {"needs": change(w.needs, "bravo_kit", from_h=20)})
in_world("people no longer need it", "NEED", lambda w: {"needs": change(w.needs, "alpha_medical", until_h=30)})


def test_a_sound_plan_breaks_no_rule() -> None:
    assert verify(scenario(), plan()) == ()


@pytest.mark.parametrize(("codes", "how"), [pytest.param(codes, how, id=what) for what, codes, how in BREAKS])
def test_what_is_broken_is_named_by_its_rule_and_by_no_other(codes: set[str], how: Break) -> None:
    found = verify(*how(scenario(), plan()))
    assert {breach.rule for breach in found} == codes, [f"{b.rule} {b.because}" for b in found]


def test_every_rule_is_broken_by_something() -> None:
    assert {rule.CODE for rule in RULES} <= {code for _, codes, _ in BREAKS for code in codes}


def test_a_plan_for_another_scenario_is_said_to_be_just_that() -> None:
    breach, *more = verify(replace(scenario(), digest="0" * 64), plan())
    assert (breach.rule, more) == ("SCENARIO", [])
    assert "flow_world" in breach.because


IMPOSSIBLE: dict[str, Plan] = {
    "an asset that is not there": with_sortie(plan(), "kits", asset="phl_frigate"),
    "an owner that is not the asset's": with_sortie(plan(), "kits", owner="USA"),
    "a place that is not there": with_stop(plan(), "kits", 1, node="atlantis"),
    "goods that are not there": with_stop(plan(), "kits", 0, loads={"gold": 1.0}),
    "a unit on board that is not there": with_stop(plan(), "kits", 0, loads={"unit:ghosts": 1.0}),
    "less than nothing": with_stop(plan(), "kits", 0, loads={"shelter_kit": -1.0}),
    "no number of tonnes": with_stop(plan(), "kits", 0, loads={"shelter_kit": float("nan")}),
    "an hour beyond counting": with_stop(plan(), "kits", 1, on_block_h=float("inf")),
    "an hour long past": with_stop(plan(), "kits", 1, on_block_h=-1e7),
    "no stops": with_sortie(plan(), "kits", stops=()),
    "two sorties of one name": and_row(plan(), "sorties", plan().sorties[0]),
    "a stay of nobody": with_row(plan(), "stays", 0, unit="ghosts"),
    "a stay nowhere": with_row(plan(), "stays", 0, node="atlantis"),
    "a drive of nobody": with_row(plan(), "drives", 0, unit="ghosts"),
    "a drive to nowhere": with_row(plan(), "drives", 0, to="atlantis"),
    "a need that is not there": with_row(plan(), "hand_overs", 0, need="gold"),
    "a partnership that is not there": with_row(plan(), "hand_overs", 0, partnership="nobody"),
    "a hand-over from nowhere": with_row(plan(), "hand_overs", 0, from_="atlantis"),
    "a period beyond the last": with_row(plan(), "hand_overs", 0, period=8),
    "a period before the first": with_row(plan(), "hand_overs", 0, period=-1),
    "a day beyond the last": with_row(plan(), "hand_overs", 0, day=2),
    "people beyond counting": with_row(plan(), "services", 0, quantity=float("inf")),
    "a service by nobody": with_row(plan(), "services", 0, unit="ghosts"),
    "a service for nothing": with_row(plan(), "services", 0, need="gold"),
}


@pytest.mark.parametrize("impossible", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_a_plan_that_speaks_of_what_is_not_there_is_refused_and_nothing_crashes(impossible: Plan) -> None:
    found = verify(scenario(), impossible)
    assert {breach.rule for breach in found} == {"PLAN"}


def test_breaches_come_in_the_order_of_the_rule_book_and_then_of_time() -> None:
    world = replace(scenario(), **typed(scenario(), "aus_c130", runway_m=9000))
    world = replace(world, places=change(world.places, "port", berths=0))
    found = verify(world, shifted(shifted(plan(), "emt_in", 30), "loaders_in", 24))
    order = [rule.CODE for rule in RULES]
    assert [order.index(b.rule) for b in found] == sorted(order.index(b.rule) for b in found)
    assert [b.by for b in found if b.rule == "RUNWAY"] == ["loaders_in"] * 3 + ["emt_in"] * 3


NUMBERS = (-1e9, -1.0, 0.0, 0.3, 5.9999999, 6.0, 47.0, 48.0, 49.0, 1e9, float("nan"), float("inf"))
NAMES = (
    "",
    "*",
    "hub",
    "alpha",
    "bay",
    "unit:aus_emt",
    "water",
    "phl_lst",
    "usa_sh60",
    "aus_emt",
    "<script>",
    "é" * 500,
)


def _odd(value: Any, dice: random.Random) -> Any:
    """The same value with one thing about it made odd."""
    if is_dataclass(value) and not isinstance(value, type):
        chosen = dice.choice(fields(value))
        return replace(value, **{chosen.name: _odd(getattr(value, chosen.name), dice)})
    if isinstance(value, tuple) and value:
        rows = list(value)
        number = dice.randrange(len(rows))
        cut = dice.random() < 0.2
        return (
            tuple(rows[:number] + rows[number + 1 :])
            if cut
            else (*rows[:number], _odd(rows[number], dice), *rows[number + 1 :])
        )
    if isinstance(value, dict):
        return {dice.choice(NAMES): dice.choice(NUMBERS)}
    if isinstance(value, int):
        return dice.choice((-5, -1, 0, 1, 2, 7, 8, 10**9))
    return dice.choice(NUMBERS) if isinstance(value, float) else dice.choice(NAMES) if isinstance(value, str) else value


@pytest.mark.parametrize("seed", range(300))
def test_odd_plans_are_judged_and_never_crash_the_judge(seed: int) -> None:
    dice = random.Random(seed)
    odd = plan()
    for _ in range(dice.randint(1, 6)):
        odd = _odd(odd, dice)
    assert all(breach.because for breach in verify(scenario(), replace(odd, digest=plan().digest)))


def test_an_empty_plan_breaks_no_rule() -> None:
    nothing = replace(plan(), sorties=(), drives=(), stays=(), hand_overs=(), services=())
    assert verify(scenario(), nothing) == ()
