"""What may turn out otherwise than the scenario says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .quantity import Confidence, Id, NonNegative, Share, Text


class DoubtKind(StrEnum):
    """What may happen."""

    WEATHER_DAY = "weather_day"
    BREAKDOWN = "breakdown"
    RAMP_SLOWER = "ramp_slower"
    SUPPLY_LATE = "supply_late"
    OPENING_LATE = "opening_late"
    NEED_FACTOR = "need_factor"
    NATION_WITHDRAWS = "nation_withdraws"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that may turn out otherwise: one row of ``uncertainty.csv``.

    What it turns out to be is drawn evenly between ``low`` and ``high``.

    Parameters
    ----------
    target
        What it is about; empty for all that the kind can be about. Weather: area, site or place; breakdowns: asset or
        type; ramps: place; supplies: supply, place or item; openings: place or road; needs: need, site or item;
        withdrawal: owner.
    probability
        Chance of it: per day for weather, per tail and day for breakdowns, else once for each thing.
    low, high
        Hours late (supplies, openings); days out of service (breakdowns); hour of withdrawal; times as slow (ramps);
        times the quantity (needs). Weather takes none: it lasts the day.
    spread
        Share of things that are drawn each by itself; the others all turn out alike. Breakdowns are always single.
    """

    id: Id
    kind: DoubtKind
    target: Text = ""
    probability: Share = 1.0
    low: NonNegative = 0.0
    high: NonNegative = 0.0
    spread: Share = 1.0
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""
