"""Spots on aprons and landing sites, berths in ports: as limits, and as what a part of a grant gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from rules.flow_world import change, scenario

from hadr_planner.decisions import Decisions
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.physics import repair
from hadr_planner.rules.spots import aprons, berths, landing_spots


def field_shut(**field: object) -> Scenario:
    world = scenario()
    mending = replace(world.needs["bridge_repair"], id="field_repair", site="field")
    return replace(world, needs={"field_repair": mending}, places=change(world.places, "field", **field))


def given(world: Scenario) -> set[float]:
    """Sorties at once for which an open field gives room, by all rows that say so."""
    x = Decisions(world)
    assert x.blocks
    repair.impose(x)
    granting = [rows for rows in x.rows if rows.grants]
    assert all(rows.at_most.max() == 0.0 for rows in granting)
    return {float(-amount) for rows in granting for amount in rows.blocks["opening"].data}


def test_wide_aircraft_and_all_aircraft_have_figures_of_their_own() -> None:
    x = Decisions(scenario())
    hub, field = x.network.index["hub"], x.network.index["field"]
    wide, narrow, both = aprons(x)
    assert (wide.most[hub], both.most[hub]) == (2, 4)
    assert (wide.most[field], both.most[field]) == (1, 2)
    assert np.isinf(narrow.most).all()


def test_narrow_aircraft_keep_to_narrow_spots_where_wide_ones_are_not_known() -> None:
    world = scenario()
    x = Decisions(replace(world, places=change(world.places, "hub", spots_wide=None)))
    _, narrow, both = aprons(x)
    assert narrow.most[x.network.index["hub"]] == 2
    assert np.isinf(both.most[x.network.index["hub"]])


def test_ports_have_berths_and_sites_landing_spots() -> None:
    x = Decisions(scenario())
    assert berths(x).most[x.network.index["port"]] == 1
    assert landing_spots(x).most[x.network.index["bravo"]] == 2
    assert np.isinf(berths(x).most[x.network.index["bravo"]])


def test_an_open_field_gives_room_for_as_many_as_it_has_spots() -> None:
    assert min(given(field_shut(spots_wide=1, spots_narrow=0))) == 1.0


def test_where_spots_are_not_known_it_gives_room_for_every_tail_that_could_come() -> None:
    unknown = given(field_shut(spots_wide=None, spots_narrow=None))
    tails = sum(asset.count for asset in scenario().assets.values())
    assert len(unknown) == 1
    assert 1.0 < max(unknown) <= tails


def test_one_tail_may_end_a_sortie_and_begin_the_next_in_one_slot() -> None:
    """Calls that take no time share a slot, so an open place gives room for several of each tail."""
    world = field_shut()
    plane = next(asset for asset in world.assets.values() if asset.type.mode == "fixed_wing")
    x = Decisions(replace(world, assets=change(world.assets, plane.id, base="field")))
    assert x.blocks
    visits = x.missions.visits
    at_field = visits.node == x.network.index["field"]
    short = at_field & (visits.off == visits.on) & ~x.pool_array(lambda a: a.type.mode == "truck")[visits.mission]
    repair.impose(x)
    rows = next(rows for rows in x.rows if rows.grants)
    mine = np.unique(x.missions.pool[visits.mission[short]])
    assert short.any()
    assert -rows.blocks["opening"].data.min() >= 2 * sum(x.pools[pool].count for pool in mine)
