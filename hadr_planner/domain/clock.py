"""The scenario's clock: slots for movements, periods for stocks, hand-overs and needs."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

EPSILON_H = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Slots of equal length and periods that may widen, both from H+0 to the horizon.

    Parameters
    ----------
    horizon_h
        End of the plan, hours after start.
    slot_h
        Length of a slot, hours; every movement starts on a slot and takes whole slots.
    edges_h
        Period boundaries, ascending, first 0, last the horizon; whole slots.
    """

    horizon_h: float
    slot_h: float
    edges_h: tuple[float, ...]

    @property
    def slots(self) -> int:
        """Number of slots."""
        return round(self.horizon_h / self.slot_h)

    @property
    def periods(self) -> int:
        """Number of periods."""
        return len(self.edges_h) - 1

    @property
    def days(self) -> int:
        """Number of days begun; day 0 starts at H+0."""
        return math.ceil(self.horizon_h / 24 - EPSILON_H)

    def slots_for(self, hours: float) -> int:
        """Whole slots that cover a duration."""
        return math.ceil(hours / self.slot_h - EPSILON_H)

    def leaving(self, hour: float) -> int:
        """Period in which something that leaves at this hour leaves: ``edge <= hour < next edge``."""
        return bisect_right(self.edges_h, hour + EPSILON_H) - 1

    def arriving(self, hour: float) -> int:
        """Period to which an arrival at this hour counts: ``edge < hour <= next edge``."""
        return max(bisect_left(self.edges_h, hour - EPSILON_H) - 1, 0)

    def first_from(self, hour: float) -> int:
        """First period that begins at or after this hour; ``periods`` where there is none."""
        return min(bisect_left(self.edges_h, hour - EPSILON_H), self.periods)

    def length_h(self, period: int) -> float:
        """Length of a period."""
        return self.edges_h[period + 1] - self.edges_h[period]
