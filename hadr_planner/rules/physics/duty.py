r"""Crews work no longer than their day, and rest before the next.

A tail's crews together cover a working window of :math:`W` hours a day: 24 if :math:`crews \cdot duty \ge 24`, else
:math:`\min(crews \cdot duty, 24 - rest)`, from 06:00 local (planning factor ``duty_opens_local_h``): in the zone of
``start`` or, where that is more than 3.5 h from the sun at the sites, by the sun. A sortie is busy for :math:`D` hours,
first on-block to last off-block.

.. math::
    W < 24,\ D \le W:&\quad open \le start,\ end \le open + W \text{ for the opening of one day} \\
    W < 24,\ D > W:&\quad D \le long\ duty;\ \text{the tail is taken from the latest opening} \le start
        \text{ to } end + rest \\
    W = 24,\ D > duty:&\quad D \le long\ duty;\ \text{the tail is taken from } start \text{ to } end + rest

What one sortie takes of a tail, in whole slots and not before H+0 nor before the asset is ready, overlaps with no other
sortie and with nothing taken by another. Types with a duty day of 24 hours or more aren't limited.

Not modelled: single crews by name, weekly limits, fatigue, crews swapped at stands, unequal shifts within the window.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import AssetType
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions, Floats

CODE = "DUTY"
TITLE = "Crew duty and rest"
SOURCE = "Crew duty and rest of the asset catalogue (AFMAN 11-202V3 and like national rules)"
LIFTED_BY = "the owner's air or fleet commander, by a duty-day waiver"

OPENS_LOCAL_H = 6.0
"""Local hour at which working windows open, where the catalogue has no ``duty_opens_local_h``."""


def impose(x: Decisions) -> None:
    """Forbid sorties outside their working day; let long ones claim their tail before and after."""
    types = [asset.type for asset in x.pools]
    duty, most, rest, crews = (
        np.array([getattr(type, name) for type in types], dtype=float)[x.missions.pool]
        for name in ("duty_h", "long_duty_h", "rest_h", "crews")
    )
    ready = np.array([x.clock.slots_for(asset.ready_h) for asset in x.pools], dtype=np.int64)[x.missions.pool]
    busy = x.missions.slots * x.clock.slot_h
    window = np.where(crews * duty >= 24, 24.0, np.minimum(crews * duty, 24 - rest))
    limited, around = duty < 24, window >= 24
    long = limited & (busy > np.where(around, duty, window) + EPSILON_H)
    opening = _opening_h(x)
    within = np.flatnonzero(limited & ~around & ~long)
    x.forbid((busy - window)[within, None] > (opening - x.hour[:-1]) + EPSILON_H, within)
    x.forbid(long & (busy > most + EPSILON_H))
    before = np.flatnonzero(long & ~around)
    taken = np.maximum(np.floor(opening / x.clock.slot_h + EPSILON_H), ready[before, None])
    lead = np.maximum(np.arange(x.clock.slots) - np.maximum(taken, 0), 0)
    x.lead[before] = np.maximum(x.lead[before], lead.astype(x.lead.dtype))
    slots = np.array([x.clock.slots_for(type.rest_h) for type in types], dtype=np.int64)[x.missions.pool]
    np.maximum(x.rest, np.where(long, slots, 0), out=x.rest)


def _opening_h(x: Decisions) -> Floats:
    """Latest opening at or before every slot; before H+0 it is negative."""
    factor = x.scenario.catalogue.factors.get("duty_opens_local_h")
    first = (OPENS_LOCAL_H if factor is None else factor.value) - x.scenario.working_hour(0)
    return first + 24 * np.floor((x.hour[:-1] - first + EPSILON_H) / 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What a sortie takes of its tail, beyond its own hours where ``long``."""

    sortie: Sortie
    from_h: float
    until_h: float
    long: bool


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find sorties outside the working day or too long, and tails without their rest."""
    claims: dict[tuple[str, int], list[_Claim]] = defaultdict(list)
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        if type.duty_h < 24:
            yield from _day(scenario, type, sortie)
            claims[sortie.asset, sortie.tail].append(_claim(scenario, type, sortie))
    for (asset, tail), taken in claims.items():
        if any(claim.long for claim in taken):
            yield from _rest(scenario, asset, tail, taken)


def _window_h(type: AssetType) -> float:
    together_h = type.crews * type.duty_h
    return 24.0 if together_h >= 24 else min(together_h, 24 - type.rest_h)


def _day(scenario: Scenario, type: AssetType, sortie: Sortie) -> Iterator[Breach]:
    window_h, busy_h = _window_h(type), sortie.end_h - sortie.start_h
    day_h = type.duty_h if window_h == 24 else window_h
    most_h, closes_h = max(day_h, type.long_duty_h), _opens_h(scenario, sortie.start_h) + window_h
    times = f"from H+{sortie.start_h:g} to H+{sortie.end_h:g}"
    if busy_h > most_h + EPSILON_H:
        yield Breach(
            rule=CODE, at=sortie.stops[0].node, by=sortie.id, excess=busy_h - most_h, unit="h",
            because=f"crews of {type.id} may be on duty for {most_h:g} h; {sortie.id} takes {busy_h:g} h, {times}",
        )
    elif window_h < 24 and busy_h <= day_h + EPSILON_H and sortie.end_h > closes_h + EPSILON_H:
        yield Breach(
            rule=CODE, at=sortie.stops[-1].node, by=sortie.id, excess=sortie.end_h - closes_h, unit="h",
            because=f"crews of {type.id} work from H+{closes_h - window_h:g} to H+{closes_h:g}; {sortie.id} lasts "
            f"{times}",
        )


def _opens_h(scenario: Scenario, hour: float) -> float:
    """Latest opening of a working window at or before this hour."""
    factors = scenario.catalogue.factors
    local_h = factors["duty_opens_local_h"].value if "duty_opens_local_h" in factors else OPENS_LOCAL_H
    since_h = (scenario.working_hour(hour) - local_h) % 24
    return hour - (0.0 if since_h > 24 - EPSILON_H else since_h)


def _claim(scenario: Scenario, type: AssetType, sortie: Sortie) -> _Claim:
    slot_h, window_h = scenario.clock.slot_h, _window_h(type)
    start_h, end_h = sortie.start_h, sortie.end_h
    if end_h - start_h <= (type.duty_h if window_h == 24 else window_h) + EPSILON_H:
        return _Claim(sortie=sortie, from_h=start_h, until_h=end_h, long=False)
    from_h = start_h
    if window_h < 24:
        opening_h = math.floor(_opens_h(scenario, start_h) / slot_h + EPSILON_H) * slot_h
        ready_h = math.ceil(scenario.assets[sortie.asset].ready_h / slot_h - EPSILON_H) * slot_h
        from_h = min(max(opening_h, ready_h, 0.0), start_h)
    rest_h = math.ceil(type.rest_h / slot_h - EPSILON_H) * slot_h
    return _Claim(sortie=sortie, from_h=from_h, until_h=end_h + rest_h, long=from_h < start_h or rest_h > 0)


def _rest(scenario: Scenario, asset: str, tail: int, taken: list[_Claim]) -> Iterator[Breach]:
    for one, other in combinations(sorted(taken, key=lambda claim: claim.sortie.start_h), 2):
        short_h = min(one.until_h, other.until_h) - max(one.from_h, other.from_h)
        if short_h > EPSILON_H and (one.long or other.long):
            witness, fellow = (one, other) if one.long else (other, one)
            yield Breach(
                rule=CODE, at=fellow.sortie.stops[0].node, by=fellow.sortie.id, excess=short_h, unit="h",
                because=f"{witness.sortie.id} takes {asset} {tail} from H+{witness.from_h:g} to H+{witness.until_h:g} "
                f"with its crew's day and rest; {fellow.sortie.id} takes it from H+{fellow.from_h:g} to "
                f"H+{fellow.until_h:g}",
            )
