r"""Goods at an anchorage float in ships that lie there; embarked aircraft and craft work from where their ship lies.

.. math::  \sum_i E_{aip} \le \sum_{ships} payload \cdot lying_{a}(p) + put_{ap} \qquad
           \sum_{sorties\ from\ a\ in\ progress} x \le \frac{embarked}{ships}\, lying_a(s)

A ship lies where it rests between sorties, from H+0 at its base. It holds goods at a period's end if it has lain there
through the last slot; it flies sorties if it lies there throughout. What the scenario itself puts at an anchorage
floats in hulls of its own.

Not modelled: deck cycles, spots by deck, cross-decking between navies, sea state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, Rest, goods, hour, rests, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import PlaceKind

CODE = "SEABASE"
TITLE = "Sea base"
SOURCE = "Practice of amphibious ships in relief (Aceh 2004, Haiti 2010, Haiyan 2013, Tonga 2022)"
LIFTED_BY = "the ship's nation"


def impose(x: Decisions) -> None:
    _afloat(x)
    for number, asset in enumerate(x.pools):
        if asset.base in x.scenario.assets:
            _embarked(x, number, x.missions.pools.index(asset.base))


def _afloat(x: Decisions) -> None:
    """Goods at anchorages within what the ships lying there can hold."""
    anchored = x.node_array(lambda node: getattr(node, "kind", None) is PlaceKind.ANCHORAGE)
    stock, periods = x.stock, x.clock.periods
    held = np.flatnonzero(anchored[stock.node]) if len(stock) else stock.node
    keys, row = np.unique(stock.node[held] * periods + stock.period[held], return_inverse=True)
    ends = np.array([x.clock.slots_for(x.clock.edges_h[p + 1]) - 1 for p in range(periods)], dtype=np.int64)
    standing = []
    for pool, ship in enumerate(x.pools):
        if ship.type.mode is Mode.SHIP:
            for node in x.stands[pool]:
                mine = np.flatnonzero(keys // periods == node)
                if len(mine):
                    hold_t = ship.type.payload_t * ship.type.realised_factor
                    standing.append(x.standing(pool, int(node), ends[keys[mine] % periods], mine, -hold_t))
    put = np.zeros(len(keys))
    np.add.at(put, row, x.put_by_then()[held])
    x.limit(CODE, put, {"stock": (row, held, np.ones(len(held)))}, standing=tuple(standing))


def _embarked(x: Decisions, pool: int, ship: int) -> None:
    """Sorties in progress from a stand within the tails aboard ships that lie there."""
    slots = x.clock.slots
    stands = x.stands[ship]
    mine = np.flatnonzero(x.missions.pool == pool)
    line_of = {int(node): line for line, node in enumerate(stands)}
    line = np.array([line_of[int(n)] for n in x.missions.start[mine]], dtype=np.int64)
    row = np.arange(len(stands) * slots).reshape(len(stands), slots)
    spell = x.spell(mine, np.zeros(len(mine), dtype=np.int64), x.missions.slots[mine], line, np.ones(len(mine)), row)
    share = x.pools[pool].count / max(x.pools[ship].count, 1)
    standing = tuple(
        x.standing(ship, int(node), np.arange(slots), row[k], -share) for k, node in enumerate(stands)
    )
    x.limit(CODE, np.zeros(row.size), {}, sorties=(spell,), standing=standing)


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    lying = rests(scenario, plan)
    yield from _adrift(scenario, plan, [rest for ship in lying.values() for rest in ship])
    embarked: defaultdict[str, list[Sortie]] = defaultdict(list)
    for sortie in plan.sorties:
        if scenario.assets[sortie.asset].base in scenario.assets:
            embarked[sortie.asset].append(sortie)
    for id, sorties in embarked.items():
        yield from _without_ship(scenario, scenario.assets[id], sorties, lying)


def _adrift(scenario: Scenario, plan: Plan, lying: list[Rest]) -> Iterator[Breach]:
    """Goods at an anchorage at a period's end beyond what the ships that lie there through its last slot can hold."""
    clock = scenario.clock
    afloat: defaultdict[tuple[int, str], float] = defaultdict(float)
    put: defaultdict[tuple[int, str], float] = defaultdict(float)
    replayed = goods(scenario, plan)
    for (node, item), closing_t in replayed.closing_t.items():
        if node in scenario.places and scenario.places[node].kind is PlaceKind.ANCHORAGE:
            for period, amount_t in enumerate(closing_t):
                afloat[period, node] += amount_t
                put[period, node] += replayed.appeared_t[node, item][period]
    for (period, node), amount_t in sorted(afloat.items()):
        end_h = clock.edges_h[period + 1]
        there = [rest.asset for rest in lying if rest.node == node and rest.spans(end_h - clock.slot_h, end_h)]
        types = [scenario.assets[id].type for id in there]
        room_t = sum(type.payload_t * type.realised_factor for type in types) + put[period, node]
        if amount_t > room_t + KILOGRAM_T:
            yield Breach(
                rule=CODE, at=node, excess=amount_t - room_t, unit="t",
                because=f"{tonnes(amount_t)} float at {node} at {hour(end_h)}, "
                f"where {', '.join(sorted(there)) or 'no ship'} can hold {tonnes(room_t)}.",
            )


def _without_ship(
    scenario: Scenario, asset: Asset, sorties: list[Sortie], lying: Mapping[str, tuple[Rest, ...]]
) -> Iterator[Breach]:
    """Sorties beyond the tails aboard ships that lie where they left from, and returns to where none lies."""
    ships = lying.get(asset.base, ())
    aboard = asset.count / max(scenario.assets[asset.base].count, 1)
    left: defaultdict[str, list[Sortie]] = defaultdict(list)
    for sortie in sorted(sorties, key=lambda s: (s.start_h, s.id)):
        left[sortie.stops[0].node].append(sortie)
        end = sortie.stops[-1].node
        moved = end != sortie.stops[0].node
        if moved and not any(r.node == end and r.spans(sortie.end_h, sortie.end_h) for r in ships):
            yield Breach(
                rule=CODE, at=end, by=sortie.id,
                because=f"{asset.id} ends {sortie.id} at {end} at {hour(sortie.end_h)}, where no {asset.base} lies.",
            )
    for node, from_here in left.items():
        here = [rest for rest in ships if rest.node == node]
        for sortie, at_h, out, ship in _crowded(scenario.clock.slot_h, from_here, here, aboard):
            yield Breach(
                rule=CODE, at=node, by=sortie.id, excess=out - ship * aboard, unit="sorties",
                because=f"{out} of {asset.id} are out from {node} at {hour(at_h)}, {sortie.id} among them; {ship} of "
                f"{asset.base} lie there then, with {ship * aboard:g} aboard.",
            )


def _crowded(
    slot_h: float, sorties: list[Sortie], here: list[Rest], aboard: float
) -> Iterator[tuple[Sortie, float, int, int]]:
    """Each sortie that is too many, once, with the hour and how many are out and ships there are."""
    named: set[str] = set()
    for at_h in sorted({s.start_h for s in sorties} | {rest.until_h for rest in here}):
        out = [s for s in sorties if s.start_h <= at_h + EPSILON_H and at_h < s.end_h - EPSILON_H]
        ships = sum(rest.spans(at_h, at_h + slot_h) for rest in here) if out else 0
        if len(out) > ships * aboard + EPSILON_H:
            for sortie in out[int(ships * aboard + EPSILON_H) :]:
                if sortie.id not in named:
                    named.add(sortie.id)
                    yield sortie, at_h, len(out), ships
