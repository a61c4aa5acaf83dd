"""Goods put into holds: nothing is left that mixing would have taken along."""

from __future__ import annotations

import pytest

from hadr_planner.solver.loads import Good, Hold, load

TENTS, MEALS = 1, 2


def carried(holds: list[Hold], item: int) -> float:
    return sum(hold.held.get(item, 0.0) for hold in holds)


def test_what_fits_one_after_the_other_is_not_mixed() -> None:
    holds = [Hold(4.0, 20.0, {}), Hold(4.0, 20.0, {})]
    load([Good(TENTS, 5.0, 4.0), Good(MEALS, 2.0, 4.0)], holds)
    assert [hold.held for hold in holds] == [{TENTS: 4.0}, {MEALS: 4.0}]


def test_bulky_goods_share_their_holds_with_dense_ones_where_both_would_not_fit_else() -> None:
    """Two trucks of 4 t and 20 m3: 4.8 t of tents fill both by volume, with 3.2 t of meals by weight, too."""
    holds = [Hold(4.0, 20.0, {}), Hold(4.0, 20.0, {})]
    load([Good(TENTS, 20 / 3, 4.8), Good(MEALS, 2.5, 3.2)], holds)
    assert carried(holds, TENTS) == pytest.approx(4.8)
    assert carried(holds, MEALS) == pytest.approx(3.2)
    for hold in holds:
        assert sum(hold.held.values()) <= 4.0 + 1e-6


def test_where_not_all_fits_what_comes_first_goes_whole() -> None:
    """A unit before goods: half a unit helps nobody."""
    holds = [Hold(4.0, 20.0, {}), Hold(1.0, 40.0, {})]
    load([Good(TENTS, 10.0, 3.0), Good(MEALS, 1.0, 5.0)], holds)
    assert carried(holds, TENTS) == pytest.approx(3.0)
    assert carried(holds, MEALS) == pytest.approx(0.0)
