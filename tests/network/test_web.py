"""All legs of a scenario."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from network.worlds import port, world

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import PlaceKind, Road, Site
from hadr_planner.network import line, network

SUVA, APIA = port("suva", -18.13, 178.42), port("apia", -13.83, -171.76)
TOWN = Site(id="town", name="Town", lat=-18.0, lon=178.2, country="FJI")
COAST = Site(id="coast", name="Coast", lat=-18.2, lon=177.7, country="FJI", coastal=True)


def test_nodes_are_sites_then_places() -> None:
    on = network(world(SUVA, TOWN, APIA))
    assert on.nodes == ("town", "suva", "apia")
    assert [on.index[id] for id in on.nodes] == [0, 1, 2]


def test_only_coastal_sites_ports_beaches_and_anchorages_have_sea_access() -> None:
    airfield = port("airfield", -18.04, 178.56, PlaceKind.AIRFIELD)
    on = network(world(TOWN, COAST, SUVA, APIA, airfield))
    wet = [id for id in on.nodes if np.isfinite(on.sea_km[on.index[id], on.index["suva"]])]
    assert wet == ["coast", "suva", "apia"]


def test_matrices_are_symmetric_and_sea_is_never_shorter_than_air() -> None:
    on = network(world(TOWN, COAST, SUVA, APIA))
    assert np.allclose(on.air_km, on.air_km.T)
    assert (on.sea_km == on.sea_km.T).all()
    assert (on.sea_km >= on.air_km - 1e-6).all()


def test_the_network_of_an_equal_scenario_is_found_once() -> None:
    assert network(world(TOWN, SUVA)) is network(world(TOWN, SUVA))


def test_a_changed_road_makes_another_network() -> None:
    before = world(TOWN, SUVA, roads=[Road(id="r", from_="town", to="suva", km=50)])
    after = replace(before, roads={"r": replace(before.roads["r"], opens_h=24)})
    assert network(before).roads["town", "suva"][0].opens_h == 0
    assert network(after).roads["town", "suva"][0].opens_h == 24


def test_a_scenario_without_nodes_has_an_empty_network() -> None:
    assert network(world()).air_km.shape == (0, 0)


@pytest.mark.parametrize("mode", list(Mode))
def test_lines_run_on_across_180_degrees_both_ways(mode: Mode) -> None:
    on = world(SUVA, APIA)
    there, back = line(on, mode, "suva", "apia"), line(on, mode, "apia", "suva")
    assert there[0] == pytest.approx((-18.13, 178.42))
    assert there[-1] == pytest.approx((-13.83, 188.24))
    assert back[0] == pytest.approx((-13.83, -171.76))
    assert back[-1] == pytest.approx((-18.13, -181.58))


def test_a_line_by_sea_is_as_long_as_the_leg() -> None:
    from hadr_planner.network.taut import length_km

    on = world(SUVA, APIA)
    drawn_km = length_km(np.array(line(on, Mode.SHIP, "suva", "apia")))
    assert drawn_km == pytest.approx(network(on).sea_km[0, 1], rel=1e-6)


def test_there_is_no_line_by_sea_to_a_town_inland() -> None:
    assert line(world(TOWN, SUVA), Mode.SHIP, "town", "suva") == ()
