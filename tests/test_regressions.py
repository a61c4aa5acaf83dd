"""Small worlds on which a rule once told the optimizer something else than it checked."""

from __future__ import annotations

import worlds

from hadr_planner.decisions import Decisions
from hadr_planner.domain.force import Per
from hadr_planner.judge import verify
from hadr_planner.rules.physics import repair
from hadr_planner.solver import solve
from hadr_planner.solver.greedy import greedy
from hadr_planner.solver.program import Program
from hadr_planner.solver.search import decide


def test_a_partner_who_begins_late_leaves_the_days_need_as_it_is():
    """Hand-overs too early to be made don't lower what the day is owed."""
    told = []
    s = worlds.world(
        ["usa_choppers"],
        needs=[worlds.need("alpha", "food", 4)],
        supplies=[worlds.supply("field", "food", 30)],
        partnerships=[worlds.partnership("alpha", from_h=19)],
    )
    plan = solve(s, deterministic=3, watch=told.append)
    assert plan.hand_overs
    assert plan.value <= min(event.bound for event in told) + 1e-3


def test_a_unit_that_drives_waits_for_a_broken_road():
    """It may not drive over what is shut until it is mended."""
    needs = [worlds.need("field", "engineering", 5), worlds.need("coast", "engineering", 5)]
    s = worlds.world(
        ["phl_trucks"],
        needs=needs,
        units=[worlds.unit("phl_sappers", "sappers", "depot", own_transport=True)],
        roads=[r for r in worlds.ROADS if r.id == "coast"],
    )
    x = Decisions(s)
    repair.impose(x)
    over = (x.stay.node == x.network.index["field"]) & x.stay.drives
    assert not x.stay.upper[over].any()


def test_a_unit_that_nothing_lifts_takes_its_room():
    """It lies where it is, whether or not a flow could carry it."""
    places = worlds.edited(worlds.PLACES, field={"storage_t": 10.0})
    s = worlds.world(
        ["usa_choppers", "usa_lifters"],
        places=places,
        units=[worlds.unit("usa_clinic", "clinic", "field")],
        needs=[worlds.need("alpha", "kit", 30, per=Per.ONCE)],
        supplies=[worlds.supply("hub", "kit", 60)],
        partnerships=[worlds.partnership("alpha")],
    )
    assert [b.because for b in verify(s, greedy(Program(decide(s))))] == []


def test_a_site_without_people_does_not_stop_the_search():
    """Nobody is affected there, though a need is written down: it is worth nothing, and the others are served."""
    sites = worlds.edited(worlds.SITES, bravo={"affected": 0, "population": 0})
    needs = [worlds.need("alpha", "food", 4), worlds.need("bravo", "food", 1)]
    s = worlds.world(["usa_choppers"], sites=sites, needs=needs, supplies=[worlds.supply("field", "food", 30)])
    plan = solve(s, deterministic=3)
    assert {hand.need for hand in plan.hand_overs} >= {needs[0].id}
    assert not verify(s, plan)
