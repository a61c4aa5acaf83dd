"""Wishes written down and read again are the same wishes; in a plan file, too."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import worlds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hadr_planner import load, verify
from hadr_planner.errors import ScenarioError
from hadr_planner.io import read_plan, write_plan
from hadr_planner.wishes import Forbid, Insist, Keep, Meet, Wish, from_json, to_json, vet

HOURS = st.floats(0, 1000, allow_nan=False)
NAMES = st.text("abcdefgh_0123456789", min_size=1, max_size=12)
SORTIE = worlds.sortie(worlds.world(), "usa_lifters", worlds.stop("hub", 1, 2, loads={"water": 3.0}))
WISHES = st.one_of(
    st.builds(
        Forbid, asset=NAMES, node=NAMES, route=st.lists(NAMES, max_size=3).map(tuple), from_h=HOURS, until_h=HOURS
    ),
    st.builds(
        Insist, asset=NAMES, route=st.lists(NAMES, min_size=2, max_size=4).map(tuple), start_h=HOURS, tolerance_h=HOURS
    ),
    st.builds(Keep, sortie=st.just(SORTIE), times=st.integers(1, 9)),
    st.builds(Meet, need=NAMES, share=st.floats(0, 1), by_h=HOURS),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WISHES, max_size=5))
def test_what_is_written_is_what_is_read(wishes: list[Wish]) -> None:
    said = [to_json(wish) for wish in wishes]
    assert from_json(json.loads(json.dumps(said))) == tuple(wishes)
    assert from_json(said) == tuple(wishes)


def test_the_example_of_the_page_is_one_for_the_tutorial() -> None:
    page = (Path(__file__).parents[2] / "docs" / "steer.md").read_text("utf-8")
    wishes = from_json(json.loads(page.split("```json")[1].split("```")[0]))
    vet(load("tutorial"), wishes)
    assert [type(wish) for wish in wishes] == [Forbid, Meet]


def test_a_plan_file_keeps_its_wishes(tmp_path: Path) -> None:
    scenario = worlds.world()
    wishes = (Keep(sortie=SORTIE), Forbid(asset="usa_lifters", node="hub", until_h=5.0))
    plan = replace(worlds.plan(scenario, SORTIE), wishes=tuple(to_json(wish) for wish in wishes))
    write_plan(plan, tmp_path / "plan.json")
    again = read_plan(tmp_path / "plan.json")
    assert again.wishes == plan.wishes
    assert from_json(again.wishes) == wishes


@pytest.mark.parametrize(
    "wish", [{"wish": "forbid", "asset": "nobody"}, {"wish": "hope"}, {"wish": "meet", "need": "x", "share": "all"}]
)
def test_a_wish_in_a_plan_that_says_nothing_is_a_breach(wish: dict[str, str]) -> None:
    """The judge never trips over a wish from a stranger's file."""
    scenario = worlds.world()
    found = verify(scenario, replace(worlds.plan(scenario), wishes=(wish,)))
    assert [breach.rule for breach in found] == ["PLAN"]
    assert "can't be checked" in found[0].because


@pytest.mark.parametrize("found", [{}, "all", None, 3, [3], [None], [[]], [{"wish": []}], [{"wish": {"forbid": 1}}]])
def test_what_is_no_list_of_wishes_is_refused(found: object) -> None:
    with pytest.raises(ScenarioError):
        from_json(found)


@pytest.mark.parametrize("hour", [float("nan"), float("inf"), -1.0, "soon", 1e30])
def test_hours_are_hours(hour: object) -> None:
    with pytest.raises(ScenarioError, match="/0"):
        from_json([{"wish": "forbid", "asset": "usa_lifters", "from_h": hour}])


def test_a_kept_sortie_that_could_not_even_be_replayed_is_refused() -> None:
    """Hours beyond any plan, an asset that is not there, somebody else's asset: told, not tripped over."""
    scenario = worlds.world()
    far = replace(SORTIE, stops=(replace(SORTIE.stops[0], on_block_h=1e14, off_block_h=1e14),))
    for sortie in (far, replace(SORTIE, asset="usa_airship"), replace(SORTIE, owner="ATL"), replace(SORTIE, stops=())):
        with pytest.raises(ScenarioError, match="/0/sortie"):
            vet(scenario, [Keep(sortie=sortie)])
        said = {**to_json(Keep(sortie=SORTIE)), "sortie": to_json(Keep(sortie=sortie))["sortie"]}
        assert {breach.rule for breach in verify(scenario, replace(worlds.plan(scenario), wishes=(said,)))} == {"PLAN"}


def test_a_forbidden_node_and_route_at_once_is_refused() -> None:
    with pytest.raises(ScenarioError, match="not both"):
        vet(worlds.world(), [Forbid(asset="usa_lifters", node="hub", route=("hub", "field"))])
