"""A field that waits for engineers is ruled out until the first hour at which any plan could have it open."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from rules.flow_world import by_id, change, scenario

from hadr_planner import solve
from hadr_planner.decisions import Decisions
from hadr_planner.domain.catalogue import Mode, NeedKind
from hadr_planner.domain.force import Measure, Need, Per
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import opens_h
from hadr_planner.solver import search

HOURS = 6.0
SHUT = Need(
    id="field_repair", site="field", item="engineering", quantity=HOURS, unit=Measure.HOURS, per=Per.ONCE,
    kind=NeedKind.REPAIR,
)  # fmt: skip


def field_shut(**engineers: object) -> Scenario:
    """The operation with its forward field shut until six engineer hours have been worked there."""
    world = scenario()
    needs = {need.id: need for need in world.needs.values() if need.id != "bridge_repair"} | by_id(SHUT)
    assets = {id: asset for id, asset in world.assets.items() if asset.type.mode is not Mode.HELICOPTER}
    return replace(world, needs=needs, assets=assets, units=change(world.units, "phl_engineers", **engineers))


def first_call_h(x: Decisions, modes: set[Mode]) -> float:
    """First hour at which anything of some modes may call at the field; infinite where nothing ever may."""
    visits = x.missions.visits
    field = (visits.node == x.network.index["field"]) & x.pool_array(lambda a: a.type.mode in modes)[visits.mission]
    found = [
        x.hour[slot + int(on)]
        for mission, on in zip(visits.mission[field].tolist(), visits.on[field].tolist(), strict=True)
        for slot in np.flatnonzero(x.allowed[mission])[:1].tolist()
    ]
    return min(found, default=inf)


def test_where_engineers_could_come_only_by_aircraft_that_land_there_none_ever_does() -> None:
    x = search.decide(field_shut(origin="hub", own_transport=False))
    assert first_call_h(x, {Mode.FIXED_WING}) == inf
    assert not x.opening.upper.any()


def test_where_engineers_drive_there_aircraft_come_when_their_work_can_be_done() -> None:
    x = search.decide(field_shut())
    opens_at = x.clock.edges_h[int(np.flatnonzero(x.opening.upper)[0])]
    assert first_call_h(x, {Mode.FIXED_WING}) == opens_at
    assert 6.0 + HOURS <= opens_at < x.clock.horizon_h


def test_trucks_come_to_a_shut_field_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    world = field_shut(origin="hub", own_transport=False)
    found = first_call_h(search.decide(world), {Mode.TRUCK})
    monkeypatch.setattr(search, "not_too_soon", lambda x: None)
    assert found == first_call_h(search.decide(world), {Mode.TRUCK}) < inf


def test_a_search_that_is_told_nothing_of_it_opens_no_field_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    world = field_shut()
    x = search.decide(world)
    monkeypatch.setattr(search, "not_too_soon", lambda x: None)
    plan = solve(world, seconds=60, deterministic=6)
    opened_h = opens_h(world, plan)["field"]
    assert x.clock.edges_h[int(np.flatnonzero(x.opening.upper)[0])] <= opened_h < world.clock.horizon_h
