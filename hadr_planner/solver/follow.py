"""From fractions to whole sorties: fly hour by hour so that no mission falls behind what the linear program flew.

Every mission runs up a claim as the fractions of the linear program go by; whenever a tail is free, the mission with
the largest open claim goes, within every row that binds sorties alone. Tails never clash, ramps never overflow.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.columns import Columns
from hadr_planner.solver.hand import Booking, Hand
from hadr_planner.solver.program import Program

LEAST = 0.5
"""Smallest claim on which a tail is sent."""


def follow(
    program: Program, columns: Columns, share: NDArray[np.float64], ahead: int, booked: Sequence[Booking] = ()
) -> tuple[Booking, ...]:
    """Sorties that keep up with fractions ``share`` of ``columns``, besides those booked.

    Parameters
    ----------
    program, columns
        The program, and the sorties that it knows of.
    share
        How many tails, in fractions, fly each of them.
    ahead
        Slots by which a claim may be honoured early.
    booked
        Sorties that are flown in any case.
    """
    x = program.x
    hand = Hand(program, booked=booked)
    slots = x.clock.slots
    flown = np.flatnonzero(share > 1e-4)
    order = flown[np.argsort(columns.start[flown], kind="stable")]
    claim = np.zeros(len(x.missions))
    chosen = list(booked)
    upcoming = 0
    for slot in range(slots):
        while upcoming < len(order) and columns.start[order[upcoming]] <= slot + ahead:
            claim[columns.mission[order[upcoming]]] += share[order[upcoming]]
            upcoming += 1
        for mission in hand.due(slot):
            claim[mission] -= 1.0
        for pool, tail in hand.idle(slot):
            missions = hand.ready(pool, tail, slot)
            open_claims = claim[missions]
            for k in np.argsort(-open_claims, kind="stable")[:8].tolist():
                if open_claims[k] < LEAST:
                    break
                if hand.fits(int(missions[k]), slot):
                    hand.fly(int(missions[k]), slot, tail)
                    claim[missions[k]] -= 1.0
                    number = next(n for n, one in enumerate(hand.tails[pool]) if one is tail)
                    chosen.append(Booking(int(missions[k]), slot, pool, number))
                    break
    return tuple(chosen)


def flown(bookings: Sequence[Booking]) -> Columns:
    """Their sorties, one entry each."""
    pairs = np.array([(one.mission, one.slot) for one in bookings], dtype=np.int64).reshape(-1, 2)
    return Columns(pairs[:, 0], pairs[:, 1])
