"""Where units are offered work: of most use first, shared among units, where they can come."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner.decisions.posts import posts
from hadr_planner.domain.force import Measure
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import network
from tests import worlds


def best(scenario: Scenario) -> dict[str, list[str]]:
    """Posts of every unit by name."""
    legs = network(scenario)
    return {unit: [legs.nodes[node] for node in nodes] for unit, nodes in posts(scenario, legs).items()}


def test_more_work_comes_first():
    """A clinic is offered the town with more patients than it could see before the one with few."""
    needs = [worlds.need("alpha", "outpatient", 10), worlds.need("bravo", "outpatient", 500)]
    s = worlds.world(needs=needs, units=[worlds.unit("usa_clinic", "clinic", "hub")])
    assert best(s)["usa_clinic"] == ["bravo", "alpha"]


def test_people_and_tonnes_are_weighed_alike():
    """A water plant is offered the town whose people lack more water, whichever way the need is written."""
    needs = [
        worlds.need("alpha", "water", 3),
        worlds.need("bravo", "water", 90_000, unit=Measure.PEOPLE),
    ]
    s = worlds.world(needs=needs, units=[worlds.unit("aus_plant", "plant", "hub")])
    assert best(s)["aus_plant"] == ["bravo", "alpha"]


def test_units_share_the_work():
    """The second clinic is offered first what the first leaves undone."""
    needs = [worlds.need("alpha", "outpatient", 60), worlds.need("bravo", "outpatient", 55)]
    units = [worlds.unit("usa_clinic", "clinic", "hub"), worlds.unit("aus_clinic", "clinic", "hub", ready_h=2)]
    rate = worlds.UNIT_TYPES["clinic"].serves["outpatient"]
    needs = [replace(needs[0], quantity=rate * 1.1), replace(needs[1], quantity=rate)]
    found = best(worlds.world(needs=needs, units=units))
    assert found == {"usa_clinic": ["alpha", "bravo"], "aus_clinic": ["bravo", "alpha"]}


def test_a_unit_that_drives_has_posts_where_a_road_leads():
    """Work that no road leads to takes no place among what it is offered."""
    needs = [worlds.need("alpha", "outpatient", 500), worlds.need("bravo", "outpatient", 10)]
    clinic = worlds.unit("usa_clinic", "clinic", "quay", own_transport=True)
    s = worlds.world(needs=needs, units=[clinic], roads=[worlds.road("lane", "quay", "bravo", 12)])
    assert best(s)["usa_clinic"] == ["bravo"]


def test_loaders_go_where_aircraft_that_need_them_could_land():
    """Of airfields without a loader, the one with a runway too short for any that needs one is not offered."""
    places = worlds.edited(
        worlds.PLACES, field={"handling": False, "runway_m": 2000.0}, strip={"handling": False, "runway_m": 1000.0}
    )
    s = worlds.world(places=places, units=[worlds.unit("phl_loaders", "loaders", "hub")])
    assert best(s)["phl_loaders"] == ["field"]
