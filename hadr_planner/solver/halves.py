"""The bound once pricing has ended: a unit works at a place or it does not, and no plan beats the better half.

Pricing lets units be in two places, a part each. The place at which most nearly half of a unit is cuts all plans in
two: each half is priced by itself, from what is known already, and the greater bound of the two holds for every plan.
The half that holds the bound up is cut next.
"""

from __future__ import annotations

from copy import copy

import numpy as np

from hadr_planner.solver.market import Market

WHOLE = 0.01
"""A unit with less than this share of it away from a place, or at it, is not divided there."""


def halve(market: Market) -> None:
    """Lower the bound of a market that has ended as long as that goes on."""
    Halves(market).run()


class Halves:
    """All plans, cut in parts, each with a market of its own.

    Parameters
    ----------
    market
        Of all plans, when it has ended.
    """

    def __init__(self, market: Market) -> None:
        self.market = market
        whole = copy(market)
        whole.over = True
        self.parts = [whole]

    def run(self) -> None:
        """Cut and price as long as that can lower the bound and there is time."""
        while self.parts and not self.market.ended():
            highest = max(self.parts, key=lambda part: part.bound)
            if not highest.over:
                highest.over = highest.step()
            elif not self._cut(highest):
                return
            self.market.lower(max(part.bound for part in self.parts))

    def _cut(self, part: Market) -> bool:
        """Put two halves in the place of a part; whether some unit is divided in it."""
        place = self._divided(part)
        if place is None:
            return False
        self.parts.remove(part)
        self.parts += [part.half(*place, there) for there in (True, False)]
        return True

    def _divided(self, part: Market) -> tuple[int, int] | None:
        """The unit, and its place, of which the share is nearest to one half; None where all are whole."""
        if part.found is None or not len(part.program.blocks["stay"]):
            return None
        stay, share = part.program.blocks["stay"], part.found.stays(part.program)
        at, of = np.unique(np.stack([stay.unit, stay.node]), axis=1, return_inverse=True)
        there = np.bincount(of.reshape(-1), weights=share)
        nearest = int(np.argmin(np.abs(there - 0.5)))
        return (int(at[0, nearest]), int(at[1, nearest])) if WHOLE < there[nearest] < 1.0 - WHOLE else None
