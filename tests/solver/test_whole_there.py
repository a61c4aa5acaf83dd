"""A unit that needs lift works only once the last of it could have come, by all that could bring it together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from rules.flow_world import UNIT_TYPES, change, scenario

from hadr_planner import solve
from hadr_planner.domain.scenario import Scenario
from hadr_planner.solver import search
from hadr_planner.solver.too_soon import not_too_soon
from hadr_planner.solver.whole_there import lifts_for, whole_there


def with_team_of(weight_t: float) -> Scenario:
    """The operation with a medical team that weighs so much."""
    world = scenario()
    heavy = replace(UNIT_TYPES["emt_1"], weight_t=weight_t)
    return replace(world, units=change(world.units, "aus_emt", type=heavy))


def first_arrival(world: Scenario) -> int:
    """First period in which the team may come anywhere."""
    x = search.decide(world)
    team = list(world.units).index("aus_emt")
    mine = (x.stay.unit == team) & (x.stay.upper > 0)
    return int(x.stay.arrival[mine].min())


def test_what_is_too_heavy_for_the_first_flights_comes_later() -> None:
    assert first_arrival(with_team_of(5.0)) < first_arrival(with_team_of(60.0))


def test_it_is_where_it_comes_from_when_it_is_ready() -> None:
    world = with_team_of(5.0)
    x = search.decide(world)
    unit = world.units["aus_emt"]
    there = whole_there(x, unit, lifts_for(x, unit), x.allowed)
    assert there[x.network.index["hub"]] == x.clock.first_from(unit.ready_h)


def test_without_a_lift_it_comes_nowhere() -> None:
    world = with_team_of(5.0)
    x = search.decide(world)
    unit = world.units["aus_emt"]
    there = whole_there(x, unit, lifts_for(x, unit), np.zeros_like(x.allowed))
    elsewhere = np.delete(there, x.network.index["hub"])
    assert (elsewhere > x.clock.periods).all()


@pytest.mark.parametrize("weight_t", [5.0, 40.0, 90.0])
def test_a_search_that_is_told_nothing_of_it_brings_no_team_sooner(
    weight_t: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = with_team_of(weight_t)
    soonest = first_arrival(world)
    everything = search.decide(world).stay.upper.sum()

    def only_what_is_shut(x: object) -> None:
        were = x.stay.upper.copy()
        not_too_soon(x)
        x.stay.upper[:] = were

    monkeypatch.setattr(search, "not_too_soon", only_what_is_shut)
    assert search.decide(world).stay.upper.sum() > everything
    plan = solve(world, seconds=60, deterministic=4)
    come = [stay for stay in plan.stays if stay.unit == "aus_emt"]
    assert all(stay.from_h >= world.clock.edges_h[soonest] for stay in come)


