"""What a tonne is worth the more because the site that gets it lags behind, as far as the worst site counts.

A linear program prices that by itself; a staff that sends tails one by one has to look for it, or a far site of few
people comes last for good.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.goals import worst_site, worth
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]

NEAR = 0.05
"""Share of all that is owed by which a site may be ahead of the worst and still count as one of them."""


class Laggards:
    """The sites that fare worst, and how much that raises the worth of what they get."""

    def __init__(self, program: Program, serving: Mapping[int, int]) -> None:
        """``serving`` names the site, by the number of its node, of every other node that hands over there."""
        x = program.x
        due = worst_site.owed(x.scenario)
        self._sites = np.array([x.network.index[site] for site in due], dtype=np.int64)
        self._due = np.array(list(due.values()), dtype=float)
        self._at = np.arange(len(x.nodes))
        self._at[list(serving)] = list(serving.values())
        block = program.blocks.get(worst_site.ID)
        self._at_stake = 0.0 if block is None else float(block.worth().sum())
        self._worth = np.zeros((len(x.nodes), len(x.cargo)))
        for need in x.needs:
            if need.kind is NeedKind.CARGO and need.item in x.cargo:
                at = x.network.index[need.site], x.cargo.index(need.item)
                self._worth[at] = worth.person_days_per_t(x.scenario, need)

    def factor(self, got: Floats) -> Floats:
        """By how much each node's goods are worth more; ``got`` are the tonnes that came (node, item)."""
        more = np.ones(len(self._at))
        if self._at_stake and len(self._sites):
            came = np.bincount(self._at, (got * self._worth[self._at]).sum(axis=1), len(self._at))
            share = came[self._sites] / self._due
            last = np.exp(-(share - share.min()) / NEAR)
            more[self._sites] = np.maximum(1.0, self._at_stake / self._due * last / last.sum())
        return np.asarray(more[self._at])
