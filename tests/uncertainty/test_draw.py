"""Draws: the same whoever makes them, ordinary scenarios, and true to their rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import scenarios
from worlds import by_id, caveat, world

from hadr_planner import load, save, solve, verify
from hadr_planner.domain.accord import CaveatKind
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.doubt import Doubt, DoubtKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import ScenarioError
from hadr_planner.io import digest
from hadr_planner.uncertainty import DEFAULTS, doubts, draw, drawn

KIND = DoubtKind


def doubt(kind: DoubtKind, **more) -> Doubt:
    return Doubt(**{"id": kind.value, "kind": kind, **more})


def doubted(*rows: Doubt, **more):
    s = world(uncertainty=by_id(rows), **more)
    return replace(s, digest=digest(s))


def test_draw_zero_is_the_scenario_as_written() -> None:
    s = load("tutorial")
    assert drawn(s, 0).scenario is s
    assert drawn(s, 0).said == ()


def test_a_draw_depends_on_nothing_but_scenario_number_and_rows() -> None:
    """The same number gives the same scenario, another number another; nothing is left in between."""
    s = load("tutorial")
    seventh = drawn(s, 7)
    drawn(s, 8)
    assert drawn(s, 7) == seventh
    assert draw(s, 8).digest != seventh.scenario.digest


def test_a_further_row_changes_nothing_that_others_draw() -> None:
    """Needs come out the same whether supplies are in doubt, too, or not."""
    factor = doubt(KIND.NEED_FACTOR, low=0.5, high=2)
    alone = doubted(factor)
    both = replace(alone, uncertainty=by_id([factor, doubt(KIND.SUPPLY_LATE, low=1, high=9)]))
    assert draw(alone, 3).needs == draw(both, 3).needs
    assert draw(alone, 3).supplies != draw(both, 3).supplies


def test_amounts_lie_between_low_and_high_and_differ() -> None:
    s = doubted(doubt(KIND.SUPPLY_LATE, low=3, high=8))
    late = [draw(s, n).supplies["hub_water"].available_h for n in range(1, 30)]
    assert all(3 <= hours <= 8 for hours in late)
    assert max(late) - min(late) > 2


def test_a_chance_of_a_half_comes_up_about_half_the_time() -> None:
    s = doubted(doubt(KIND.SUPPLY_LATE, probability=0.5, low=3, high=8))
    late = sum(draw(s, n).supplies["hub_water"].available_h > 0 for n in range(1, 201))
    assert 70 < late < 130


def test_without_spread_all_things_turn_out_alike() -> None:
    alike = doubted(doubt(KIND.NEED_FACTOR, low=0.5, high=2, spread=0))
    apart = doubted(doubt(KIND.NEED_FACTOR, low=0.5, high=2, spread=1))

    def factors(s) -> set[float]:
        found = draw(s, 1)
        return {round(found.needs[id].quantity / need.quantity, 9) for id, need in s.needs.items()}

    assert len(factors(alike)) == 1
    assert len(factors(apart)) == len(apart.needs)


def test_a_row_keeps_to_its_target() -> None:
    """Water is late, kits and food are not."""
    s = doubted(doubt(KIND.SUPPLY_LATE, target="water", low=5, high=5))
    found = draw(s, 1)
    assert {x.item for x in found.supplies.values() if x.available_h == 5} == {"water"}
    assert {x.item for x in found.supplies.values() if x.available_h == 0} == {"kit", "food"}


def test_weather_closes_nodes_to_helicopters_for_a_day() -> None:
    s = doubted(doubt(KIND.WEATHER_DAY, target="alpha"))
    orders = list(draw(s, 1).orders.values())
    assert [(o.target, o.value, o.from_h, o.until_h) for o in orders] == [
        ("alpha", "helicopter", 0, 24), ("alpha", "helicopter", 24, 48),
    ]
    assert draw(doubted(doubt(KIND.WEATHER_DAY), assets=["phl_trucks"]), 1).orders == {}


def test_places_that_open_late_open_later() -> None:
    """The ridge road opens at H+6 as written; what is open from the start stays open unless it is named."""
    s = doubted(doubt(KIND.OPENING_LATE, low=4, high=4))
    assert draw(s, 1).roads["ridge"].opens_h == 10
    assert draw(s, 1).roads["coast"].opens_h == 0
    named = doubted(doubt(KIND.OPENING_LATE, target="quay", low=4, high=4))
    assert draw(named, 1).places["quay"].opens_h == 4


def test_a_slower_port_keeps_one_berth_and_loses_discharge() -> None:
    base = world()
    quay = replace(base.places["quay"], berths=1, discharge_t_per_day=90.0)
    s = doubted(doubt(KIND.RAMP_SLOWER, target="quay", low=1.5, high=1.5), places=[*by_id(
        {**base.places, "quay": quay}.values()).values()])
    found = draw(s, 1).places["quay"]
    assert (found.berths, found.discharge_t_per_day) == (1, 60)


def test_spots_are_rounded_so_that_their_mean_is_right() -> None:
    """Three spots at a factor of 1.2 are two and a half on the average."""
    base = world()
    field = replace(base.places["field"], spots_heli=3)
    s = doubted(doubt(KIND.RAMP_SLOWER, target="field", low=1.2, high=1.2),
                places=list({**base.places, "field": field}.values()))
    spots = [draw(s, n).places["field"].spots_heli or 0 for n in range(1, 101)]
    assert set(spots) == {2, 3}
    assert 2.35 < sum(spots) / 100 < 2.65


def test_a_nation_withdraws_with_all_it_has() -> None:
    s = doubted(doubt(KIND.NATION_WITHDRAWS, target="USA", low=20, high=20))
    found = draw(s, 1)
    assert {a.until_h for a in found.assets.values() if a.owner == "USA"} == {20}
    assert all(a == s.assets[a.id] for a in found.assets.values() if a.owner != "USA")


def test_without_a_target_the_host_does_not_withdraw() -> None:
    s = doubted(doubt(KIND.NATION_WITHDRAWS, low=20, high=20))
    found = draw(s, 1)
    assert {a.owner for a in found.assets.values() if a.until_h == 20} == {"USA", "AUS", "JPN"}


def test_a_broken_tail_is_out_and_comes_back() -> None:
    """Both trucks break down on the first day for a day: nothing before, two that are ready on the second."""
    s = doubted(doubt(KIND.BREAKDOWN, target="phl_trucks", low=1, high=1))
    found = drawn(s, 1)
    assert "phl_trucks" not in found.scenario.assets
    after = found.scenario.assets["phl_trucks_from_h24"]
    assert (after.count, after.ready_h) == (2, 24)
    assert {key: of for key, of in found.tails.items() if key[0] == after.id} == {
        (after.id, 1): ("phl_trucks", 1), (after.id, 2): ("phl_trucks", 2),
    }


def test_tails_are_neither_lost_nor_doubled() -> None:
    """At any hour, no more tails of a pool are in service than there are, and each is in one pool only."""
    s = doubted(doubt(KIND.BREAKDOWN, probability=0.4, low=0.2, high=0.7))
    for number in range(1, 9):
        found = drawn(s, number)
        serving: dict[tuple[str, int], list[tuple[float, float]]] = {}
        for (pool, tail), as_written in found.tails.items():
            asset = found.scenario.assets[pool]
            assert 1 <= tail <= asset.count
            serving.setdefault(as_written, []).append((asset.ready_h, asset.until_h))
        for spells in serving.values():
            spells.sort()
            assert all(first[1] <= then[0] for first, then in pairwise(spells))
        whole = [id for id, a in found.scenario.assets.items() if s.assets.get(id) == a]
        split = {of for of, _ in found.tails.values()}
        assert split.isdisjoint(whole)
        assert split | set(whole) | {of for of in s.assets if of not in found.scenario.assets} == set(s.assets)


def test_ships_with_others_on_board_do_not_break_down() -> None:
    s = doubted(doubt(KIND.BREAKDOWN, low=1, high=1))
    assert draw(s, 1).assets["jpn_landers"] == s.assets["jpn_landers"]


def test_caveats_of_a_pool_hold_for_what_is_split_off_it() -> None:
    s = doubted(doubt(KIND.BREAKDOWN, target="phl_trucks", low=1, high=1),
                caveats=[caveat("phl_trucks", CaveatKind.NO_CARGO, "water")])
    assert "phl_trucks_from_h24" in {c.holder for c in draw(s, 1).caveats.values()}


def test_a_drawn_scenario_is_an_ordinary_one(tmp_path) -> None:
    """It saves, loads without a fault and says the same again."""
    s = load("tutorial")
    for number in range(1, 6):
        found = draw(s, number)
        save(found, tmp_path / str(number))
        assert load(tmp_path / str(number)).digest == found.digest


def test_what_is_in_doubt_is_saved_and_is_not_part_of_what_plans_are_made_for(tmp_path) -> None:
    s = load("tutorial")
    rows = by_id([doubt(KIND.NEED_FACTOR, target="labasa", low=0.9, high=1.25, spread=0.5, note="by eye")])
    save(replace(s, uncertainty=rows), tmp_path / "doubted")
    again = load(tmp_path / "doubted")
    assert again.uncertainty == rows
    assert again.digest == s.digest


def test_defaults_are_for_scenarios_without_a_table() -> None:
    assert {row.kind for row in DEFAULTS} == set(DoubtKind)
    assert all(row.confidence == "unverified" and row.source for row in DEFAULTS)
    assert doubts(world()) == DEFAULTS
    assert doubts(doubted(doubt(KIND.BREAKDOWN))) == (doubt(KIND.BREAKDOWN),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,weather_day,labassa,1,0,0", "did you mean 'labasa'"),
        ("a,breakdown,c999,1,1,2", "'c999' is not in assets"),
        ("a,supply_late,nadi,1,9,2", "2 is below low, 9"),
        ("a,need_factor,labasa,1,0,2", "wanted a factor above 0"),
        ("a,need_factor,labasa,1.5,1,2", "less than or equal to 1"),
        ("a,nation_withdraws,fj,1,1,2", "neither a nation"),
        ("a,meteor,,1,1,2", "kind"),
    ],
)
def test_faults_are_named(tmp_path, row: str, said: str) -> None:
    save(load("tutorial"), tmp_path / "s")
    (tmp_path / "s" / "uncertainty.csv").write_text(f"id,kind,target,probability,low,high\n{row}\n")
    with pytest.raises(ScenarioError, match=r"uncertainty\.csv:2") as fault:
        load(tmp_path / "s")
    assert said in str(fault.value)


def test_helicopters_are_what_weather_grounds() -> None:
    """The world has some; else the vignettes above show nothing."""
    assert any(asset.type.mode is Mode.HELICOPTER for asset in world().assets.values())


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(scenarios(), st.integers(1, 1000))
def test_draws_of_any_world_can_be_planned(s: Scenario, number: int) -> None:
    """Pools split by breakdowns, closures, late openings: a plan is found, obeys every rule and stays in its bound."""
    found = draw(s, number)
    plan = solve(found, deterministic=1)
    assert verify(found, plan) == ()
    assert plan.value <= plan.bound * (1 + 1e-6) + 1e-6
