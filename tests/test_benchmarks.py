"""The bench: rivals obey the book, runs go on where they stopped, the page says what was measured."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from benchmarks import bench, paper
from benchmarks.case import Case, scenario
from benchmarks.measure import measure
from benchmarks.mile import mile
from benchmarks.replanning import CHANGES
from benchmarks.rescue import rescue
from benchmarks.rivals.engines import Mip, solved
from benchmarks.rivals.one_mip import Aggregate, on_the_clock
from benchmarks.rivals.priority import priority
from benchmarks.rivals.proportional import proportional
from benchmarks.rivals.rounds import errand, planned
from benchmarks.rivals.way import found_by
from benchmarks.suites import full, quick
from hadr_planner import load, solve
from hadr_planner.judge import verify
from hadr_planner.salvage import salvage


def nobody(_: object) -> None:
    """Listen to nothing."""


@pytest.mark.parametrize("way", [priority, proportional])
def test_plans_by_hand_obey_every_rule_and_help(way: object) -> None:
    """What is compared is a plan, not a wish."""
    posed = mile(1)
    plan = way(posed, 1.0, 0, nobody)  # type: ignore[operator]
    assert verify(posed, plan) == ()
    assert plan.value > 0


def test_one_program_put_on_the_clock_obeys_every_rule() -> None:
    """Whatever the engine says of periods, what is flown is flown in slots."""
    posed = mile(1)
    aggregate = Aggregate(found_by(posed))
    found = solved("HIGHS", aggregate.mip(), 5.0)
    assert found is not None
    plan = on_the_clock(aggregate, found, time.monotonic() + 60)
    assert verify(posed, plan) == ()
    assert plan.value > 0


@pytest.mark.parametrize("engine", ["HIGHS", "GSCIP", "CP_SAT"])
def test_all_engines_understand_the_same_arrays(engine: str) -> None:
    """Two of three things, the dear ones."""
    import numpy as np
    from scipy import sparse

    mip = Mip(
        reward=np.array([3.0, 1.0, 2.0]), upper=np.ones(3), whole=np.ones(3, dtype=bool),
        matrix=sparse.csr_matrix(np.ones((1, 3))), low=np.array([-np.inf]), high=np.array([2.0]),
    )
    assert solved(engine, mip, 5.0) == pytest.approx([1, 0, 1])


def test_rounds_become_a_plan_that_obeys_every_rule() -> None:
    """Every truck one trip with as many parcels as it holds; goods and people as the parcels say."""
    posed = mile(1)
    given = errand(posed)
    rounds, next_parcel = [], 0
    for truck, asset in enumerate(given.trucks):
        trip = []
        while given.capacity_kg(asset) >= sum(map(given.kg, [*trip, next_parcel])):
            trip.append(next_parcel)
            next_parcel += 1
        rounds.append((truck, [trip]))
    plan = planned(given, rounds)
    assert verify(posed, plan) == ()
    assert sum(hand.tonnes for hand in plan.hand_overs) == pytest.approx(
        sum(given.parcels[k].tonnes for k in range(next_parcel))
    )


def test_a_parcel_is_a_piece_of_a_need_and_all_pieces_make_it_whole() -> None:
    """Nothing is left out before routing begins."""
    from hadr_planner import demand

    posed = mile(2)
    given = errand(posed)
    for need in posed.needs.values():
        mine = [parcel.tonnes for parcel in given.parcels if parcel.need == need.id]
        assert sum(mine) == pytest.approx(demand.owed(posed, need, 0))


def test_call_outs_are_drawn_the_same_every_time() -> None:
    """Results can be compared because the instance is."""
    one, same, other = rescue(5, 3, 1), rescue(5, 3, 1), rescue(5, 3, 2)
    assert (one.work_h == same.work_h).all()
    assert (one.work_h != other.work_h).any()
    assert (one.work_h > 0).all()


def test_every_case_has_a_name_of_its_own_and_an_instance() -> None:
    """Two results never share a file."""
    for suite in (quick, full):
        keys = [case.key for case in suite()]
        assert len(keys) == len(set(keys))
    assert scenario("grow:20x30x4x1").clock.slot_h == 1.0
    assert scenario("mile:0") == mile(0)


def test_what_fails_is_a_row(tmp_path: Path) -> None:
    """An instance that isn't there ends in words, not in silence."""
    told = measure(Case(suite="S", instance="no_such_scenario", way="ours", seconds=1.0))
    assert "no_such_scenario" in told["failure"]


def test_a_case_is_measured_once_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Asked again, the result that lies there is taken."""
    case = Case(suite="teams", instance="call:4x2", way="ours", seconds=5.0)
    path = bench.run(case, tmp_path)
    result = json.loads(path.read_text("utf-8"))["result"]
    assert result["proven"] is True
    path.write_text(path.read_text("utf-8").replace("true", "false"), "utf-8")
    assert bench.run(case, tmp_path) == path
    assert json.loads(path.read_text("utf-8"))["result"]["proven"] is False
    assert "harm" in bench.line(path)


def test_the_page_tells_values_ratios_and_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From results alone; pictures apart."""
    monkeypatch.setattr(paper, "course", lambda *_: None)
    for way, result in (
        ("ours", ran(value=90_000.0, bound=100_000.0)),
        ("priority", ran(value=45_000.0, bound=None)),
        ("one_mip_scip", {"failure": "NoAnswerError: found | nothing"}),
    ):
        case = Case(suite="S", instance="S:0", way=way, seconds=30.0)
        told = {"case": case.told(), "counting_s": 0.25, "result": result}
        (tmp_path / f"{way}.json").write_text(json.dumps(told), "utf-8")
    paper.write(tmp_path, tmp_path)
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    assert "| this planner | 1 | 90.0 | 0.900 | 10.00 |" in page
    assert "| 45.0 | 0.450 |" in page
    assert "found / nothing" in page
    assert "which took 0.25 s" in page


def ran(value: float, bound: float | None) -> dict[str, object]:
    return {
        "seconds": 30.0, "peak_mib": 500.0, "value": value, "bound": bound, "first_s": 1.0, "first_value": value,
        "bound_s": 2.0, "breaches": [], "sorties": 1, "stays": 0, "course": [],
    }


def test_exponents_are_those_of_the_curve() -> None:
    """A square grows to the power of two."""
    assert paper.power([(1.0, 3.0), (2.0, 12.0), (4.0, 48.0)]) == "2.00"
    assert paper.power([(1.0, 3.0), (2.0, 12.0)]) == ""


@pytest.mark.parametrize("change", [*CHANGES])
def test_every_change_matters_to_the_plan_in_force(change: str) -> None:
    """What shuts or leaves breaks part of the plan; what grows leaves it whole, with more to do."""
    before = load("tutorial")
    force = solve(before, deterministic=1)
    after = CHANGES[change](before, force)
    assert after.digest != before.digest
    broken = salvage(after, force).broken
    assert bool(broken) == (change != "needs_grow")
    asked = [sum(need.quantity for need in s.needs.values()) for s in (before, after)]
    assert (asked[1] > asked[0]) == (change == "needs_grow")


def test_planning_again_is_told_with_what_it_changes(tmp_path: Path) -> None:
    """A small plan, each change and both ways to plan again become lines of the page."""
    case = Case(suite="replan", instance="tutorial", way="changes", seconds=3.0)
    result = measure(case)
    assert [*result["changes"]] == [*CHANGES]
    for found in result["changes"].values():
        assert found["breaches"] == []
        assert found["value"] >= found["kept"] > 0
    told = {"case": case.told(), "counting_s": 0.25, "result": result}
    (tmp_path / "one.json").write_text(json.dumps(told), "utf-8")
    paper.write(tmp_path, tmp_path)
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    found = result["changes"]["needs_grow"]
    assert "| tutorial | needs grow |" in page
    assert f"| {found['changed']:,} | {found['changed_afresh']:,} | none |" in page
