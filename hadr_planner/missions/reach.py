"""Which nodes each kind of platform may start from, load at and drop at.

Limits that keep the table small, all listed in ``docs/formulation.md``: a site is supplied from its nearest pick-ups
only, and tails look for cargo near their stand only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hadr_planner.domain.catalogue import AssetType, Mode
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import Place, PlaceKind, Site
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.build import NOWHERE, Itineraries, grid, join
from hadr_planner.missions.pairs import paired, used_t
from hadr_planner.missions.table import Bools, Floats, Ints
from hadr_planner.network import Network

PICKUPS_PER_SITE = 4
"""Nearest pick-ups from which a site is supplied, by mode."""
STOCKS_PER_SITE = 2
"""Nearest places with goods or units of their own from which it is supplied besides."""
PICK_RADIUS_KM = {Mode.FIXED_WING: 800.0, Mode.HELICOPTER: 150.0, Mode.LANDING_CRAFT: 150.0, Mode.TRUCK: 80.0}
"""How far from its stand a tail looks for cargo."""
CRAFT_LEG_KM = 300.0
"""How far from the pick-up a landing craft drops; to another stand it goes as far as its range lets it."""
SAME_TOWN_KM, LONG_HAUL_KM = 25.0, 100.0
"""Trucks pass cargo on between hubs of one town, or over a long haul."""
SHIP_STANDS = 10
"""Ports that a ship without named forward places may use, and anchorages, where it carries craft or helicopters."""
FARTHEST = 1.5
"""Itineraries beyond this multiple of the ferry range are not even listed."""

AIR = (Mode.FIXED_WING, Mode.HELICOPTER)
SEA_KINDS = (PlaceKind.SEAPORT, PlaceKind.ANCHORAGE, PlaceKind.BEACH)
AIR_KINDS = (PlaceKind.AIRFIELD, PlaceKind.BASE)


@dataclass(frozen=True)
class Reach:
    """Candidate nodes by role, worked out once for a scenario."""

    scenario: Scenario
    network: Network

    @cached_property
    def nodes(self) -> list[Site | Place]:
        """Sites and places, in the order of ``network.nodes``."""
        return [self.scenario.node(id) for id in self.network.nodes]

    @cached_property
    def is_site(self) -> Bools:
        """Nodes where people are in need."""
        return np.array([isinstance(node, Site) for node in self.nodes], dtype=bool)

    @cached_property
    def used_t(self) -> Floats:
        """Tonnes that each node uses in the first days; 0 where nobody is in need of goods."""
        used = used_t(self.scenario)
        return np.array([used.get(id, 0.0) for id in self.network.nodes])

    def _kind(self, *kinds: PlaceKind) -> Bools:
        return np.array([isinstance(node, Place) and node.kind in kinds for node in self.nodes], dtype=bool)

    @cached_property
    def stocked(self) -> Bools:
        """Places where goods or units are from the start."""
        holders = {s.place for s in self.scenario.supplies.values()} | {u.origin for u in self.scenario.units.values()}
        return np.array([id in holders for id in self.network.nodes], dtype=bool)

    @cached_property
    def based(self) -> Bools:
        """Airfields where aircraft with wings are based: the hubs between which cargo is passed on."""
        wings = [asset for asset in self.scenario.assets.values() if asset.type.mode is Mode.FIXED_WING]
        bases = {id for asset in wings for id in (asset.base, *asset.forward)}
        return np.asarray(self.theatre & np.array([id in bases for id in self.network.nodes], dtype=bool))

    @cached_property
    def theatre(self) -> Bools:
        """Nodes in the countries that have sites, or that serve a site, or that a unit must mend."""
        countries = {site.country for site in self.scenario.sites.values()} | {self.scenario.host}
        return np.array(
            [node.country in countries or bool(getattr(node, "serves", "")) for node in self.nodes], dtype=bool
        )

    @cached_property
    def airfield(self) -> Bools:
        """Places where aircraft with wings can land."""
        return self._kind(*AIR_KINDS)

    @cached_property
    def pickable(self) -> Bools:
        """Places where cargo can wait to be lifted on."""
        return ~self.is_site & (self.theatre | self.stocked)

    @cached_property
    def near(self) -> dict[str, Bools]:
        """By way of travel: whether a node is among a site's nearest pick-ups (pick-up, site)."""
        allowed = self.pickable & self.theatre
        return {
            way: self._nearest(km, from_, PICKUPS_PER_SITE) | self._nearest(km, from_ & self.stocked, STOCKS_PER_SITE)
            for way, km, from_ in (
                ("air", self.network.air_km, allowed),
                ("road", self.road_km[0], allowed),
                ("sea", self.network.sea_km, allowed & self._kind(*SEA_KINDS)),
            )
        }

    def _nearest(self, km: Floats, allowed: Bools, most: int) -> Bools:
        distance = np.where(allowed[:, None], km, np.inf)
        rank = np.argsort(np.argsort(distance, axis=0, kind="stable"), axis=0)
        return (rank < most) & np.isfinite(distance)

    @cached_property
    def road_km(self) -> Floats:
        """Kilometres by (road alternative, from, to); infinite where no road leads."""
        return self._roads("km")

    @cached_property
    def road_h(self) -> Floats:
        """Driving hours by (road alternative, from, to); infinite where no road leads."""
        return self._roads("hours")

    def _roads(self, figure: str) -> Floats:
        count = len(self.nodes)
        table = np.full((2, count, count), np.inf)
        table[:, range(count), range(count)] = 0.0
        for (a, b), legs in self.network.roads.items():
            i, j = self.network.index[a], self.network.index[b]
            for route in range(2):
                table[route, i, j] = getattr(legs[min(route, len(legs) - 1)], figure)
        return table

    def stands(self, asset: Asset) -> Ints:
        """Nodes where a tail of this pool may rest; empty where its base is not on the map."""
        carrier = self.scenario.assets.get(asset.base)
        if carrier is not None:
            return np.array(self.stands(carrier), dtype=np.int64)
        named = [id for id in (asset.base, *asset.forward) if id in self.network.index]
        found = list(dict.fromkeys(self.network.index[id] for id in named))
        if asset.type.mode is Mode.SHIP and found and not asset.forward:
            kinds = (PlaceKind.SEAPORT, PlaceKind.BEACH) if asset.type.beaching else (PlaceKind.SEAPORT,)
            found += self._nearest_by_sea(found[0], *kinds)
            if any(one.base == asset.id for one in self.scenario.assets.values()):
                found += self._nearest_by_sea(found[0], PlaceKind.ANCHORAGE)
        return np.array(found, dtype=np.int64)

    def _nearest_by_sea(self, base: int, *kinds: PlaceKind) -> list[int]:
        usable = self._kind(*kinds) & (self.theatre | self.stocked) & np.isfinite(self.network.sea_km[base])
        order = np.argsort(self.network.sea_km[base], kind="stable")
        return [int(n) for n in order if usable[n] and n != base][:SHIP_STANDS]

    def ways(self, asset: Asset) -> Itineraries:
        """Every itinerary that this pool is offered."""
        stands = self.stands(asset)
        ways = _BY_MODE[asset.type.mode](self, asset, stands) if len(stands) else grid(stands, stands, stands)
        km = self.distance_km(asset.type)
        legs = ((ways.start, ways.pick), (ways.pick, ways.drop), (ways.drop, ways.second))
        total = np.zeros(len(ways.start))
        for a, b in legs:
            total += np.where((a != NOWHERE) & (b != NOWHERE), km[ways.route, a, b], 0.0)
        return ways.take(total <= FARTHEST * max(asset.type.ferry_range_km, asset.type.range_km))

    def distance_km(self, type: AssetType) -> Floats:
        """Kilometres by (route, from, to)."""
        if type.mode in AIR:
            return self.network.air_km[None].repeat(2, axis=0)
        return self.road_km if type.mode is Mode.TRUCK else self.network.sea_km[None].repeat(2, axis=0)

    def hours(self, type: AssetType) -> Floats:
        """Block hours by (route, from, to)."""
        return self.road_h if type.mode is Mode.TRUCK else self.distance_km(type) / type.speed_kmh

    def fuelled(self) -> Bools:
        """Nodes that have fuel."""
        return np.array(
            [
                isinstance(n, Place) and n.kind in (*AIR_KINDS, PlaceKind.SEAPORT) and n.fuel_t_per_day != 0
                for n in self.nodes
            ]
        )


def _where(mark: Bools) -> Ints:
    return np.flatnonzero(mark)


def _fixed_wing(on: Reach, asset: Asset, stands: Ints) -> Itineraries:
    parts = []
    for stand in stands:
        close = on.network.air_km[stand] <= PICK_RADIUS_KM[Mode.FIXED_WING]
        picks = _where(on.airfield & (on.stocked | on.based) & (close | (np.arange(len(close)) == stand)))
        drops = _where(on.airfield & on.theatre)
        ways = grid(np.array([stand]), picks, drops)
        keep = (ways.drop != ways.pick) & (ways.drop != ways.start)
        parts.append(ways.take(keep))
        parts += _one_way(stands, np.array([stand]), picks)
    return join(*parts)


def _one_way(stands: Ints, start: Ints, picks: Ints) -> list[Itineraries]:
    """Carry cargo, or nothing, to another stand and stay there."""
    others = stands[stands != start[0]]
    if not len(others):
        return []
    loaded = grid(start, picks, others)
    loaded = loaded.take(loaded.pick != loaded.drop)
    empty = grid(start, np.array([NOWHERE]), others)
    return [Itineraries(**{n: getattr(w, n) for n in w.__slots__} | {"end": w.drop}) for w in (loaded, empty)]


def _helicopter(on: Reach, asset: Asset, stands: Ints) -> Itineraries:
    landing = on.is_site & np.array([getattr(n, "landing_spots", 1) > 0 for n in on.nodes])
    zones = on._kind(PlaceKind.LANDING_ZONE) & on.theatre
    parts = []
    for stand in stands:
        km = on.network.air_km[stand]
        in_reach = km <= asset.type.ferry_range_km
        own = np.arange(len(km)) == stand
        picks = _where(on.pickable & (own | ((km <= PICK_RADIUS_KM[Mode.HELICOPTER]) & ~on._kind(PlaceKind.ANCHORAGE))))
        ways = grid(np.array([stand]), picks, _where((landing | zones) & in_reach))
        near = on.near["air"][ways.pick, ways.drop] | (ways.pick == stand) | ~on.is_site[ways.drop]
        ways = ways.take(near & (ways.pick != ways.drop))
        parts += [ways, paired(ways, on.network.air_km, on.used_t, asset.type)]
        parts += _one_way(stands, np.array([stand]), np.array([stand])) if asset.base not in on.scenario.assets else []
    return join(*parts)


def _truck(on: Reach, asset: Asset, stands: Ints) -> Itineraries:
    km = on.road_km[0]
    parts = []
    for stand in stands:
        picks = _where(on.pickable & (km[stand] <= PICK_RADIUS_KM[Mode.TRUCK]))
        hubs = on._kind(PlaceKind.WAREHOUSE, PlaceKind.AIRFIELD, PlaceKind.SEAPORT, PlaceKind.LANDING_ZONE) & on.theatre
        for route in range(2):
            ways = grid(np.array([stand]), picks, _where(on.is_site | hubs))
            feeds = np.asarray((on.near["road"] | on.near["air"]).any(axis=1))
            apart = (km[ways.pick, ways.drop] <= SAME_TOWN_KM) | (km[ways.pick, ways.drop] >= LONG_HAUL_KM)
            near = np.where(
                on.is_site[ways.drop],
                on.near["road"][ways.pick, ways.drop] | (ways.pick == stand),
                feeds[ways.drop] & apart,
            )
            ways = ways.take(near & (ways.pick != ways.drop) & np.isfinite(km[ways.pick, ways.drop]))
            ways = Itineraries(
                **{n: getattr(ways, n) for n in ways.__slots__} | {"route": np.full_like(ways.route, route)}
            )
            if route:
                differs = on.road_km[0] != on.road_km[1]
                ways = ways.take(differs[ways.start, ways.pick] | differs[ways.pick, ways.drop])
            parts.append(ways)
        parts += _one_way(stands, np.array([stand]), picks)
    return join(*parts)


def _craft(on: Reach, asset: Asset, stands: Ints) -> Itineraries:
    coasts = np.array([getattr(node, "coastal", False) for node in on.nodes], dtype=bool)
    shores = coasts | (on._kind(PlaceKind.BEACH, PlaceKind.SEAPORT) & on.theatre)
    parts = []
    for stand in stands:
        km = on.network.sea_km[stand]
        own = np.arange(len(km)) == stand
        picks = _where(
            on._kind(*SEA_KINDS)
            & on.pickable
            & (own | ((km <= PICK_RADIUS_KM[Mode.LANDING_CRAFT]) & ~on._kind(PlaceKind.ANCHORAGE)))
        )
        ways = grid(np.array([stand]), picks, _where(shores & np.isfinite(km)))
        short = on.network.sea_km[ways.pick, ways.drop] <= CRAFT_LEG_KM
        near = on.near["sea"][ways.pick, ways.drop] | (ways.pick == stand) | ~coasts[ways.drop]
        ways = ways.take((ways.pick != ways.drop) & (ways.drop != ways.start) & short & near)
        parts += [ways, paired(ways, on.network.sea_km, np.where(coasts, on.used_t, 0.0), asset.type)]
        parts += _one_way(stands, np.array([stand]), np.array([stand])) if asset.base not in on.scenario.assets else []
    return join(*parts)


def _ship(on: Reach, asset: Asset, stands: Ints) -> Itineraries:
    parts = [way for stand in stands for way in _one_way(stands, np.array([stand]), np.array([stand]))]
    return join(*parts) if parts else grid(stands[:0], stands[:0], stands[:0])


_BY_MODE = {
    Mode.FIXED_WING: _fixed_wing,
    Mode.HELICOPTER: _helicopter,
    Mode.TRUCK: _truck,
    Mode.LANDING_CRAFT: _craft,
    Mode.SHIP: _ship,
}
