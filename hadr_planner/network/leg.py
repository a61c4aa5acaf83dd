"""One way to drive from a node to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hadr_planner.domain.geography import FOREVER_H, Road

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLeg:
    """One way to drive from a node to another.

    Parameters
    ----------
    via
        Known roads, in the order driven.
    opens_h, closes_h
        Hours after start between which all of them are open.
    max_load_t
        Heaviest vehicle that all of them bear; unset where not limited.
    estimated
        At least in part guessed from the great circle.
    """

    km: float
    hours: float
    via: tuple[str, ...] = ()
    opens_h: float = 0.0
    closes_h: float = FOREVER_H
    max_load_t: float | None = None
    estimated: bool = False


def known_leg(road: Road) -> RoadLeg:
    """The leg that a known road is."""
    return RoadLeg(
        km=road.km,
        hours=road.km / road.speed_kmh,
        via=(road.id,),
        opens_h=road.opens_h,
        closes_h=road.closes_h,
        max_load_t=road.max_load_t,
    )


def chained(legs: Sequence[RoadLeg]) -> RoadLeg:
    """One leg after the other; the narrowest of their windows and limits holds for all."""
    return RoadLeg(
        km=sum(leg.km for leg in legs),
        hours=sum(leg.hours for leg in legs),
        via=tuple(id for leg in legs for id in leg.via),
        opens_h=max((leg.opens_h for leg in legs), default=0.0),
        closes_h=min((leg.closes_h for leg in legs), default=FOREVER_H),
        max_load_t=min((leg.max_load_t for leg in legs if leg.max_load_t is not None), default=None),
        estimated=any(leg.estimated for leg in legs),
    )
