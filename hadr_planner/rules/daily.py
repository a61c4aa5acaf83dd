"""Slots that a daily window touches, for the rules that say so to the optimizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import FOREVER_H

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions


def touched(
    x: Decisions, opens: float, lasts_h: float, from_h: float = 0.0, until_h: float = FOREVER_H
) -> NDArray[np.bool_]:
    """Whether any part of each slot lies in a daily window while it is in force.

    The window opens every day at local hour ``opens`` for ``lasts_h``, and is in force from ``from_h`` to ``until_h``
    after start.
    """
    first_h = opens - x.scenario.local_hour(0.0)
    days = np.arange(-2, x.clock.days + 2) * 24.0
    begins_h = np.maximum(first_h + days, from_h)[:, None]
    ends_h = np.minimum(first_h + days + lasts_h, until_h)[:, None]
    shared_h = np.minimum(ends_h, x.hour[None, 1:]) - np.maximum(begins_h, x.hour[None, :-1])
    return np.asarray((shared_h > EPSILON_H).any(axis=0))
