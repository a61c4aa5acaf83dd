"""The optimizer's rows on goods, units and work admit exactly what the same rules' checks let pass.

Random points of a tiny world (sorties with cargo, stays, services, hand-overs) are put to the rows of one rule and, as
a finished plan, to its check. Rules on sorties alone are compared in ``test_rules_agree``.
"""

from __future__ import annotations

import copy
from functools import cache
from itertools import product

import pytest
import worlds
from agreement import as_stay
from flow_agreement import BY_CODE, Bench, imposed, mutants

from hadr_planner.decisions import Decisions
from hadr_planner.domain.force import Per
from hadr_planner.domain.plan import HandOver, Service
from hadr_planner.domain.scenario import Scenario

CASES = {
    "PAYLOAD": ("PAYLOAD",),
    "STOCK": ("STOCK", "SUSTAIN", "UNIT"),
    "STORAGE": ("STORAGE",),
    "SEABASE": ("SEABASE",),
    "DISCHARGE": ("DISCHARGE",),
    "HANDLING": ("HANDLING",),
    "REPAIR": ("ROAD", "REPAIR"),
    "UNIT": ("STOCK", "SUSTAIN", "UNIT"),
    "SUSTAIN": ("STOCK", "SUSTAIN", "UNIT"),
    "CAPACITY": ("CAPACITY",),
    "PARTNER": ("PARTNER",),
    "REFUSAL": ("REFUSAL",),
    "NEED": ("NEED",),
}
"""Rules by code, with those that it can't be told from: what one takes from a stock another may miss, and a shut road
is no road."""


def crowded() -> Scenario:
    """A world in which everything on the ground is short."""
    places = worlds.edited(
        worlds.PLACES,
        field={"handling": False, "storage_t": 14.0},
        strip={"storage_t": 6.0},
        shore={"discharge_t_per_day": 25.0},
        quay={"discharge_t_per_day": 40.0, "storage_t": 60.0, "spots_heli": 2},
    )
    units = (
        worlds.unit("usa_clinic", "clinic", "field", figures={"weight_t": 3, "self_sufficient_h": 6}),
        worlds.unit(
            "aus_clinic", "clinic", "field", figures={"weight_t": 2, "self_sufficient_h": 9, "passengers": 400}
        ),
        worlds.unit("aus_plant", "plant", "field", figures={"weight_t": 2}),
        worlds.unit("phl_sappers", "sappers", "depot", own_transport=True),
        worlds.unit("usa_sappers", "sappers", "depot", own_transport=True, ready_h=3),
        worlds.unit("phl_loaders", "loaders", "depot", own_transport=True),
    )
    needs = (
        worlds.need("alpha", "water", 3),
        worlds.need("bravo", "water", 3, from_h=6, until_h=30),
        worlds.need("alpha", "kit", 4, per=Per.ONCE, until_h=24),
        worlds.need("bravo", "food", 2),
        worlds.need("alpha", "food", 1.5),
        worlds.need("alpha", "outpatient", 50),
        worlds.need("bravo", "outpatient", 30),
        worlds.need("ridge", "engineering", 9),
        worlds.need("field", "engineering", 6),
    )
    partners = (
        worlds.partnership("alpha", capacity_t_per_day=4),
        worlds.partnership("alpha", "wfp", items=("food", "kit"), from_h=6, refuses=("military",)),
        worlds.partnership("bravo", from_h=9, refuses=("military", "USA")),
        worlds.partnership("bravo", "wfp", capacity_t_per_day=2, refuses=("USA",)),
    )
    supplies = (
        *worlds.SUPPLIES,
        worlds.supply("field", "water", 9),
        worlds.supply("strip", "water", 5, available_h=4),
        worlds.supply("strip", "food", 3),
    )
    ferries = worlds.asset(
        "phl_ferries", "ferry", "haven", forward=("quay", "roads"), figures={"load_h": 2, "unload_h": 1}
    )
    landers = worlds.asset("jpn_landers", "lander", "roads", forward=("quay", "shore"), figures={"payload_t": 6})
    assets = (*(one for one in worlds.ASSETS if one not in (ferries.id, landers.id)), ferries, landers)
    return worlds.world(assets, places=places, units=units, needs=needs, partnerships=partners, supplies=supplies)


@cache
def bench(code: str) -> Bench:
    """Random points: for PAYLOAD one sortie each, since its rows speak of all sorties of a channel together."""
    if not code:
        return Bench(crowded(), count=2000)
    if code == "SEABASE":
        return Bench(crowded(), count=1500, afloat=True).sound()
    if code == "STORAGE":
        return bench("").sound()
    if code == "CAPACITY":
        return bench("").settled()
    return bench("").alone() if code == "PAYLOAD" else bench("")


@cache
def case(code: str) -> tuple[tuple[str, ...], Decisions, list[bool]]:
    """Rules asked together, decisions on which they alone were imposed, and what their checks say of every point."""
    codes = CASES[code]
    books = ("UNIT", "SUSTAIN", "CAPACITY", "STOCK") if "STOCK" in codes else codes
    books = ("UNIT", "SUSTAIN", "CAPACITY", "REFUSAL") if "REFUSAL" in codes else books
    x = imposed(crowded(), *books)
    x.rows = [rows for rows in x.rows if rows.rule in codes]
    return codes, x, bench(code).verdicts(codes)


@pytest.mark.parametrize("code", CASES)
def test_what_the_rows_admit_passes_and_what_passes_is_admitted(code: str) -> None:
    codes, x, verdicts = case(code)
    assert bench(code).disagreement(x, codes, verdicts) == ""


@pytest.mark.parametrize("code", CASES)
def test_the_world_lets_something_pass_and_something_not(code: str) -> None:
    _, _, verdicts = case(code)
    assert sum(verdicts) >= 20
    assert sum(not passes for passes in verdicts) >= 5


@pytest.mark.parametrize("code", CASES)
def test_spoilt_rows_are_noticed(code: str) -> None:
    """A lost row, a limit too high or too low, a lost kind of decision: the comparison notices each."""
    codes, x, verdicts = case(code)
    unnoticed = []
    for name, rows in mutants(x, code):
        spoilt = copy.copy(x)
        spoilt.rows = rows
        if not bench(code).disagreement(spoilt, codes, verdicts):
            unnoticed.append(name)
    assert unnoticed == [], unnoticed


def test_payload_is_shared_out_between_sorties_only_if_they_have_it() -> None:
    """Where every sortie carries what it may, the rows, which speak of a channel's sorties together, let it pass."""
    x = imposed(crowded(), "PAYLOAD")
    passes = bench("").verdicts(("PAYLOAD",))
    refused = [
        p
        for (p, v, _), holds in zip(bench("").asked, passes, strict=True)
        if holds and not bench("").admits(x, "PAYLOAD", p, v)
    ]
    assert refused == []


def test_every_hand_over_that_checks_let_pass_is_a_decision_and_no_other() -> None:
    """Every need, partner, stocked node and day is offered, in the day's last period where NEED and PARTNER pass."""
    world, x = crowded(), imposed(crowded(), "PARTNER", "NEED")
    hand, nodes = x.hand_over, x.network.nodes
    partners = list(world.partnerships)
    open_to = {
        (x.needs[k].id, partners[p], nodes[n], int(period), int(day))
        for k, p, n, period, day, upper in zip(
            hand.need, hand.partnership, hand.node, hand.period, hand.day, hand.upper, strict=True
        )
        if upper > 0
    }
    stocked = {(nodes[n], x.cargo[i]) for n, i in x.stock_number}
    needs = [need for need in x.needs if need.item in x.cargo]
    last = {}
    for need, partner, node, period, day in product(
        needs, partners, nodes, range(x.clock.periods), range(-1, x.clock.days)
    ):
        given = HandOver(need=need.id, partnership=partner, from_=node, period=period, day=day, tonnes=0.1)
        if (node, need.item) in stocked and not any(
            worlds.said(BY_CODE[code], world, given) for code in ("NEED", "PARTNER")
        ):
            last[need.id, partner, node, int(x.day_of_period[period]), day] = period
    passes = {(need, partner, node, period, day) for (need, partner, node, _, day), period in last.items()}
    assert passes == open_to
    assert len(passes) > 30


def test_every_service_that_the_check_lets_pass_is_a_decision_and_no_other() -> None:
    """Every stay, need, period and day: work there is offered to the optimizer if and only if CAPACITY passes."""
    world, x = crowded(), imposed(crowded())
    service, stay = x.service, x.stay
    units = list(world.units)
    columns = zip(
        service.need.tolist(), service.node.tolist(), service.period.tolist(), service.day.tolist(), strict=True
    )
    offered = set(columns)
    seen = set()
    for k, period, day in product(range(len(stay)), range(x.clock.periods), range(-1, x.clock.days)):
        (there, *_), unit = as_stay(x, k), world.units[units[stay.unit[k]]]
        for number, need in enumerate(x.needs):
            done = Service(need=need.id, unit=unit.id, period=period, day=day, quantity=0.1)
            passes = not worlds.said(BY_CODE["CAPACITY"], world, there, done)
            able = x.works_in[k][period] and need.item in unit.type.serves
            assert passes == bool(able and (number, int(stay.node[k]), period, day) in offered), (there, done)
            seen.add(passes)
    assert seen == {True, False}
