r"""Moves last as long as the distance takes, calls as long as loading and unloading takes, all on the clock's slots.

.. math::
    on_{k+1} - off_k \ge km_{k,k+1} / speed, \qquad
    off_k - on_k \ge \lceil load \rceil [k\ loads] + \lceil unload \rceil [k\ unloads], \qquad
    0 \le on_k \le off_k \le horizon

Times are whole slots; loading and unloading are each rounded up to slots. By road, hours are those of the fastest way.

Not modelled: wind, traffic, holding, taxi beyond what block speed includes, faster work with less cargo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import AssetType
from hadr_planner.domain.clock import EPSILON_H, Clock
from hadr_planner.domain.plan import Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.hops import Hop, trips

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "TIMING"
TITLE = "Block times and ground times"
SOURCE = "Block speeds and ground times of the asset catalogue (AFPAM 10-1403 and makers' figures)"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    """Nothing to say: missions are built with these times."""


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find stops off the clock, calls too short for their cargo, and moves too fast."""
    for trip in trips(scenario, plan):
        sortie, type = trip.sortie, scenario.assets[trip.sortie.asset].type
        for stop in sortie.stops:
            yield from _off_clock(scenario.clock, sortie, stop)
            yield from _too_short(scenario.clock, type, sortie, stop)
        for hop in trip.hops:
            yield from _too_fast(type, sortie, hop)


def _off_clock(clock: Clock, sortie: Sortie, stop: Stop) -> Iterator[Breach]:
    for hour in dict.fromkeys((stop.on_block_h, stop.off_block_h)):
        outside = max(-hour, hour - clock.horizon_h)
        astray = abs(hour - round(hour / clock.slot_h) * clock.slot_h)
        if outside > EPSILON_H:
            yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=outside, unit="h",
                because=f"{sortie.id} is at {stop.node} at H+{hour:g}, outside the plan (H+0 to H+{clock.horizon_h:g})")
        elif astray > EPSILON_H:
            yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=astray, unit="h",
                because=f"{sortie.id} is at {stop.node} at H+{hour:g}, not on a slot of {clock.slot_h:g} h")


def _too_short(clock: Clock, type: AssetType, sortie: Sortie, stop: Stop) -> Iterator[Breach]:
    loads, unloads = any(stop.loads.values()), any(stop.unloads.values())
    slots = clock.slots_for(type.load_h) * loads + clock.slots_for(type.unload_h) * unloads
    needed_h, taken_h = slots * clock.slot_h, stop.off_block_h - stop.on_block_h
    if taken_h < needed_h - EPSILON_H:
        work = " and ".join(word for word, done in (("load", loads), ("unload", unloads)) if done) or "call"
        yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=needed_h - taken_h, unit="h",
            because=f"{type.id} needs {needed_h:g} h to {work} at {stop.node}; {sortie.id} is there "
            f"from H+{stop.on_block_h:g} to H+{stop.off_block_h:g}")


def _too_fast(type: AssetType, sortie: Sortie, hop: Hop) -> Iterator[Breach]:
    if hop.taken_h >= hop.least_h - EPSILON_H:
        return
    start, end = hop.start, hop.end
    if hop.km == float("inf"):
        yield Breach(rule=CODE, at=end.node, by=sortie.id,
            because=f"there is no way for {type.id} from {start.node} to {end.node}; {sortie.id} sets out at "
            f"H+{start.off_block_h:g}")
        return
    yield Breach(rule=CODE, at=end.node, by=sortie.id, excess=hop.least_h - hop.taken_h, unit="h",
        because=f"{type.id} needs {hop.least_h:.2f} h for the {hop.km:.0f} km from {start.node} to {end.node}; "
        f"{sortie.id} leaves at H+{start.off_block_h:g} and arrives at H+{end.on_block_h:g}")
