"""How full aprons and berths are, hour by hour.

Counted as the rules count: landing craft take no berth, and only calls that last take anything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, floor

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Stop
from hadr_planner.domain.scenario import Scenario

from .kpis.capacity import peak, ports, ramp_wing, ramps
from .wording import node_name

WHATS = {"fixed": "fixed-wing spots", "heli": "helicopter spots", "berths": "berths"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """One apron or quay.

    Parameters
    ----------
    what
        Fixed-wing spots, helicopter spots or berths.
    capacity
        How many there are; unset where not known.
    most
        Most at once within each whole hour of the plan.
    """

    place: str
    name: str
    what: str
    capacity: int | None
    most: tuple[int, ...]


def occupancy(scenario: Scenario, plan: Plan) -> tuple[Occupancy, ...]:
    """Every apron and quay that the plan calls at, the fullest first."""
    sizes: dict[tuple[str, str], int | None] = {(use.place, use.wing): use.spots for use in ramps(scenario, plan)}
    sizes |= {(use.place, "berths"): use.berths for use in ports(scenario, plan)}
    calls = _calls(scenario, plan)
    found = [
        Occupancy(
            place=place,
            name=node_name(scenario, place),
            what=WHATS[kind],
            capacity=size,
            most=_most(scenario, calls[place, kind]),
        )
        for (place, kind), size in sizes.items()
        if (place, kind) in calls
    ]
    return tuple(sorted(found, key=lambda one: (-sum(one.most) / (one.capacity or 10_000), one.place, one.what)))


def _calls(scenario: Scenario, plan: Plan) -> dict[tuple[str, str], list[Stop]]:
    calls: defaultdict[tuple[str, str], list[Stop]] = defaultdict(list)
    for sortie in plan.sorties:
        kind = scenario.assets[sortie.asset].type
        key = "berths" if kind.mode is Mode.SHIP else ramp_wing(kind)
        for stop in sortie.stops:
            if stop.off_block_h > stop.on_block_h:
                calls[stop.node, key].append(stop)
    return calls


def _most(scenario: Scenario, stops: list[Stop]) -> tuple[int, ...]:
    hours: list[list[Stop]] = [[] for _ in range(ceil(scenario.clock.horizon_h - EPSILON_H))]
    for stop in stops:
        first, last = floor(stop.on_block_h + EPSILON_H), ceil(stop.off_block_h - EPSILON_H)
        for hour in range(first, min(last, len(hours))):
            hours[hour].append(stop)
    return tuple(_within(hour, there) for hour, there in enumerate(hours))


def _within(hour: int, there: list[Stop]) -> int:
    return peak(there) if there else 0
