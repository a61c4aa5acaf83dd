r"""A fleet is under way no longer per day than its upkeep allows.

.. math:: \sum_{m, s \in day\ d} under\ way_m\, x_{ms} \le count \cdot flying_h \qquad \text{per pool and day}

Days count from H+0; the start decides the day of a sortie. It is a rate of the whole pool, so one tail may fly more
while another is mended. Sorties longer than a duty day are exempt: crew rest bounds them. Types with 24 hours or more a
day aren't limited.

Not modelled: inspections due by name, spare parts, attrition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "FLYING"
TITLE = "Flying hours per day"
SOURCE = "Utilisation rates, AFPAM 10-1403; asset catalogue"
LIFTED_BY = "the owner's maintenance command, by a surge rate"


def impose(x: Decisions) -> None:
    """Limit hours under way per pool and day."""
    missions = x.missions
    rate_h, duty_h = (
        np.array([getattr(asset.type, name) for asset in x.pools], dtype=float)
        for name in ("flying_h_per_day", "duty_h")
    )
    most_h = rate_h * np.array([asset.count for asset in x.pools], dtype=float)
    busy_h = missions.slots * x.clock.slot_h
    counts = (rate_h[missions.pool] < 24) & (busy_h <= duty_h[missions.pool] + EPSILON_H)
    mission = np.flatnonzero(counts & (missions.under_way_h > 0))
    at_most = np.repeat(most_h[:, None], x.clock.days, axis=1)
    at = np.zeros_like(mission)
    x.limit_per_day(CODE, at_most, mission, at, missions.pool[mission], missions.under_way_h[mission])


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find pools that are under way for too long on a day."""
    flown: dict[tuple[str, int], list[tuple[float, str]]] = defaultdict(list)
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        if type.flying_h_per_day < 24 and sortie.end_h - sortie.start_h <= type.duty_h + EPSILON_H:
            gaps = zip(sortie.stops, sortie.stops[1:], strict=False)
            hours = sum(end.on_block_h - start.off_block_h for start, end in gaps)
            flown[sortie.asset, int((sortie.start_h + EPSILON_H) // 24)].append((hours, sortie.id))
    for (id, day), sorties in sorted(flown.items()):
        asset = scenario.assets[id]
        rate_h = asset.type.flying_h_per_day
        total_h, most_h = sum(hours for hours, _ in sorties), asset.count * rate_h
        if total_h > most_h + EPSILON_H:
            hours, by = max(sorties)
            yield Breach(
                rule=CODE, by=by, excess=total_h - most_h, unit="h",
                because=f"{id} may be under way {most_h:g} h a day ({asset.count} tails, {rate_h:g} h each); its "
                f"sorties between H+{24 * day} and H+{24 * day + 24} take {total_h:.1f} h, {by} alone {hours:g} h",
            )
