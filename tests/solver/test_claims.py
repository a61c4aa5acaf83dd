"""What sorties claim of tails within a watch and a spell: no plan is cut off by it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadr_planner.solver.claims import PACKS, Claims, packing
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.program import Linear, Program


@settings(deadline=None)
@given(st.lists(st.integers(1, 48), min_size=1, max_size=12), st.integers(0, 10), st.integers(1, PACKS))
def test_what_follows_one_another_in_a_spell_claims_one_tail_at_most(lengths: list[int], idle: int, k: int) -> None:
    spell = sum(lengths) + idle
    assert packing(np.array(lengths) / spell, k).sum() <= 1.0 + 1e-9


def test_of_five_hours_in_twelve_two_follow_one_another() -> None:
    """Hours alone would say 2.4."""
    assert packing(np.array([5 / 12]), 2) == pytest.approx(0.5)


def test_sorties_of_a_plan_made_by_hand_keep_to_every_claim(program: Program, linear: Linear) -> None:
    flown = Greedy(program).run().flown
    slots = program.x.clock.slots
    at = np.searchsorted(linear.columns.code(slots), flown.code(slots))
    values = np.zeros(len(linear.upper))
    np.add.at(values, at, 1.0)
    claims = Claims(program, linear)
    for rows in (claims.hours(), claims.packed()):
        assert len(rows.key) == len(np.unique(rows.key))
        assert (rows.matrix @ values <= rows.tails + 1e-9).all()
        assert (rows.matrix @ values).any()
