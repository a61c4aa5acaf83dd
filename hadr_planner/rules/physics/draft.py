r"""Ships and craft come alongside only with water under the keel, where the depth is known.

.. math:: draft_m + margin \le depth_n \quad \text{at seaports}

The margin is the planning factor ``draft_margin_m``, 0.5 m where the catalogue has none.

Not modelled: tide, swell, ships that come light or are lightened first; beaches and anchorages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import Place, PlaceKind, Site
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "DRAFT"
TITLE = "Depth alongside"
SOURCE = "Port surveys; draughts of the asset catalogue"
LIFTED_BY = "the harbour master, at high water or for a lightened ship"

MARGIN_M = 0.5
"""Under the keel, where the catalogue has no ``draft_margin_m``."""


def impose(x: Decisions) -> None:
    """Forbid missions with a call where the ship would touch bottom."""
    margin = x.scenario.catalogue.factors.get("draft_margin_m")
    afloat = (Mode.SHIP, Mode.LANDING_CRAFT)
    needs_m = np.array([a.type.draft_m if a.type.mode in afloat else -np.inf for a in x.pools], dtype=float)
    depth_m = np.array([_depth_m(node) for node in x.nodes], dtype=float)
    visits = x.missions.visits
    keel_m = needs_m[x.missions.pool[visits.mission]] + (MARGIN_M if margin is None else margin.value)
    x.forbid_calls(keel_m > depth_m[visits.node] + 1e-6)


def _depth_m(node: Site | Place) -> float:
    if isinstance(node, Site) or node.kind is not PlaceKind.SEAPORT or node.max_draft_m is None:
        return math.inf
    return node.max_draft_m


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find calls at ports too shallow."""
    factors = scenario.catalogue.factors
    margin_m = factors["draft_margin_m"].value if "draft_margin_m" in factors else 0.5
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        if type.mode not in ("ship", "landing_craft"):
            continue
        for stop in sortie.stops:
            port = scenario.places.get(stop.node)
            if port is None or port.kind != "seaport" or port.max_draft_m is None:
                continue
            short_m = type.draft_m + margin_m - port.max_draft_m
            if short_m > 1e-6:
                yield Breach(rule=CODE, at=stop.node, by=sortie.id, excess=short_m, unit="m",
                    because=f"{type.id} draws {type.draft_m:g} m and wants {margin_m:g} m under the keel; {stop.node}, "
                    f"where {sortie.id} berths at H+{stop.on_block_h:g}, has {port.max_draft_m:g} m")
