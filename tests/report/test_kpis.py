"""Indicators of the small world, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report.world import plan, scenario

from hadr_planner import demand
from hadr_planner.domain.plan import Plan
from hadr_planner.report.kpis import Kpis, Want, kpis


@pytest.fixture(scope="module")
def measured() -> Kpis:
    return kpis(scenario(), plan())


def test_people_become_tonnes_by_the_items_ration() -> None:
    world = scenario()
    assert demand.demand_t(world, world.needs["alpha_water"]) == pytest.approx(3.0)
    assert demand.demand_t(world, world.needs["bravo_water"]) == pytest.approx(9.0)
    assert demand.demand_t(world, world.needs["alpha_surgery"]) == 10


def test_a_window_owes_only_its_part_of_each_day() -> None:
    world = scenario()
    need = world.needs["bravo_water"]
    assert demand.days(world, need) == (0, 1)
    assert demand.owed(world, need, 0) == pytest.approx(4.5)
    assert demand.owed(world, need, 1) == pytest.approx(4.5)
    assert demand.owed(world, need, demand.ONCE) == 0


def test_people_behind_a_need_are_its_quantity_then_its_own_figure_then_the_sites_affected() -> None:
    world = scenario()
    kit = world.needs["bravo_kit"]
    assert demand.people(world, replace(world.needs["alpha_water"], people=9999)) == 1000
    assert demand.people(world, replace(kit, people=700)) == 700
    assert demand.people(world, kit) == 3000


def test_coverage_names_need_day_and_share(measured: Kpis) -> None:
    shares = {(row.need, row.day): row.share for row in measured.coverage}
    assert shares == {
        ("alpha_water", 0): pytest.approx(0.8),
        ("alpha_water", 1): pytest.approx(0.5),
        ("bravo_water", 0): pytest.approx(4 / 4.5),
        ("bravo_water", 1): 0,
        ("bravo_kit", -1): pytest.approx(0.5),
        ("alpha_surgery", -1): pytest.approx(0.4),
        ("charlie_rescue", -1): 0,
    }


def test_unmet_sums_by_need_and_puts_most_people_first(measured: Kpis) -> None:
    left = {gap.need: gap.left for gap in measured.unmet}
    assert left == {
        "alpha_water": pytest.approx(2.1),
        "bravo_water": pytest.approx(5.0),
        "bravo_kit": pytest.approx(6.0),
        "alpha_surgery": pytest.approx(6.0),
        "charlie_rescue": pytest.approx(5.0),
    }
    assert measured.unmet[0].need == "bravo_water"


def test_person_hours_follow_the_documented_formulas(measured: Kpis) -> None:
    assert measured.person_hours[Want("alpha", "water")] == pytest.approx(1000 * 24 * (0.2 + 0.5))
    assert measured.person_hours[Want("bravo", "water")] == pytest.approx(3000 * 12 * (0.5 / 4.5 + 1))
    assert measured.person_hours[Want("bravo", "shelter_kit")] == pytest.approx(3000 * (24 * 1 + 24 * 0.5))
    assert measured.person_hours[Want("alpha", "surgery")] == pytest.approx(4 * 18 + 6 * 48)
    assert measured.person_hours[Want("charlie", "rescue")] == pytest.approx(5 * 48)


def test_site_share_weighs_people_time_and_item(measured: Kpis) -> None:
    shares = {site.site: site.share for site in measured.sites}
    water, kit = 3000 * 12.0, 3000 * 48 * 0.5
    assert shares["alpha"] == pytest.approx(0.65)
    assert shares["bravo"] == pytest.approx((water * 4 / 4.5 + kit * 0.5) / (2 * water + kit))
    assert shares["charlie"] == 0
    assert measured.worst_site == "charlie"


def test_curves_end_at_the_share_and_never_pass_what_fell_due_by_the_horizon(measured: Kpis) -> None:
    for site in measured.sites:
        assert site.curve[0] == 0
        assert site.curve[-1] == pytest.approx(site.share)
        assert list(site.curve) == sorted(site.curve)
        assert site.due[-1] == pytest.approx(1)


def test_first_aid_waits_for_the_goods_or_the_unit(measured: Kpis) -> None:
    hours = {site.site: site.first_aid_h for site in measured.sites}
    assert hours == {"alpha": 3, "bravo": 12, "charlie": None}
    assert measured.first_aid_h == 3


def test_gini_weighs_sites_by_people(measured: Kpis) -> None:
    shares = {site.site: site.share for site in measured.sites}
    weights = {"alpha": 1000 / 4500, "bravo": 3000 / 4500, "charlie": 500 / 4500}
    mean = sum(weights[s] * shares[s] for s in weights)
    spread = sum(weights[a] * weights[b] * abs(shares[a] - shares[b]) for a in weights for b in weights)
    assert measured.gini == pytest.approx(spread / (2 * mean))
    assert measured.share == pytest.approx(mean)


def test_tonnes_by_day_follow_the_periods(measured: Kpis) -> None:
    assert measured.handed_over_t == pytest.approx((12.4, 1.5))
    assert measured.met_t == pytest.approx(13.9)
    assert measured.needed_t == pytest.approx(6 + 9 + 12)


def test_effort_by_nation_counts_goods_and_units_apart(measured: Kpis) -> None:
    tallies = {tally.key: tally for tally in measured.nations}
    assert (tallies["USA"].sorties, tallies["USA"].lifted_t, tallies["USA"].units_t) == (1, 8, 6)
    assert (tallies["wfp"].under_way_h, tallies["wfp"].busy_h) == (8, 16)
    assert measured.military_share == pytest.approx(12 / 32)
    assert [tally.key for tally in measured.operators] == ["un", "military", "host"]


def test_ramp_use_is_spot_hours_over_open_hours(measured: Kpis) -> None:
    uses = {(use.place, use.wing): use for use in measured.ramps}
    assert uses["hub", "fixed"].used_spot_h == pytest.approx(1.5)
    assert uses["hub", "fixed"].share == pytest.approx(1.5 / (2 * 48))
    assert uses["field", "fixed"].share == pytest.approx(1 / 48)
    assert uses["hub", "heli"].peak == 1


def test_port_use_compares_discharge_with_the_limit(measured: Kpis) -> None:
    port = next(use for use in measured.ports if use.place == "port")
    assert (port.used_berth_h, port.discharged_t, port.discharge_limit_t) == (4, 17, 200)
    assert port.share == pytest.approx(4 / 48)


def test_people_treated_and_rescued_are_counted(measured: Kpis) -> None:
    assert (measured.patients, measured.patients_needed) == (4, 10)
    assert (measured.rescued, measured.rescued_needed) == (0, 5)


def test_an_empty_plan_meets_nothing_and_an_empty_scenario_lacks_nothing() -> None:
    idle: Plan = plan(sorties=(), stays=(), hand_overs=(), services=())
    nothing = kpis(scenario(), idle)
    assert (nothing.share, nothing.met_t, nothing.gini, nothing.first_aid_h) == (0, 0, 0, None)
    calm = kpis(scenario(needs={}), idle)
    assert (calm.worst_site, calm.person_days, calm.in_need) == ("", 0, frozenset())
