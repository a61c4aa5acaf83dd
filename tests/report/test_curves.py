"""Curves of coverage by item, by site and over all."""

from __future__ import annotations

import pytest
from report.world import plan, scenario

from hadr_planner.report import curves
from hadr_planner.report.kpis import kpis


def test_a_sites_curve_ends_at_its_share() -> None:
    measured = kpis(scenario(), plan())
    shares = {site.site: site.share for site in measured.sites}
    assert {one.key: one.shares[-1] for one in curves.by_site(measured)} == pytest.approx(shares)


def test_the_least_served_site_comes_first() -> None:
    ends = [one.shares[-1] for one in curves.by_site(kpis(scenario(), plan()))]
    assert ends == sorted(ends)


def test_an_items_curve_counts_a_hand_over_from_the_end_of_its_period() -> None:
    found = {one.key: one for one in curves.by_item(scenario(), plan(), kpis(scenario(), plan()))}
    assert found["shelter_kit"].shares == (0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5)


def test_items_can_be_asked_for_at_some_sites_only() -> None:
    measured = kpis(scenario(), plan())
    found = curves.by_item(scenario(), plan(), measured, sites=frozenset({"charlie"}))
    assert [one.key for one in found] == ["rescue"]


def test_all_sites_together_end_at_the_plans_share() -> None:
    measured = kpis(scenario(), plan())
    assert curves.overall(measured).shares[-1] == pytest.approx(measured.share)


def test_where_nobody_is_in_need_the_curve_is_empty() -> None:
    assert curves.overall(kpis(scenario(needs={}), plan(hand_overs=(), services=()))).shares == ()
