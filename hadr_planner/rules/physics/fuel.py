r"""What is taken at a place in a day is within the fuel that it has, where that is known.

.. math:: \sum_{refuellings\ at\ n\ on\ day\ d} burn_m \cdot km / speed_m \le fuel_{nd}

Days count from H+0; the arrival's on-block decides the day. Each refuelling makes good what was burnt since the last:
on the way only when the whole trip is beyond the range, always at the last stop (see RANGE).

Trucks don't count: they fill up on the road, and a place's figure is for aircraft, ships and craft.

Not modelled: fuel for units, generators and handling; fuel left over from the day before; engines left running.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import Place
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules.hops import trips
from hadr_planner.rules.lines import UNKNOWN, lines

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "FUEL"
TITLE = "Fuel per place and day"
SOURCE = "Airfield and port surveys; burn rates of the asset catalogue"
LIFTED_BY = "whoever brings more fuel there"

LEAST_T = 1e-6


def impose(x: Decisions) -> None:
    """Limit uplifts per place and day."""
    line, daily_t = lines([node.fuel_t_per_day if isinstance(node, Place) else None for node in x.nodes])
    uplifts = x.missions.uplifts
    sips = x.pool_array(lambda asset: asset.type.mode is not Mode.TRUCK)[uplifts.mission]
    counts = sips & (line[uplifts.node] != UNKNOWN) & (uplifts.fuel_t > 0)
    mission, at, node, fuel_t = (getattr(uplifts, name)[counts] for name in ("mission", "at", "node", "fuel_t"))
    x.limit_per_day(CODE, np.repeat(daily_t[:, None], x.clock.days, axis=1), mission, at, line[node], fuel_t)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find days on which more is taken than there is."""
    last_day = scenario.clock.days - 1
    taken: dict[tuple[str, int], list[tuple[float, str]]] = defaultdict(list)
    for trip in trips(scenario, plan):
        sortie, type = trip.sortie, scenario.assets[trip.sortie.asset].type
        if type.mode is Mode.TRUCK:
            continue
        for refuelling in trip.refuellings:
            place = scenario.places.get(refuelling.at.node)
            if place is not None and place.fuel_t_per_day is not None:
                day = min(int((refuelling.at.on_block_h + 1e-6) // 24), last_day)
                taken[place.id, day].append((type.burn_t_per_h * refuelling.km / type.speed_kmh, sortie.id))
    for (id, day), uplifts in sorted(taken.items()):
        total_t, most_t = sum(fuel_t for fuel_t, _ in uplifts), scenario.places[id].fuel_t_per_day or 0.0
        if total_t > most_t + LEAST_T:
            fuel_t, by = max(uplifts)
            yield Breach(rule=CODE, at=id, by=by, excess=total_t - most_t, unit="t",
                because=f"{id} gives {most_t:g} t of fuel a day; {len(uplifts)} sorties take {total_t:.1f} t between "
                f"H+{24 * day} and H+{24 * day + 24}, most of it {by} with {fuel_t:.1f} t")
