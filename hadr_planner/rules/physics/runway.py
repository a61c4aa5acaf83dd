r"""Aircraft land only on runways long, wide, hard and strong enough, as far as those are known.

.. math:: runway_n \ge runway_m, \quad width_n \ge width_m, \quad paved_n \lor unpaved_m, \quad weight_m \le weight_n

What is not known of a runway doesn't limit.

Not modelled: density altitude, wet or damaged surfaces, landing lighter than fully laden, repeated loading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import AssetType, Mode
from hadr_planner.domain.geography import Place, Site, Surface
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "RUNWAY"
TITLE = "Runways"
SOURCE = "Runway needs of the asset catalogue; airfield surveys and aeronautical publications"
LIFTED_BY = "the airfield's operator, by a waiver for weight or surface"


def impose(x: Decisions) -> None:
    """Forbid missions with a call at an unfit runway."""
    unfit = np.array([_unfit(asset.type, node) for asset in x.pools for node in x.nodes], dtype=bool)
    visits = x.missions.visits
    x.forbid_calls(unfit.reshape(len(x.pools), len(x.nodes))[x.missions.pool[visits.mission], visits.node])


def _unfit(type: AssetType, node: Site | Place) -> bool:
    if type.mode is not Mode.FIXED_WING or isinstance(node, Site):
        return False
    short = node.runway_m is not None and node.runway_m < type.runway_m
    narrow = node.runway_width_m is not None and node.runway_width_m < type.runway_width_m
    soft = node.surface is Surface.UNPAVED and not type.unpaved_ok
    weak = node.max_weight_t is not None and node.max_weight_t < type.weight_t
    return short or narrow or soft or weak


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find landings on unfit runways."""
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        if type.mode != "fixed_wing":
            continue
        for stop in sortie.stops:
            place = scenario.places.get(stop.node)
            for what, excess, unit in _faults(type, place) if place else ():
                yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=excess, unit=unit,
                    because=f"{type.id} {what}; {sortie.id} lands there at H+{stop.on_block_h:g}")


def _faults(type: AssetType, place: Place) -> Iterator[tuple[str, float, str]]:
    """What the aircraft asks of the runway and what it has, excess and unit."""
    for needed_m, found_m, side in (
        (type.runway_m, place.runway_m, "runway"), (type.runway_width_m, place.runway_width_m, "runway width")
    ):
        if found_m is not None and needed_m > found_m:
            yield f"needs {needed_m:g} m of {side} and {place.id} has {found_m:g} m", needed_m - found_m, "m"
    if place.surface == "unpaved" and not type.unpaved_ok:
        yield f"needs a paved runway and {place.id} has none", 1.0, ""
    borne_t = place.max_weight_t
    if borne_t is not None and type.weight_t > borne_t:
        words = f"weighs {type.weight_t:g} t and the runway of {place.id} bears {borne_t:g} t"
        yield words, type.weight_t - borne_t, "t"
