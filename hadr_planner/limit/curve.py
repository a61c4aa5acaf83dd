"""One relaxation for the end of every period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions import Decisions
from hadr_planner.decisions.chances import chances
from hadr_planner.decisions.flows import UNIT
from hadr_planner.domain.catalogue import Mode, NeedKind, Ramp
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.daily import daily_window
from hadr_planner.domain.geography import Place, PlaceKind, Site
from hadr_planner.domain.limit import LimitCurve, LimitPoint
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions.table import Floats
from hadr_planner.solver.search import decide

from .done import person_days_per_t
from .lifts import Lifts, Timetable, fleets
from .relaxation import Relaxation

ROUNDING = 1 + 1e-9
LOOSE = 2.0
"""Bounds of decisions are wider than the rows that hold them, so that rows, which have names, are what binds."""
Given = dict[int, tuple[int, int, int]]
"""Decision to need, node and item."""


def limit(scenario: Scenario, watch: Callable[[float], None] | None = None) -> LimitCurve:
    """The most that any plan could have handed over by the end of each period.

    It holds for every plan made of what the model lists (``docs/formulation.md``). A limit that is met can't be raised
    by planning better; whether a plan can reach it is not said.

    Parameters
    ----------
    scenario
        As written, or a draw.
    watch
        Told of the share that is done.
    """
    book = _Book(decide(scenario))
    points = [LimitPoint(hour=0.0, tonnes=0.0, person_days=0.0)]
    for period in range(scenario.clock.periods):
        points.append(book.point(period))
        if watch:
            watch((period + 1) / scenario.clock.periods)
    return LimitCurve(scenario=scenario.id, digest=scenario.digest, points=tuple(_falling_back(points)))


def _falling_back(points: list[LimitPoint]) -> Iterator[LimitPoint]:
    """Whatever is handed over by an hour is so by any later one: a later limit that is lower holds earlier, too."""
    for number, point in enumerate(points):
        lowest = min(points[number:], key=lambda later: later.tonnes)
        people = min(later.person_days for later in points[number:])
        yield LimitPoint(hour=point.hour, tonnes=lowest.tonnes, person_days=people, binds=lowest.binds)


class _Book:
    """What does not change from period to period."""

    def __init__(self, x: Decisions) -> None:
        self.x, self.scenario, self.clock = x, x.scenario, x.clock
        self.timetable, self.fleets = Timetable(x), fleets(x)
        self.most_t = self._most_t()
        self.into = self._first_into()

    def point(self, period: int) -> LimitPoint:
        """Limit at the end of a period."""
        model = Relaxation()
        lifts = self.timetable.by(self.clock.slots_for(self.clock.edges_h[period + 1]))
        flown = {
            model.add(LOOSE * self.most_t[item]): (key, item)
            for key, channel in enumerate(lifts.channel.tolist())
            for item in self.goods[channel]
            if self.into[channel, item] <= period
        }
        given = self._given(model, period)
        made = self._made(model, period)
        self._balance(model, period, lifts, flown, given, made)
        self._fleets(model, period, lifts, flown)
        self._calls(model, period, lifts, flown)
        self._discharge(model, period, lifts, flown)
        worth_t, worth = np.zeros(len(model.upper)), np.zeros(len(model.upper))
        for column, (need, _, _) in given.items():
            worth_t[column] = 1.0
            worth[column] = person_days_per_t(self.scenario, self.x.needs[need])
        tonnes, binds = model.best(worth_t)
        people, _ = model.best(worth)
        hour = self.clock.edges_h[period + 1]
        return LimitPoint(hour=hour, tonnes=tonnes * ROUNDING, person_days=people * ROUNDING, binds=binds)

    # ---- what there is ----------------------------------------------------------------------------------------

    def _most_t(self) -> Floats:
        x = self.x
        found = np.zeros(len(x.cargo))
        np.maximum.at(found, x.stock.item, x.stock.upper)
        return found

    def _first_into(self) -> defaultdict[tuple[int, int], int]:
        """First period in which an item can have come over a channel."""
        first: defaultdict[tuple[int, int], int] = defaultdict(lambda: self.clock.periods)
        flow = self.x.flow
        open_ = flow.upper > 0 if len(flow) else np.zeros(0, dtype=bool)
        for channel, item, into in zip(
            flow.channel[open_].tolist(), flow.item[open_].tolist(), flow.into[open_].tolist(), strict=True
        ):
            first[channel, item] = min(first[channel, item], into)
        return first

    @cached_property
    def goods(self) -> defaultdict[int, list[int]]:
        """Items by channel; units ride apart, and take no room here."""
        plain = {k for k, name in enumerate(self.x.cargo) if not name.startswith(UNIT)}
        items: defaultdict[int, list[int]] = defaultdict(list)
        for channel, item in self.into:
            if item in plain:
                items[channel].append(item)
        return items

    @cached_property
    def _supplied(self) -> Floats:
        """Tonnes that have appeared at each stock by the end of each period."""
        return np.asarray(self.x.put_by_then().reshape(-1, self.clock.periods))

    @cached_property
    def _groups(self) -> list[tuple[int, int, int, int]]:
        """Need, partnership, node and item of all that can be handed over."""
        hand = self.x.hand_over
        columns = (hand.need, hand.partnership, hand.node, hand.item) if len(hand) else ([], [], [], [])
        return sorted(set(zip(*(np.asarray(c, dtype=np.int64).tolist() for c in columns), strict=True)))

    # ---- decisions and rows -----------------------------------------------------------------------------------

    def _given(self, model: Relaxation, period: int) -> Given:
        """Hand-overs, within needs and partners' capacity."""
        owed = {k: self._owed(k, period) for k in {need for need, _, _, _ in self._groups}}
        given: Given = {}
        by_need: defaultdict[int, list[int]] = defaultdict(list)
        by_partner: defaultdict[int, list[int]] = defaultdict(list)
        for need, partner, node, item in self._groups:
            if owed[need] > 0:
                column = model.add(LOOSE * owed[need])
                given[column] = need, node, item
                by_need[need].append(column)
                by_partner[partner].append(column)
        for need, columns in by_need.items():
            model.limit("need", self.x.needs[need].item, owed[need], ((c, 1.0) for c in columns))
        terms = list(self.scenario.partnerships.values())
        for partner, columns in by_partner.items():
            capacity_t, from_h = terms[partner].capacity_t_per_day, terms[partner].from_h
            begun = [e for e in self.clock.edges_h[: period + 1] if e >= from_h - EPSILON_H]
            days = len({int(e // demand.DAY_H) for e in begun})
            most = np.inf if capacity_t is None and days else (capacity_t or 0.0) * days
            model.limit("partner", terms[partner].id, most, ((c, 1.0) for c in columns))
        return given

    def _owed(self, number: int, period: int) -> float:
        """Tonnes of the days that can be met by the end of a period."""
        need = self.x.needs[number]
        days = {day for p, day in chances(self.scenario, need) if p <= period}
        return sum(demand.owed(self.scenario, need, day) for day in days) if need.kind is NeedKind.CARGO else 0.0

    def _made(self, model: Relaxation, period: int) -> dict[int, tuple[int, int, float]]:
        """Where units work that make goods: decision to node, item and tonnes made by then."""
        x = self.x
        units = list(self.scenario.units.values())
        hours: defaultdict[tuple[int, int], float] = defaultdict(float)
        lengths = np.diff(np.array(self.clock.edges_h))[: period + 1]
        for j in range(len(x.stay)):
            unit = int(x.stay.unit[j])
            if x.stay.upper[j] > 0 and units[unit].type.makes:
                worked = float(x.works_in[j][: period + 1] @ lengths)
                key = unit, int(x.stay.node[j])
                hours[key] = max(hours[key], worked)
        made: dict[int, tuple[int, int, float]] = {}
        columns: defaultdict[int, list[int]] = defaultdict(list)
        for (unit, node), worked in hours.items():
            column = model.add(1.0)
            columns[unit].append(column)
            for item, per_day in units[unit].type.makes.items():
                made[len(made)] = column, node * len(x.cargo) + x.cargo.index(item), per_day / demand.DAY_H * worked
        for unit, here in columns.items():
            model.limit("unit", units[unit].id, 1.0, ((c, 1.0) for c in here))
        return made

    def _balance(
        self,
        model: Relaxation,
        period: int,
        lifts: Lifts,
        flown: dict[int, tuple[int, int]],
        given: Given,
        made: dict[int, tuple[int, int, float]],
    ) -> None:
        """No more goes out of a stock than has come into it."""
        cargo = len(self.x.cargo)
        terms: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for column, (key, item) in flown.items():
            terms[int(lifts.start[key]) * cargo + item].append((column, 1.0))
            terms[int(lifts.end[key]) * cargo + item].append((column, -1.0))
        for column, (_, node, item) in given.items():
            terms[node * cargo + item].append((column, 1.0))
        for column, pair, tonnes in made.values():
            terms[pair].append((column, -tonnes))
        for pair, entries in terms.items():
            number = self.x.stock_number.get((pair // cargo, pair % cargo))
            put_t = 0.0 if number is None else float(self._supplied[number // self.clock.periods, period])
            model.limit("supply", self.x.cargo[pair % cargo], put_t, entries)

    def _fleets(self, model: Relaxation, period: int, lifts: Lifts, flown: dict[int, tuple[int, int]]) -> None:
        """Tails carry no faster than their best sorties, in the hours in which they can be busy."""
        slot_h, end_h = self.clock.slot_h, self.clock.edges_h[period + 1]
        gone = self.clock.slots_for(end_h)
        mine: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for column, (key, _) in flown.items():
            mine[int(lifts.pool[key])].append((column, key))
        for pool, columns in mine.items():
            asset, fleet = self.x.pools[pool], self.fleets
            open_h = float(fleet.busy[pool, gone]) * slot_h
            since_h = float(fleet.since[pool]) * slot_h
            rows = (
                ("tails", lifts.reach_h, asset.count * open_h),
                ("tails", lifts.busy_h, asset.count * (open_h + fleet.overhang_h[pool])),
                (
                    "tails",
                    lifts.claimed_h,
                    asset.count * (max(end_h - since_h, 0.0) + fleet.claim_overhang_h[pool]),
                ),
                ("flying hours", lifts.flying_h, self._flying_h(pool, since_h, end_h)),
            )
            for what, hours, most in rows:
                model.limit(what, asset.id, float(most), ((c, float(hours[key])) for c, key in columns))

    def _flying_h(self, pool: int, since_h: float, end_h: float) -> float:
        asset = self.x.pools[pool]
        days = max(int(np.ceil(end_h / demand.DAY_H - EPSILON_H)) - int(since_h // demand.DAY_H), 0)
        return asset.count * asset.type.flying_h_per_day * days

    def _calls(self, model: Relaxation, period: int, lifts: Lifts, flown: dict[int, tuple[int, int]]) -> None:
        """Calls at a node take room for as long as they last."""
        by_node: defaultdict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for column, (key, _) in flown.items():
            pool = int(lifts.pool[key])
            by_node[int(lifts.start[key])].append((column, pool, float(lifts.load_h[key])))
            by_node[int(lifts.end[key])].append((column, pool, float(lifts.unload_h[key])))
        for node, calls in by_node.items():
            where = self.x.nodes[node]
            open_h = self._open_h(where, self.clock.edges_h[period + 1])
            for what, room, takes in self._rooms(where):
                terms = ((column, hours) for column, pool, hours in calls if pool in takes)
                model.limit(what, where.id, room * open_h, terms)

    def _rooms(self, node: Site | Place) -> Iterator[tuple[str, int, frozenset[int]]]:
        """Room for calls at a node, and the pools that take it."""
        if isinstance(node, Site):
            yield "spots", node.landing_spots, self._pools(Ramp.HELI)
            return
        if node.spots_heli is not None:
            yield "spots", node.spots_heli, self._pools(Ramp.HELI)
        if node.spots_wide is not None:
            yield "spots", node.spots_wide, self._pools(Ramp.WIDE)
            if node.spots_narrow is not None:
                yield "spots", node.spots_wide + node.spots_narrow, self._pools(Ramp.WIDE, Ramp.NARROW)
        if node.berths is not None and node.kind is PlaceKind.SEAPORT:
            ships = (k for k, asset in enumerate(self.x.pools) if asset.type.mode is Mode.SHIP)
            yield "berths", node.berths, frozenset(ships)

    def _pools(self, *ramps: Ramp) -> frozenset[int]:
        return frozenset(k for k, asset in enumerate(self.x.pools) if asset.type.ramp in ramps)

    def _open_h(self, node: Site | Place, end_h: float) -> float:
        """Hours by then in which a node is open."""
        if isinstance(node, Site):
            return end_h
        hour = self.x.hour[:-1]
        open_ = (hour < end_h - EPSILON_H) & (hour >= node.opens_h - EPSILON_H) & (hour < node.closes_h)
        if node.hours:
            opens, lasts = daily_window(node.hours)
            local = np.array([self.scenario.local_hour(float(h)) for h in hour])
            open_ &= (local - opens) % 24 < lasts - EPSILON_H
        return float(open_.sum()) * self.clock.slot_h

    def _discharge(self, model: Relaxation, period: int, lifts: Lifts, flown: dict[int, tuple[int, int]]) -> None:
        """Ports and beaches land no more from the sea than their days allow."""
        limit_t = self.x.node_limit("discharge_t_per_day")
        days = len(set(self.x.day_of_period[: period + 1].tolist()))
        by_node: defaultdict[int, list[int]] = defaultdict(list)
        for column, (key, _) in flown.items():
            if self.x.channels.by_sea[lifts.channel[key]]:
                by_node[int(lifts.end[key])].append(column)
        for node, columns in by_node.items():
            most = float(limit_t[node]) * days
            model.limit("discharge", self.x.nodes[node].id, most, ((c, 1.0) for c in columns))
