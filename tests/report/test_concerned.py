"""What of a plan concerns what was chosen."""

from __future__ import annotations

import pytest
from report.world import plan, scenario

from hadr_planner.report.concerned import narrowed, sites_of, title, wider


@pytest.mark.parametrize(
    ("kind", "id", "sorties"),
    [
        ("site", "alpha", ["s0001", "s0004"]),
        ("place", "field", ["s0001", "s0004"]),
        ("place", "port", ["s0003"]),
        ("asset", "aus_ch47", ["s0002"]),
        ("nation", "wfp", ["s0003"]),
        ("sortie", "s0004", ["s0004"]),
        ("weather", "rain", ["s0001", "s0002", "s0003", "s0004"]),
    ],
)
def test_only_the_sorties_that_concern_it_are_left(kind: str, id: str, sorties: list[str]) -> None:
    assert [one.id for one in narrowed(scenario(), plan(), kind, id).sorties] == sorties


@pytest.mark.parametrize(
    ("kind", "id", "sites"),
    [
        ("site", "charlie", {"charlie"}),
        ("place", "port", {"bravo"}),
        ("asset", "usa_c130", {"alpha"}),
        ("nation", "AUS", {"bravo"}),
        ("", "", {"alpha", "bravo", "charlie"}),
    ],
)
def test_its_sites_are_those_called_at_or_served_from_where_it_calls(kind: str, id: str, sites: set[str]) -> None:
    assert sites_of(scenario(), plan(), kind, id) == sites


def test_it_is_called_by_its_name() -> None:
    assert title(scenario(), plan(), "asset", "wfp_ferry") == "Ferry"
    assert title(scenario(), plan(), "sortie", "s0003") == "Ferry #1 (from H+4)"
    assert title(scenario(), plan(), "sortie", "gone") == "gone"
    assert title(scenario(), plan(), "nation", "AUS") == "AUS · Australia"


def test_a_sortie_belongs_to_its_asset_and_an_asset_to_its_nation() -> None:
    assert wider(scenario(), plan(), "sortie", "s0003") == (("asset", "wfp_ferry"), ("nation", "wfp"))
    assert wider(scenario(), plan(), "asset", "wfp_ferry") == (("nation", "wfp"),)
    assert wider(scenario(), plan(), "site", "alpha") == wider(scenario(), plan(), "sortie", "gone") == ()
