"""Ways and hours in which a move could be made, and what a glance has against each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import Site
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.cargo import load, wanted
from hadr_planner.explain.judge import TIMELESS, Glance, by_itself
from hadr_planner.explain.move import Move
from hadr_planner.explain.route import Route, laden, length_km, timed
from hadr_planner.explain.spare import spare
from hadr_planner.explain.stand import Stand, free_at, stands
from hadr_planner.network import Network, network

COARSE_TRIES = 96
"""Hours tried over the horizon before looking closer."""
FEW_TRIES = 16
"""Hours tried where every hour has something against it anyway."""
MOST_PICKS, MOST_ROUTES = 12, 4
"""Pick-ups tried, and routes from each stand, the shortest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One way of making a move at one hour.

    Parameters
    ----------
    against
        What a glance has against it.
    """

    sortie: Sortie
    route: Route
    against: tuple[Breach, ...]

    @property
    def laden(self) -> bool:
        """Whether it carries anything."""
        return any(stop.loads for stop in self.sortie.stops)

    @property
    def rank(self) -> tuple[int, bool, float, float]:
        """Fewest breaches first, then laden, then early."""
        return len(self.against), not self.laden, self.sortie.start_h, self.sortie.end_h


@dataclass(frozen=True)
class Tries:
    """Everything that can be tried for one move in one plan."""

    scenario: Scenario
    plan: Plan
    move: Move
    tried: dict[float, Try | None] = field(default_factory=dict)

    @cached_property
    def asset(self) -> Asset:
        """Who moves."""
        return self.scenario.assets[self.move.asset]

    @cached_property
    def ways(self) -> Network:
        """All legs."""
        return network(self.scenario)

    @cached_property
    def stands(self) -> list[Stand]:
        """Where its tails stand, and when."""
        return stands(self.scenario, self.plan, self.asset)

    @cached_property
    def picks(self) -> tuple[str, ...]:
        """Pick-ups worth trying: the one asked for, or the nearest where something wanted lies spare."""
        if self.move.start:
            return (self.move.start,)
        items = [self.move.item] if self.move.item else list(wanted(self.scenario, self.plan, self.move.to))
        free = spare(self.scenario, self.plan)
        some = [id for id in self.scenario.places if id != self.move.to and any(free.ever(id, i) for i in items)]
        homes = list(dict.fromkeys(stand.node for stand in self.stands))
        far = {id: min((self._length_km(home, id) for home in homes), default=math.inf) for id in some}
        near = sorted((id for id in some if math.isfinite(far[id])), key=lambda pick: (far[pick], pick))
        return tuple(near[:MOST_PICKS]) or ("",)

    def _length_km(self, home: str, pick: str) -> float:
        return length_km(self.ways, self.asset, home, pick, self.move.to)

    def routes(self, stand: Stand) -> list[Route]:
        """Routes from a stand, the shortest first."""
        found = [
            Route(start=stand.node, pick=pick, drop=self.move.to, end=end)
            for pick in self.picks
            if pick != self.move.to
            for end in self._ends(stand)
        ]
        return sorted(found, key=self._route_km)

    def _route_km(self, route: Route) -> float:
        stops = route.start, route.pick or route.start, route.drop, route.end
        return length_km(self.ways, self.asset, *stops)

    def _ends(self, stand: Stand) -> tuple[str, ...]:
        """Where a tail may rest afterwards: where it stood, or at the destination if it may stay there."""
        if self.asset.type.mode is Mode.SHIP and stand.last:
            return (self.move.to,)
        stays = stand.last and self.move.to in (self.asset.base, *self.asset.forward)
        return (stand.node, self.move.to) if stays else (stand.node,)

    @cached_property
    def promising(self) -> dict[Route, int]:
        """The routes from each stand with the least against them that no hour would change, and how much that is."""
        found: dict[Route, int] = {}
        for stand in {(stand.node, stand.last): stand for stand in self.stands}.values():
            counted = [(self._never(stand, route), self._route_km(route), route) for route in self.routes(stand)]
            best = sorted(counted, key=lambda one: one[:2])[:MOST_ROUTES]
            found |= {route: never for never, _, route in best}
        return found

    def _never(self, stand: Stand, route: Route) -> int:
        """How much is against a route that no hour would change."""
        return len(by_itself(self.scenario, self.plan, self._sortie(stand, route, 0.0), TIMELESS))

    @property
    def hopeless(self) -> bool:
        """Whether every route has something against it at every hour."""
        return all(self.promising.values())

    @cached_property
    def glance(self) -> Glance:
        """What is near the promising routes in the plan."""
        nodes = {node for r in self.promising for node in (r.start, r.pick, r.drop, r.end)} - {""}
        return Glance(self.scenario, self.plan, self.asset.id, nodes, self.move.to)

    def at(self, hour: float) -> Try | None:
        """The best way at an hour; none where the asset has no tail."""
        if hour not in self.tried:
            found = [
                self._try(stand, route, hour)
                for stand in free_at(self.stands, hour)
                for route in self.routes(stand)
                if route in self.promising
            ]
            self.tried[hour] = min(found, key=lambda one: one.rank, default=None)
        return self.tried[hour]

    def _try(self, stand: Stand, route: Route, hour: float) -> Try:
        sortie = self._sortie(stand, route, hour)
        return Try(sortie=sortie, route=route, against=tuple(self.glance.objections(sortie)))

    def _sortie(self, stand: Stand, route: Route, hour: float) -> Sortie:
        bare = timed(self.scenario, self.ways, self.asset, stand.tail, route, hour, self._id)
        return laden(bare, route, load(self.scenario, self.plan, self.ways, self.move, bare, route))

    @cached_property
    def _id(self) -> str:
        """A sortie id that the plan does not use."""
        taken = {sortie.id for sortie in self.plan.sorties}
        return next(id for n in range(len(taken) + 1) if (id := f"{self.asset.id}-asked{n or ''}") not in taken)

    def _slot_h(self, hour: float) -> float:
        clock = self.scenario.clock
        return round(min(clock.slots_for(hour), clock.slots - 1) * clock.slot_h, 6)

    def hours(self) -> list[float]:
        """Hours worth trying first: evenly over the horizon, and whenever something opens, ends or becomes free."""
        clock = self.scenario.clock
        tries = FEW_TRIES if self.hopeless else COARSE_TRIES
        step = max(math.ceil(clock.slots / tries), 1)
        even = [slot * clock.slot_h for slot in range(0, clock.slots, step)]
        events = [] if self.hopeless else [hour for hour in self._events() if hour < clock.horizon_h - EPSILON_H]
        return sorted({self._slot_h(hour) for hour in (*even, *events)})

    def _events(self) -> Iterator[float]:
        yield self.asset.ready_h
        yield from (stand.from_h for stand in self.stands)
        yield from (agreement.from_h for agreement in self.scenario.agreements.values())
        yield from (order.until_h for order in self.scenario.orders.values())
        yield from (road.opens_h for road in self.scenario.roads.values() if self.asset.type.mode is Mode.TRUCK)
        nodes = [self.scenario.node(id) for id in {self.move.to, *self.picks} - {""}]
        yield from (node.opens_h for node in nodes if not isinstance(node, Site))

    def between(self, after: float, until: float) -> list[float]:
        """Every slot after one hour and before another."""
        clock = self.scenario.clock
        first, last = clock.slots_for(after), clock.slots_for(until)
        return [round(slot * clock.slot_h, 6) for slot in range(first + 1, last)]

    @cached_property
    def loadable(self) -> bool:
        """Whether there is anything to carry at any hour."""
        lacks = [self.move.item] if self.move.item else list(wanted(self.scenario, self.plan, self.move.to))
        free = spare(self.scenario, self.plan)
        return self.move.tonnes is not None or any(free.ever(pick, item) for pick in self.picks for item in lacks)

    def _is_free(self, one: Try | None) -> bool:
        return one is not None and not one.against and (one.laden or not self.loadable)

    def first_free(self, hours: Iterable[float]) -> Try | None:
        """The earliest of these hours, looked at closely, at which a glance has nothing against it.

        It is laden then, if there is anything to carry at any hour.
        """
        before: float | None = None
        for hour in hours:
            one = self.at(hour)
            if self._is_free(one):
                closer = [] if before is None else self.between(before, hour)
                return next((finer for h in closer if self._is_free(finer := self.at(h))), one)
            before = hour
        return None
