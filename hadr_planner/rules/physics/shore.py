r"""Everything calls only where it can: aircraft land, ships float, trucks stay ashore.

Fixed wing: airfields and bases. Helicopters: sites with landing spots, airfields, bases, landing zones; any other place
only as a stand of their own (base or forward place) or of the ship that carries them (where the sortie starts or ends).
Ships: seaports and anchorages, beaches if built for it. Landing craft: coastal sites, seaports, beaches, anchorages.
Trucks: every site, every place but anchorages.

.. math:: x_{ms} = 0 \quad \forall m, s:\ \exists n \in calls(m): n \notin shore(type_m)

Not modelled: amphibious vehicles, air drops, hoisting without landing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import Place, PlaceKind, Site
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "SHORE"
TITLE = "What can call where"
SOURCE = "What platforms are built for; asset catalogue"
LIFTED_BY = ""

_CALLS_AT = {
    Mode.FIXED_WING: {PlaceKind.AIRFIELD, PlaceKind.BASE},
    Mode.HELICOPTER: {PlaceKind.AIRFIELD, PlaceKind.BASE, PlaceKind.LANDING_ZONE},
    Mode.SHIP: {PlaceKind.SEAPORT, PlaceKind.ANCHORAGE},
    Mode.LANDING_CRAFT: {PlaceKind.SEAPORT, PlaceKind.ANCHORAGE, PlaceKind.BEACH},
    Mode.TRUCK: set(PlaceKind) - {PlaceKind.ANCHORAGE},
}


def impose(x: Decisions) -> None:
    """Forbid missions with a call where the platform can't."""
    missions, visits = x.missions, x.missions.visits
    fits = np.array([_fits(asset, node) for asset in x.pools for node in x.nodes], dtype=bool)
    lands = fits.reshape(len(x.pools), len(x.nodes))[missions.pool[visits.mission], visits.node]
    carried = np.array([_carried(x.scenario, asset) for asset in x.pools], dtype=bool)[missions.pool]
    ashore = np.array([isinstance(node, Site) for node in x.nodes], dtype=bool)
    ends = (visits.node == missions.start[visits.mission]) | (visits.node == missions.end[visits.mission])
    x.forbid_calls(~lands & ~(carried[visits.mission] & ends & ~ashore[visits.node]))


def _carried(scenario: Scenario, asset: Asset) -> bool:
    return asset.type.mode is Mode.HELICOPTER and asset.base in scenario.assets


def _fits(asset: Asset, node: Site | Place) -> bool:
    mode = asset.type.mode
    if isinstance(node, Site):
        return {
            Mode.TRUCK: True,
            Mode.HELICOPTER: node.landing_spots > 0,
            Mode.LANDING_CRAFT: node.coastal,
        }.get(mode, False)
    if mode is Mode.HELICOPTER and node.id in (asset.base, *asset.forward):
        return True
    return node.kind in _CALLS_AT[mode] or (asset.type.beaching and mode is Mode.SHIP and node.kind is PlaceKind.BEACH)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find calls where the platform can't."""
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        for stop in sortie.stops:
            if why := _refusal(scenario, sortie, stop.node):
                yield Breach(
                    rule=CODE, at=stop.node, by=sortie.id,
                    because=f"{type.id} can't call at {stop.node}, {why}; {sortie.id} is there at "
                    f"H+{stop.on_block_h:g}",
                )


def _refusal(scenario: Scenario, sortie: Sortie, id: str) -> str:
    """Why not; empty where it can."""
    mode, node = scenario.assets[sortie.asset].type.mode, scenario.node(id)
    if isinstance(node, Site):
        if mode is Mode.HELICOPTER:
            return "" if node.landing_spots else "which has no landing spot"
        if mode is Mode.LANDING_CRAFT:
            return "" if node.coastal else "which has no shore"
        return "" if mode is Mode.TRUCK else f"a site, which no {mode.replace('_', ' ')} reaches"
    if mode is Mode.FIXED_WING:
        able = node.kind in ("airfield", "base")
    elif mode is Mode.HELICOPTER:
        able = node.kind in ("airfield", "base", "landing_zone") or _is_stand(scenario, sortie, id)
    elif mode is Mode.SHIP:
        able = node.kind in ("seaport", "anchorage") or (
            node.kind == "beach" and scenario.assets[sortie.asset].type.beaching
        )
    elif mode is Mode.LANDING_CRAFT:
        able = node.kind in ("seaport", "anchorage", "beach")
    else:
        able = node.kind != "anchorage"
    return "" if able else _a(node.kind)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] == 'a' else 'a'} {kind.replace('_', ' ')}"


def _is_stand(scenario: Scenario, sortie: Sortie, id: str) -> bool:
    asset = scenario.assets[sortie.asset]
    aboard = asset.base in scenario.assets
    return id == asset.base or id in asset.forward or (aboard and id in (sortie.stops[0].node, sortie.stops[-1].node))
