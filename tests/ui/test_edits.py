"""Hand edits, undone and redone."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner.domain.plan import Plan
from hadr_planner.ui.steer.edits import Edits, Step
from hadr_planner.wishes import Forbid


def step(plan: Plan, sortie: str, seed: int) -> Step:
    return Step(plan=replace(plan, seed=seed), said=sortie, sortie=sortie, wish=Forbid(asset=sortie, from_h=seed))


def test_undo_and_redo_walk_every_plan(made: Plan) -> None:
    edits = Edits(base=made, base_id=1, base_title="").done(step(made, "a", 1)).done(step(made, "b", 2))
    assert edits.now.seed == 2
    assert edits.undone().now.seed == 1
    assert edits.undone().undone().undone().now is made
    assert edits.undone().redone().redone().now.seed == 2


def test_a_new_edit_forgets_what_was_undone(made: Plan) -> None:
    edits = Edits(base=made, base_id=1, base_title="").done(step(made, "a", 1)).undone().done(step(made, "b", 2))
    assert [one.said for one in edits.steps] == ["b"]


def test_of_several_edits_of_one_sortie_the_last_is_wished(made: Plan) -> None:
    edits = Edits(base=made, base_id=1, base_title="")
    edits = edits.done(step(made, "a", 1)).done(step(made, "b", 2)).done(step(made, "a", 3))
    assert edits.wishes == {"a": Forbid(asset="a", from_h=3), "b": Forbid(asset="b", from_h=2)}
    assert edits.undone().wishes == {"a": Forbid(asset="a", from_h=1), "b": Forbid(asset="b", from_h=2)}
