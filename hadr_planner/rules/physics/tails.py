r"""Every tail is in one place at a time.

A tail's number is within the pool. Its sorties don't overlap; each starts where the one before ended, the first at the
asset's base, none before the asset is ready, and each ends at the base or a forward place (a ship without forward
places may end wherever it can call). Assets carried by a ship start and end where it lies; that is SEABASE.

.. math:: \text{per pool: } x \text{ is a flow of } count \text{ tails from the base through (place, slot)}

Not modelled: tails lost or added during the operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

CODE = "TAILS"
TITLE = "Each tail in one place at a time"
SOURCE = "Asset table"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    """Keep tails apart; missions end at stands only, as they are built."""
    x.moves_tails = True
    ready_h = np.array([asset.ready_h for asset in x.pools], dtype=float)[x.missions.pool]
    x.forbid(x.hour[:-1] < ready_h[:, None] - EPSILON_H)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Find tails that don't exist, that are in two places, or that jump."""
    tails: dict[tuple[str, int], list[Sortie]] = defaultdict(list)
    for sortie in plan.sorties:
        tails[sortie.asset, sortie.tail].append(sortie)
    for (id, tail), sorties in tails.items():
        asset = scenario.assets[id]
        sorties.sort(key=lambda sortie: (sortie.start_h, sortie.end_h))
        if not 1 <= tail <= asset.count:
            yield Breach(rule=CODE, by=sorties[0].id, excess=max(tail - asset.count, 1 - tail), unit="tails",
                because=f"{id} has {asset.count} tails; {sorties[0].id} is flown by number {tail}")
        yield from _overlaps(id, tail, sorties)
        yield from _too_early(asset, sorties)
        if asset.base not in scenario.assets:
            yield from _jumps(asset, tail, sorties)
            yield from _strays(asset, sorties)


def _overlaps(id: str, tail: int, sorties: list[Sortie]) -> Iterator[Breach]:
    longest = sorties[0]
    for sortie in sorties[1:]:
        if sortie.start_h < longest.end_h - EPSILON_H:
            yield Breach(
                rule=CODE, at=sortie.stops[0].node, by=sortie.id, excess=longest.end_h - sortie.start_h, unit="h",
                because=f"{id} {tail} is on {longest.id} until H+{longest.end_h:g}; {sortie.id} starts it again at "
                f"H+{sortie.start_h:g}",
            )
        longest = max(longest, sortie, key=lambda one: one.end_h)


def _too_early(asset: Asset, sorties: list[Sortie]) -> Iterator[Breach]:
    for sortie in sorties:
        if sortie.start_h < asset.ready_h - EPSILON_H:
            yield Breach(
                rule=CODE, at=sortie.stops[0].node, by=sortie.id, excess=asset.ready_h - sortie.start_h, unit="h",
                because=f"{asset.id} is ready at {asset.base} from H+{asset.ready_h:g}; {sortie.id} starts at "
                f"H+{sortie.start_h:g}",
            )


def _jumps(asset: Asset, tail: int, sorties: list[Sortie]) -> Iterator[Breach]:
    first = sorties[0].stops[0].node
    if first != asset.base:
        yield Breach(rule=CODE, at=first, by=sorties[0].id,
            because=f"{asset.id} {tail} begins at {asset.base}; its first sortie {sorties[0].id} starts from {first}")
    for before, after in pairwise(sorties):
        left, found = before.stops[-1].node, after.stops[0].node
        if left != found:
            yield Breach(
                rule=CODE, at=found, by=after.id,
                because=f"{asset.id} {tail} ends {before.id} at {left} at H+{before.end_h:g}; {after.id} starts from "
                f"{found} at H+{after.start_h:g}",
            )


def _strays(asset: Asset, sorties: list[Sortie]) -> Iterator[Breach]:
    if asset.type.mode == "ship" and not asset.forward:
        return
    for sortie in sorties:
        node = sortie.stops[-1].node
        if node != asset.base and node not in asset.forward:
            yield Breach(
                rule=CODE, at=node, by=sortie.id,
                because=f"{asset.id} rests only at {', '.join((asset.base, *asset.forward))}; {sortie.id} ends at "
                f"{node} at H+{sortie.end_h:g}",
            )
