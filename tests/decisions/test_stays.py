"""When units set out by themselves."""

from __future__ import annotations

from hadr_planner.decisions import Decisions
from hadr_planner.judge import verify
from hadr_planner.solver.greedy import greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide
from tests import worlds


def world(**road):
    """A clinic with its own cars, and one road to patients."""
    return worlds.world(
        ["phl_trucks"],
        needs=[worlds.need("alpha", "outpatient", 50)],
        units=[worlds.unit("usa_clinic", "clinic", "quay", own_transport=True, ready_h=1)],
        roads=[worlds.road("lane", "quay", "alpha", 30, speed_kmh=30, **road)],
    )


def test_a_unit_waits_for_its_road_to_open():
    """It sets out as soon as it is ready and a road is open, and the plan that says so obeys the rules."""
    x = Decisions(world(opens_h=7))
    assert set(x.stay.arrived_h - x.stay.driven_h) == {7.0}
    plan = greedy(Program(decide(x.scenario)))
    assert [(drive.start_h, drive.end_h) for drive in plan.drives] == [(7.0, 8.0)]
    assert not verify(x.scenario, plan)


def test_a_road_that_closes_too_soon_is_not_driven():
    """There is no stay where the only road closes before the unit could be through."""
    assert not len(Decisions(world(opens_h=7, closes_h=7.5)).stay)
