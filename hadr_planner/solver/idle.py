"""What idle tails could do that a plan's own prices pay for.

Once all that is flown is settled, every lift has a price there: what another tonne on it would be worth. Sorties that
carry nothing then make way, and tails that stand idle fly what pays most for its time, as long as every row has room.
A price holds for a little more only, so no more than a few sorties go the same way in one period.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.solver import pricing
from hadr_planner.solver.assemble import tails, worth_flying
from hadr_planner.solver.columns import Columns, counted
from hadr_planner.solver.fill import Filled
from hadr_planner.solver.hand import Booking, Hand
from hadr_planner.solver.loads import share_out
from hadr_planner.solver.opened import granted
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]

ALIKE = 2
"""Most sorties of one mission that are added in one period."""
TRIED = 12
"""Missions that one tail tries at one slot."""


def busier(program: Program, filled: Filled, prices: Floats) -> tuple[Columns, NDArray[np.int64]]:
    """The sorties of a plan without those that carry nothing, and what idle tails do besides; how many tails fly each.

    Parameters
    ----------
    program
        All rows of the book.
    filled
        The plan as settled, units in fractions or whole.
    prices
        Of every row of the book, in person-days per unit, when the sorties are held.
    """
    kept = _useful(program, filled)
    hand = Hand(program, granted(program, filled.values["stay"]), _bookings(program, kept))
    worths = pricing.worth(program, prices)
    sails = {pool for pool, asset in enumerate(program.x.pools) if asset.type.mode is Mode.SHIP}
    return counted(_flown(program, hand, worths, sails), program.x.clock.slots)


def _useful(program: Program, filled: Filled) -> Columns:
    """One entry for every sortie that is worth flying."""
    columns, counts = filled.columns, filled.counts
    flown = Columns(np.repeat(columns.mission, counts), np.repeat(columns.start, counts))
    return flown.take(worth_flying(program, share_out(program, flown, filled.values["flow"])))


def _bookings(program: Program, flown: Columns) -> list[Booking]:
    pool, tail = program.x.missions.pool[flown.mission], tails(program, flown) - 1
    found = zip(flown.mission.tolist(), flown.start.tolist(), pool.tolist(), tail.tolist(), strict=True)
    return [Booking(*one) for one in found if one[-1] >= 0]


def _flown(program: Program, hand: Hand, worths: Floats, moored: set[int]) -> Columns:
    """All that is booked, and what idle tails find worth flying, slot by slot."""
    x = program.x
    pays = {key: np.any(worths[missions] > 0, axis=0) for key, missions in hand.missions_of.items()}
    flown: list[tuple[int, int]] = []
    alike: defaultdict[tuple[int, int], int] = defaultdict(int)
    for slot in range(x.clock.slots):
        period = int(x.leaves[slot])
        flown += [(mission, slot) for mission in hand.due(slot)]
        for pool, tail in hand.idle(slot):
            if pool in moored or (pool, tail.stand) not in pays or not pays[pool, tail.stand][slot]:
                continue
            missions = hand.ready(pool, tail, slot)
            score = worths[missions, slot] / x.missions.slots[missions]
            for k in np.argsort(-score, kind="stable")[: min(TRIED, int(np.count_nonzero(score > 0)))].tolist():
                mission = int(missions[k])
                if alike[mission, period] < ALIKE and hand.fits(mission, slot):
                    hand.fly(mission, slot, tail)
                    alike[mission, period] += 1
                    flown.append((mission, slot))
                    break
    pairs = np.array(flown, dtype=np.int64).reshape(-1, 2)
    return Columns(pairs[:, 0], pairs[:, 1])
