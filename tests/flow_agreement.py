"""What the optimizer's rows say of goods, units and work, against what checks say of the same as a finished plan.

A ``Point`` holds sorties with what they carry, stays, services and hand-overs, by number of the optimizer's decisions.
``Bench`` draws random ones that make some sense, asks rows and checks about each, and spoils rows to show that it
would notice.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np
import worlds
from agreement import as_stay
from scipy.sparse.linalg import spsolve

from hadr_planner.decisions import Decisions
from hadr_planner.decisions.flows import UNIT
from hadr_planner.decisions.rows import Rows
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.plan import HandOver, Plan, Service, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules import RULES

BY_CODE = {rule.CODE: rule for rule in RULES}
SLACK = 1e-6


@dataclass(slots=True)
class Trip:
    """One sortie of one tail, with tonnes by flow column."""

    mission: int
    start: int
    tail: int
    cargo: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Point:
    """Decisions that are not zero."""

    trips: list[Trip] = field(default_factory=list)
    stays: list[int] = field(default_factory=list)
    services: dict[int, float] = field(default_factory=dict)
    hand_overs: dict[int, float] = field(default_factory=dict)


def imposed(scenario: Scenario, *codes: str) -> Decisions:
    """Fresh decisions, all their blocks laid out, on which some rules were imposed."""
    x = Decisions(scenario)
    assert x.blocks
    for code in codes:
        BY_CODE[code].impose(x)
    return x


class Bench:
    """One world, and random points in it."""

    def __init__(self, scenario: Scenario, count: int, seed: int = 0, *, afloat: bool = False) -> None:
        self.scenario = scenario
        self.x = imposed(scenario)
        self.books = imposed(scenario, "UNIT", "SUSTAIN", "CAPACITY", "STOCK")
        self.rng = np.random.default_rng(seed)
        self.points = [self._at_sea() if afloat else self._drawn() for _ in range(count)]

    def alone(self) -> Bench:
        """The same with one sortie a point and nothing else."""
        lone = copy.copy(self)
        points = [Point(trips=[trip]) for point in self.points for trip in point.trips if trip.cargo]
        lone.asked = [(point, self.values(point), self.plan(point)) for point in points]
        return lone

    def sound(self) -> Bench:
        """The points at which no stock falls short; beyond that, what lies where is anyone's guess."""
        sound = copy.copy(self)
        passes = self.verdicts(("STOCK", "SUSTAIN", "UNIT"))
        sound.asked = [asked for asked, holds in zip(self.asked, passes, strict=True) if holds]
        return sound

    def settled(self) -> Bench:
        """The points at which no unit is in two places."""
        settled = copy.copy(self)
        units = [self.x.stay.unit[point.stays].tolist() for point, _, _ in self.asked]
        settled.asked = [one for one, mine in zip(self.asked, units, strict=True) if len(set(mine)) == len(mine)]
        return settled

    # ---- drawing ---------------------------------------------------------------------------------------------------

    @cached_property
    def _carriers(self) -> dict[tuple[int, int, int], list[tuple[int, int]]]:
        """(mission, start) of every sortie with one drop, by channel and periods of pick-up and drop."""
        x, lifts = self.x, self.x.missions.lifts
        drops = np.bincount(lifts.mission, minlength=len(x.missions))
        found: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
        for k in np.flatnonzero(drops[lifts.mission] == 1):
            mission = int(lifts.mission[k])
            for start in np.flatnonzero(x.allowed[mission]):
                periods = x.leaves[start + lifts.out[k]], x.arrives[start + lifts.into[k]]
                found[int(x.channels.of[k]), int(periods[0]), int(periods[1])].append((mission, int(start)))
        return found

    @cached_property
    def _anchorages(self) -> list[int]:
        kinds = {id: place.kind for id, place in self.scenario.places.items()}
        return [n for n, id in enumerate(self.x.network.nodes) if kinds.get(id) is PlaceKind.ANCHORAGE]

    def _some(self, numbers: Any) -> int | None:
        numbers = np.asarray(numbers)
        return int(self.rng.choice(numbers)) if len(numbers) else None

    def _drawn(self) -> Point:
        point, at = Point(), {}
        for _ in range(int(self.rng.integers(0, 4))):
            self._move(point, at)
        for _ in range(int(self.rng.integers(0, 3))):
            self._settle(point, at)
        if self.rng.random() < 0.4:
            self._mend(point)
        for _ in range(int(self.rng.integers(0, 4))):
            self._serve(point)
        for _ in range(int(self.rng.integers(0, 4))):
            self._give(point)
        if self.rng.random() < 0.5:
            self._sail(point, at)
        return point

    def _at_sea(self) -> Point:
        """Goods brought to anchorages, ships that come and go, and what is carried on from there."""
        point, at, flow = Point(), {}, self.x.flow
        there = np.isin(flow.end, self._anchorages) & (flow.start == self.x.network.index["haven"])
        for _ in range(int(self.rng.integers(0, 3))):
            self._carry(point, at, self._some(np.flatnonzero(there)))
        for _ in range(int(self.rng.integers(0, 4))):
            self._sail(point, at)
        for _ in range(int(self.rng.integers(0, 3))):
            self._carry(point, at, self._some(np.flatnonzero(np.isin(flow.start, self._anchorages))))
        return point

    def _move(self, point: Point, at: dict[Any, Any]) -> None:
        """Carry something, mostly from where some of it is, and perhaps carry it on."""
        flow = self.x.flow
        here = {(self.x.network.index[s.place], self.x.cargo.index(s.item)) for s in self.scenario.supplies.values()}
        there = np.array([pair in here for pair in zip(flow.start.tolist(), flow.item.tolist(), strict=True)])
        if self.rng.random() < 0.2:
            there &= np.isin(flow.end, self._anchorages)
        column = self._some(np.flatnonzero(there if self.rng.random() < 0.8 else flow.out >= 0))
        tonnes = self._carry(point, at, column)
        if tonnes and self.rng.random() < 0.5:
            late = flow.out - flow.into[column] >= int(self.rng.random() < 0.6)
            onward = np.flatnonzero((flow.start == flow.end[column]) & (flow.item == flow.item[column]) & late)
            self._carry(point, at, self._some(onward), tonnes * self.rng.choice([0.5, 1.0, 1.1]))

    def _carry(self, point: Point, at: dict[Any, Any], column: int | None, tonnes: float = 0.0) -> float:
        if column is None:
            return 0.0
        x, flow = self.x, self.x.flow
        carriers = self._carriers[int(flow.channel[column]), int(flow.out[column]), int(flow.into[column])]
        if not carriers:
            return 0.0
        mission, start = carriers[int(self.rng.integers(len(carriers)))]
        tail = self._tail(at, mission, start)
        if tail is None:
            return 0.0
        bulk = x.bulk_m3_per_t(x.cargo[flow.item[column]])
        payload_t = float(x.missions.payload_t[mission])
        fits_t = min(payload_t, float(x.missions.cabin_m3[mission]) / bulk if bulk else payload_t)
        tonnes = tonnes or float(
            self.rng.choice([0.8, 1.5, min(14, fits_t), 0.5 * fits_t, fits_t, 1.02 * fits_t, payload_t])
        )
        if x.cargo[flow.item[column]].startswith(UNIT):
            tonnes = min(tonnes, float(flow.upper[column]))
        cargo = {column: tonnes}
        others = np.flatnonzero((flow.room == flow.room[column]) & (flow.item != flow.item[column]))
        if len(others) and self.rng.random() < 0.3:
            cargo = {column: tonnes / 2, int(self.rng.choice(others)): tonnes / 2}
        point.trips.append(Trip(mission, start, tail, cargo))
        return tonnes

    def _tail(self, at: dict[Any, Any], mission: int, start: int) -> int | None:
        """A tail that is at the stand by then; it is noted to be at the end of the mission afterwards."""
        x = self.x
        pool = int(x.missions.pool[mission])
        asset = x.pools[pool]
        aboard = asset.base in self.scenario.assets
        for tail in range(1, asset.count + 1):
            node, free = at.get((pool, tail), (-1 if aboard else x.network.index[asset.base], 0))
            if free <= start and (aboard or node == x.missions.start[mission]):
                at[pool, tail] = int(x.missions.end[mission]), start + int(x.missions.slots[mission])
                return tail
        return None

    def _settle(self, point: Point, at: dict[Any, Any]) -> None:
        """A stay, and mostly the sortie that brings the unit there."""
        stay, flow = self.x.stay, self.x.flow
        number = int(self.rng.integers(len(stay)))
        if point.stays and self.rng.random() < 0.2:
            number = int(self.rng.choice(np.flatnonzero(stay.unit == stay.unit[point.stays[-1]])))
        if any(stay.unit[k] == stay.unit[number] and stay.node[k] == stay.node[number] for k in point.stays):
            return
        point.stays.append(number)
        if not stay.drives[number] and self.rng.random() < 0.9:
            id = list(self.scenario.units)[stay.unit[number]]
            brings = (flow.item == self.x.cargo.index(UNIT + id)) & (flow.end == stay.node[number])
            early = flow.into <= stay.arrival[number] + int(self.rng.random() < 0.1)
            weight_t = self.scenario.units[id].type.weight_t
            self._carry(
                point, at, self._some(np.flatnonzero(brings & early)), weight_t * self.rng.choice([1, 1, 1, 0.9])
            )

    def _serve(self, point: Point) -> None:
        """Work, mostly where a unit that can do it is."""
        service, stay = self.x.service, self.x.stay
        items = np.array([need.item for need in self.x.needs])[service.need]
        able = items != "engineering"
        if point.stays and self.rng.random() < 0.9:
            k = int(self.rng.choice(point.stays))
            serves = list(self.scenario.units.values())[stay.unit[k]].type.serves
            able = (service.node == stay.node[k]) & self.x.works_in[k][service.period] & np.isin(items, list(serves))
        column = self._some(np.flatnonzero(able))
        if column is not None:
            need = self.x.needs[service.need[column]]
            unit = next(u for u in self.scenario.units.values() if need.item in u.type.serves)
            most = unit.type.serves[need.item] / 24 * self.x.clock.length_h(int(service.period[column]))
            share = float(self.rng.choice([0.3, 0.5, 1.0, 1.0, 1.05, 2.0]))
            point.services[column] = float(self.rng.choice([most, most, service.upper[column]])) * share

    def _mend(self, point: Point) -> None:
        """A stay at something broken, and work there from its start, mostly enough."""
        x, stay, service = self.x, self.x.stay, self.x.service
        repairs = np.isin(service.need, [k for k, need in enumerate(x.needs) if need.site in x.shut])
        column = int(self.rng.choice(np.flatnonzero(repairs)))
        units = [
            k
            for k, unit in enumerate(self.scenario.units.values())
            if x.needs[service.need[column]].item in unit.type.serves
        ]
        free = ~np.isin(stay.unit, stay.unit[point.stays])
        number = self._some(np.flatnonzero((stay.node == service.node[column]) & np.isin(stay.unit, units) & free))
        if number is None:
            return
        point.stays.append(number)
        rate = next(iter(list(self.scenario.units.values())[stay.unit[number]].type.serves.values()))
        left = float(service.upper[column]) * float(self.rng.choice([1.0, 1.0, 0.9]))
        same = (service.need == service.need[column]) & (service.node == service.node[column])
        for period in np.flatnonzero(x.works_in[number]):
            done = min(left, rate / 24 * x.clock.length_h(int(period)))
            for k in np.flatnonzero(same & (service.period == period)) if done > 0 else ():
                point.services[int(k)] = done
                left -= done

    def _give(self, point: Point) -> None:
        """A hand-over, mostly of what was carried there."""
        hand, flow = self.x.hand_over, self.x.flow
        fits = np.ones(len(hand), dtype=bool)
        if point.trips and self.rng.random() < 0.8:
            column = next(iter(point.trips[int(self.rng.integers(len(point.trips)))].cargo), None)
            if column is not None:
                fits = (hand.node == flow.end[column]) & (hand.item == flow.item[column])
                fits &= hand.period >= flow.into[column] - int(self.rng.random() < 0.1)
        column = self._some(np.flatnonzero(fits))
        if column is not None:
            point.hand_overs[column] = float(hand.upper[column] * self.rng.choice([0.3, 0.5, 1.0, 1.0, 1.02]))

    def _sail(self, point: Point, at: dict[Any, Any]) -> None:
        """A ship moves to another stand."""
        x = self.x
        ships = [k for k, asset in enumerate(x.pools) if asset.type.mode is Mode.SHIP]
        empty = ~np.isin(np.arange(len(x.missions)), x.missions.lifts.mission)
        afloat = {self.x.missions.end[trip.mission] for trip in point.trips if x.missions.pool[trip.mission] in ships}
        from_there = np.isin(x.missions.start, list(afloat)) if self.rng.random() < 0.7 else empty
        mission = self._some(np.flatnonzero(np.isin(x.missions.pool, ships) & empty & from_there))
        if mission is not None:
            start = int(self.rng.choice(np.flatnonzero(x.allowed[mission])))
            tail = self._tail(at, mission, start)
            if tail is not None:
                point.trips.append(Trip(mission, start, tail))

    # ---- the optimizer's side --------------------------------------------------------------------------------------

    def values(self, point: Point) -> dict[str, np.ndarray]:
        """Every block of decisions at a point; stocks follow from the books, openings from the work done."""
        blocks = self.books.blocks
        v = {name: np.zeros(len(block)) for name, block in blocks.items()}
        for trip in point.trips:
            for column, tonnes in trip.cargo.items():
                v["flow"][column] += tonnes
        v["stay"][point.stays] = 1.0
        for name, chosen in (("service", point.services), ("hand_over", point.hand_overs)):
            for column, amount in chosen.items():
                v[name][column] += amount
        balance = next(rows for rows in self.books.rows if rows.rule == "STOCK" and rows.exactly)
        rest = sum(matrix @ v[name] for name, matrix in balance.blocks.items() if name != "stock")
        v["stock"] = spsolve(balance.blocks["stock"].tocsc(), balance.at_most - rest)
        return v

    def _opened(self, x: Decisions, point: Point, v: dict[str, np.ndarray]) -> np.ndarray:
        """As open as the rows on openings alone let it be."""
        opened = np.ones(len(x.opening))
        for rows in x.rows:
            if "opening" in rows.blocks and not rows.sorties:
                broken = self.total(rows, point, v | {"opening": opened}) > rows.at_most + SLACK
                opened[rows.blocks["opening"][broken].indices] = 0.0
        return opened

    def total(self, rows: Rows, point: Point, v: dict[str, np.ndarray]) -> np.ndarray:
        """Left side of rows at a point."""
        total = np.zeros(len(rows))
        for name, matrix in rows.blocks.items():
            total += matrix @ v[name]
        mission = np.array([trip.mission for trip in point.trips], dtype=np.int64)
        start = np.array([trip.start for trip in point.trips], dtype=np.int64)
        for term in rows.sorties:
            row, _, amount = term.entries(mission, start)
            np.add.at(total, row, amount)
        for term in rows.standing:
            lying = self._lying(point, term.pool, term.node)
            np.add.at(total, term.row, term.amount * lying[term.slot])
        return total

    def _lying(self, point: Point, pool: int, node: int) -> np.ndarray:
        """Tails of a pool that rest at a node, by slot."""
        x = self.x
        count = np.zeros(x.clock.slots)
        for tail in range(1, x.pools[pool].count + 1):
            trips = [t for t in point.trips if x.missions.pool[t.mission] == pool and t.tail == tail]
            where = np.full(x.clock.slots, x.network.index[x.pools[pool].base])
            for trip in sorted(trips, key=lambda t: t.start):
                where[trip.start :] = -1
                where[trip.start + int(x.missions.slots[trip.mission]) :] = x.missions.end[trip.mission]
            count += where == node
        return count

    def admits(self, x: Decisions, code: str, point: Point, v: dict[str, np.ndarray]) -> bool:
        """Whether the rows and bounds that a rule has written let a point pass."""
        if not all(x.allowed[trip.mission, trip.start] for trip in point.trips):
            return False
        v = v | {"opening": self._opened(x, point, v)}
        if code == "STOCK" and (v["stock"] < -SLACK).any():
            return False
        bounded = {"UNIT": "stay", "SUSTAIN": "stay", "CAPACITY": "service", "NEED": "hand_over"}.get(code)
        if bounded and (v[bounded] > x.blocks[bounded].upper + SLACK).any():
            return False
        if code == "PARTNER" and v["hand_over"][x.hand_over.upper == 0].any():
            return False
        for rows in x.rows:
            left = self.total(rows, point, v)
            gap = np.abs(left - rows.at_most) if rows.exactly else left - rows.at_most
            if (gap > SLACK).any():
                return False
        return True

    # ---- the plan's side -------------------------------------------------------------------------------------------

    def plan(self, point: Point) -> Plan:
        """The point as a finished plan."""
        moves: list[Any] = [self._sortie(trip, f"s{k}") for k, trip in enumerate(point.trips)]
        for number in point.stays:
            moves += as_stay(self.x, number)
        moves += [self._service(point, column, amount) for column, amount in point.services.items()]
        moves += [self._hand_over(column, tonnes) for column, tonnes in point.hand_overs.items()]
        return worlds.plan(self.scenario, *moves)

    def _sortie(self, trip: Trip, id: str) -> Sortie:
        x, visits, slot_h = self.x, self.x.missions.visits, self.x.clock.slot_h
        cargo = {x.cargo[x.flow.item[column]]: tonnes for column, tonnes in trip.cargo.items()}
        stops = [
            worlds.stop(
                x.network.nodes[visits.node[k]],
                (trip.start + visits.on[k]) * slot_h,
                (trip.start + visits.off[k]) * slot_h,
                loads=cargo if visits.loads[k] else {},
                unloads=cargo if visits.drops[k] else {},
            )
            for k in np.flatnonzero(visits.mission == trip.mission)
        ]
        pool = x.missions.pools[x.missions.pool[trip.mission]]
        return worlds.sortie(self.scenario, pool, *stops, tail=trip.tail, id=id)

    def _service(self, point: Point, column: int, amount: float) -> Service:
        """Done by a unit that is at work there, if any, else by one that is not."""
        service, stay, units = self.x.service, self.x.stay, list(self.scenario.units.values())
        need = self.x.needs[service.need[column]]
        able = [
            units[stay.unit[k]].id
            for k in point.stays
            if stay.node[k] == service.node[column]
            and self.x.works_in[k][service.period[column]]
            and need.item in units[stay.unit[k]].type.serves
        ]
        able += [unit.id for unit in units if need.item in unit.type.serves]
        return Service(
            need=need.id,
            unit=able[0],
            period=int(service.period[column]),
            day=int(service.day[column]),
            quantity=amount,
        )

    def _hand_over(self, column: int, tonnes: float) -> HandOver:
        hand = self.x.hand_over
        return HandOver(
            need=self.x.needs[hand.need[column]].id,
            partnership=list(self.scenario.partnerships)[hand.partnership[column]],
            from_=self.x.network.nodes[hand.node[column]],
            period=int(hand.period[column]),
            day=int(hand.day[column]),
            tonnes=tonnes,
        )

    # ---- both ------------------------------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> list[tuple[Point, dict[str, np.ndarray], Plan]]:
        """Every point, its values and its plan."""
        return [(point, self.values(point), self.plan(point)) for point in self.points]

    def verdicts(self, codes: tuple[str, ...]) -> list[bool]:
        """Whether checks find nothing, point by point."""
        rules: list[ModuleType] = [BY_CODE[code] for code in codes]
        return [not any(list(rule.check(self.scenario, plan)) for rule in rules) for _, _, plan in self.asked]

    def disagreement(self, x: Decisions, codes: tuple[str, ...], verdicts: list[bool]) -> str:
        """The first point on which rows and checks differ; empty where there is none."""
        for (point, v, plan), passes in zip(self.asked, verdicts, strict=True):
            if all(self.admits(x, code, point, v) for code in codes) != passes:
                said = [b.because for code in codes for b in BY_CODE[code].check(self.scenario, plan)]
                return (
                    f"{codes}: the checks {'pass' if passes else 'refuse'} {point} {plan.sorties} {plan.stays} {said}"
                )
        return ""


def mutants(x: Decisions, code: str) -> Iterator[tuple[str, list[Rows]]]:
    """The rows with those of a rule spoilt in one way each."""
    for number, rows in enumerate(x.rows):
        if rows.rule != code or not len(rows):
            continue

        def instead(*new: Rows, number: int = number) -> list[Rows]:
            return [*x.rows[:number], *new, *x.rows[number + 1 :]]

        if not rows.exactly:
            yield f"rows {number} lost", instead()
            yield f"rows {number} looser", instead(replace(rows, at_most=rows.at_most * 1.2 + _step(rows)))
        yield f"rows {number} tighter", instead(replace(rows, at_most=rows.at_most * 0.8 - 0.2))
        for name, matrix in rows.blocks.items():
            if matrix.nnz:
                yield f"rows {number} without {name}", instead(replace(rows, blocks=rows.blocks | {name: 0 * matrix}))
        if rows.sorties:
            yield f"rows {number} without sorties", instead(replace(rows, sorties=()))
        if rows.standing:
            yield f"rows {number} without ships", instead(replace(rows, standing=()))


def _step(rows: Rows) -> float:
    """What the least of its sorties weighs, or else the least of its other decisions."""
    by_sorties = [np.abs(term.amount) for term in rows.sorties]
    weights = np.concatenate(by_sorties or [np.abs(matrix.data) for matrix in rows.blocks.values()])
    return float(weights[weights > 0].min(initial=1e9))
