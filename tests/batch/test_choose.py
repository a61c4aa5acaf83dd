"""Choosing a plan that survives: by draws none was made for, a plan that holds as written, at a price that is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from worlds import PLACES, supply, world

from hadr_planner import run_all, solve
from hadr_planner.batch import Course, choose, with_margins
from hadr_planner.domain.doubt import Doubt, DoubtKind
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io import digest, read_plan
from hadr_planner.judge import verify
from hadr_planner.uncertainty import cautious, draw

QUICK = Course(deterministic=2)


def test_the_choice_is_the_best_candidate_and_a_sound_plan(tutorial: Scenario, tmp_path: Path) -> None:
    choice = choose(tutorial, out=tmp_path, draws=6, candidates=1, courses=with_margins(QUICK)[::3], workers=0)
    assert list(choice.score) == sorted(choice.score, key=lambda name: -choice.score[name])
    assert set(choice.score) == {"plain", "margin_90", "draw_1"}
    assert choice.name == next(iter(choice.score))
    assert verify(tutorial, choice.plan) == ()
    assert choice.plan.value <= choice.plan.bound
    assert choice.costs >= 0
    assert read_plan(tmp_path / "chosen.json") == choice.plan


def test_candidates_are_judged_by_draws_that_none_was_made_for(tutorial: Scenario, tmp_path: Path) -> None:
    """One candidate is made for draw 1; draws 2 to 4 judge."""
    choose(tutorial, out=tmp_path, draws=3, candidates=1, courses=[QUICK], workers=0)
    replayed = {file.name.split("-")[1] for file in (tmp_path / "replays" / "runs").iterdir()}
    assert replayed == {"0000", "0002", "0003", "0004"}


def test_the_tails_weight_decides(tutorial: Scenario, tmp_path: Path) -> None:
    """With all weight on the worst fifth, nobody has a better worst fifth than the chosen one."""
    choice = choose(tutorial, out=tmp_path, draws=5, courses=with_margins(QUICK)[::3], tail_weight=1.0, workers=0)
    assert choice.summaries[0].tail_mean == max(s.tail_mean or 0.0 for s in choice.summaries)


def test_nothing_to_judge_by_is_a_mistake(tutorial: Scenario, tmp_path: Path) -> None:
    with pytest.raises(HadrError, match="at least one draw"):
        choose(tutorial, out=tmp_path, draws=0)


def test_a_plan_with_margins_is_verified_as_written(tutorial: Scenario, tmp_path: Path) -> None:
    """It is worth something there, and claims no bound, for it was not made for that."""
    row = run_all([tutorial], out=tmp_path, courses=[Course(id="m", deterministic=2, caution=0.9)], workers=0)[0]
    plan = read_plan(tmp_path / "plans" / f"{row.run}.json")
    assert verify(tutorial, plan) == ()
    assert plan.value == row.value
    assert (row.value or 0) > 0
    assert row.bound is None


def test_goods_that_come_earlier_than_planned_for_may_overfill_a_store(tmp_path: Path) -> None:
    """Water is feared late; it comes in time, and the field then has no room for what the lifters bring: they stay."""
    field = replace(PLACES[1], storage_t=20.0, handling=True)
    late = Doubt(id="l", kind=DoubtKind.SUPPLY_LATE, target="field", low=20, high=20)
    s = world(assets=["usa_lifters", "usa_choppers"], places=(PLACES[0], field, *PLACES[2:]),
              supplies=(supply("hub", "water", 60), supply("field", "food", 19)), uncertainty={"l": late})
    s = replace(s, digest=digest(s))
    row = run_all([s], out=tmp_path, courses=[Course(id="m", deterministic=2, caution=0.9)], workers=0)[0]
    assert not row.failed
    assert (row.sorties or 0) < len(solve(cautious(s, 0.9), deterministic=2).sorties)
    assert verify(s, read_plan(tmp_path / "plans" / f"{row.run}.json")) == ()


def test_caution_only_tightens(tutorial: Scenario) -> None:
    """What may be late is later at a higher level, never earlier than written; no level, no change."""
    assert cautious(tutorial, 0.0) is tutorial
    some, more = cautious(tutorial, 0.75), cautious(tutorial, 0.9)
    for id, goods in tutorial.supplies.items():
        assert goods.available_h < some.supplies[id].available_h < more.supplies[id].available_h
    for id, place in tutorial.places.items():
        assert place.opens_h <= some.places[id].opens_h <= more.places[id].opens_h


def test_a_level_is_a_quantile_of_the_draws(tutorial: Scenario) -> None:
    """About one draw in ten is later than the margin of 0.9."""
    id = next(iter(tutorial.supplies))
    margin_h = cautious(tutorial, 0.9).supplies[id].available_h
    later = sum(draw(tutorial, n).supplies[id].available_h > margin_h for n in range(1, 301))
    assert 12 <= later <= 50
