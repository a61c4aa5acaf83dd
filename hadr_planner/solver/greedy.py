"""A first plan as a good staff makes it by hand: hour by hour, each free tail goes where its load helps most.

Sorties are placed one by one within every row that binds sorties alone (tails, ramps, berths, fuel, hours), so what
comes out can be flown; what exactly is loaded is settled afterwards, for all sorties together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hadr_planner import demand
from hadr_planner.decisions.flows import UNIT
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Per
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.plan import Plan
from hadr_planner.goals import worth
from hadr_planner.solver.assemble import from_manifest
from hadr_planner.solver.columns import Columns, from_codes
from hadr_planner.solver.hand import Booking, Hand, Tail
from hadr_planner.solver.loads import DUST_T, Manifest
from hadr_planner.solver.opened import granted
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AHEAD_DAYS = 3
"""How many days of a site's need count when choosing where to go."""
PASSED_ON = 0.6
"""Worth of goods one lift further back, relative to where they are handed over."""
ECHELONS = 3
ALTERNATIVES = 4
"""Sorties remembered at every choice, for the linear program to choose among."""
UNIT_WORTH = 2_000.0
"""Worth of a tonne of a unit that is on its way to its work, in person-days."""


class Greedy:
    """The staff's eye: what lies where, who still lacks what, where a load helps most."""

    def __init__(self, program: Program, booked: Sequence[Booking] = ()) -> None:
        self.program = program
        self.x = program.x
        x = self.x
        self.loads: dict[tuple[int, int], dict[int, float]] = {}
        self.weighed: list[tuple[int, int]] = []
        self.bulk = np.array([x.bulk_m3_per_t(item) for item in x.cargo])
        self.landed_t = self._sea_room()
        self.hand = Hand(program, granted(program, self._surely()), booked)
        self.stock = self._stocks()
        self.reach = self._reach()
        self.value, self.gap = self._demand()
        self.afloat = x.node_array(lambda node: getattr(node, "kind", None) is PlaceKind.ANCHORAGE)
        self.people_near = self._people_near()
        self.first_lift = self._first_lift()
        self.lift_order = np.argsort(x.missions.lifts.mission, kind="stable")
        self.lift_sorted = x.missions.lifts.mission[self.lift_order]
        self.day = -1

    # ---- what there is ----------------------------------------------------------------------------------------

    def _stocks(self) -> Floats:
        """Tonnes that can be loaded in each period if nothing else moves (node, item, period), and at the horizon."""
        x, periods = self.x, self.x.clock.periods
        stock = np.zeros((len(x.nodes), len(x.cargo), periods + 1))
        there = x.put_by_then()
        for (node, item), first in x.stock_number.items():
            stock[node, item, :periods] = there[first : first + periods]
            stock[node, item, periods] = stock[node, item, periods - 1]
        return stock

    def _reach(self) -> NDArray[np.bool_]:
        """Whether some sortie carries an item from a node to another (from, to, item)."""
        x = self.x
        reach = np.zeros((len(x.nodes), len(x.nodes), len(x.cargo)), dtype=bool)
        reach[x.flow.start, x.flow.end, x.flow.item] = True
        return reach

    def _demand(self) -> tuple[Floats, Floats]:
        """Worth of a tonne (node, item), and tonnes wanted from each day on (node, item, day)."""
        x = self.x
        value = np.zeros((len(x.nodes), len(x.cargo)))
        gap = np.zeros((len(x.nodes), len(x.cargo), x.clock.days + 1))
        self.used = np.zeros_like(gap)
        places = x.scenario.places
        serving = {x.network.index[id]: x.network.index[place.serves] for id, place in places.items() if place.serves}
        for need in x.needs:
            if need.kind is NeedKind.CARGO and need.item in x.cargo:
                item, site = x.cargo.index(need.item), x.network.index[need.site]
                days = demand.days(x.scenario, need)
                for node in [site, *(n for n, s in serving.items() if s == site)]:
                    once = worth.suffering_days(x.clock.horizon_h / 2) if need.per is Per.ONCE else 1.0
                    value[node, item] = max(value[node, item], worth.person_days_per_t(x.scenario, need) * once)
                    for day in range(x.clock.days):
                        if need.per is Per.DAY and node == site:
                            self.used[node, item, day] += demand.owed(x.scenario, need, day)
                        if need.per is Per.ONCE:
                            gap[node, item, day] += demand.owed(x.scenario, need, demand.ONCE) if days else 0.0
                        else:
                            gap[node, item, day] += sum(
                                demand.owed(x.scenario, need, d) for d in days if day <= d < day + AHEAD_DAYS
                            )
        self._claim_units(value, gap)
        return value, gap

    def _claim_units(self, value: Floats, gap: Floats) -> None:
        """Let each unit that needs lift choose the node with most work that nobody else took."""
        x = self.x
        taken: dict[int, int] = {}
        there = set(x.stay.unit[x.stay.drives & (x.stay.upper > 0)].tolist())
        for k, unit in enumerate(x.scenario.units.values()):
            name = UNIT + unit.id
            mine = np.flatnonzero((x.stay.unit == k) & ~x.stay.drives & (x.stay.upper > 0))
            nodes = list(dict.fromkeys(int(x.stay.node[j]) for j in mine))
            if name in x.cargo and nodes and k not in there:
                best = min(nodes, key=lambda n: (taken.get(n, 0), nodes.index(n)))
                taken[best] = taken.get(best, 0) + 1
                value[best, x.cargo.index(name)] = UNIT_WORTH
                gap[best, x.cargo.index(name), :] = unit.type.weight_t

    # ---- the day's work ---------------------------------------------------------------------------------------

    def run(self) -> Manifest:
        """Choose sorties and their loads, slot by slot."""
        x = self.x
        chosen: list[tuple[int, int]] = []
        period = -1
        waits: set[tuple[int, int]] = set()
        for slot in range(x.clock.slots):
            if int(x.leaves[slot]) != period:
                period = int(x.leaves[slot])
                self._wants(slot)
                waits = set()
            for mission in self.hand.due(slot):
                self._book(mission, slot, len(chosen))
                chosen.append((mission, slot))
            full: set[tuple[int, int]] = set()
            for pool, tail in self.hand.idle(slot):
                key = pool, tail.stand
                if key in waits or key in full:
                    continue
                best, hopeless = self._best(pool, tail, slot)
                if best is not None:
                    self.hand.fly(best, slot, tail)
                    self._book(best, slot, len(chosen))
                    chosen.append((best, slot))
                elif tail.due:
                    continue
                elif hopeless:
                    waits.add(key)
                else:
                    full.add(key)
        missions = np.array([m for m, _ in chosen], dtype=np.int64)
        manifest = Manifest(self.program, Columns(missions, np.array([s for _, s in chosen], dtype=np.int64)))
        for (sortie, lift), held in self.loads.items():
            manifest.loads[sortie, lift] = held
        return manifest

    def _people_near(self) -> Floats:
        """Worth of lying off a node: people affected within an hour's flight, at anchorages."""
        x = self.x
        people = np.array([getattr(node, "affected", 0.0) for node in x.nodes])
        near = np.exp(-x.network.air_km / 60.0) @ people
        return np.asarray(near * self.afloat)

    def _consume(self, day: int) -> None:
        """What a day used up at the sites is gone."""
        if day != self.day:
            if self.day >= 0:
                held = np.maximum(self.stock[:, :, self.period :].min(axis=2), 0.0)
                self.stock -= np.minimum(self.used[:, :, self.day], held)[:, :, None]
            self.day = day

    def _first_lift(self) -> Ints:
        lifts = self.x.missions.lifts
        first = np.full(len(self.x.missions), -1, dtype=np.int64)
        first[lifts.mission[::-1]] = np.arange(len(lifts.mission))[::-1]
        return first

    def _wants(self, slot: int) -> None:
        """What each node still wants of each item now, with what it would pass on, and what that is worth."""
        x = self.x
        day, self.period = int(x.day[slot]), int(x.leaves[slot])
        self._consume(day)
        here = self.stock[:, :, -1]
        self.lying = self.stock[:, :, self.period :].min(axis=2)
        self.want = np.maximum(self.gap[:, :, day] - here, 0.0)
        self.price = self.value.copy()
        for _ in range(ECHELONS - 1):
            onward = np.einsum("abi,bi->ai", self.reach, self.want * (self.price > 0))
            feeders = np.maximum(self.reach.sum(axis=0), 1)
            passed = np.einsum("abi,bi->ai", self.reach / feeders[None], self.want)
            best = np.where(self.reach, (self.price * (self.want > 1e-6))[None], 0.0).max(axis=1) * PASSED_ON
            relay = (best > self.price) & (onward > 0)
            self.price = np.where(relay, best, self.price)
            self.want = np.where(relay, np.maximum(np.maximum(passed, 0.3 * onward) - here, 0.0), self.want)
        self.asked = np.flatnonzero(((self.price > 0) & (self.want > 1e-6)).any(axis=0))

    def _best(self, pool: int, tail: Tail, slot: int) -> tuple[int | None, bool]:
        """The mission that helps most per slot of those that can start now; and whether none will help this period."""
        x = self.x
        if self.afloat[tail.stand] and pool in self.hand.carriers:
            return None, True
        missions = self.hand.ready(pool, tail, slot)
        if not len(missions):
            return None, (pool, tail.stand) not in self.hand.missions_of
        score = self._gain(missions) / x.missions.slots[missions]
        if len(x.stands[pool]) > 1 and pool not in self.hand.carrier_of:
            score = score + self._onward(pool, missions)
        if score.max(initial=0.0) <= 0:
            return None, True
        order = np.argsort(-score, kind="stable")
        self.weighed += [(int(missions[k]), slot) for k in order[:ALTERNATIVES].tolist() if score[k] > 0]
        for k in order[:12].tolist():
            if score[k] > 0 and self.hand.fits(int(missions[k]), slot):
                return int(missions[k]), False
        return None, False

    def _gain(self, missions: Ints) -> Floats:
        """Worth of the best load of each mission."""
        x = self.x
        lift = self.first_lift[missions]
        start, end = x.missions.lifts.start[lift][:, None], x.missions.lifts.end[lift][:, None]
        asked = self.asked
        useful = np.minimum(self.lying[start, asked], self.want[end, asked]) * self.reach[start, end, asked]
        worths = np.where(useful > 1e-6, self.price[end, asked], 0.0)
        row, order = np.arange(len(missions))[:, None], np.argsort(-worths, axis=1, kind="stable")
        amount = useful[row, order]
        room = np.maximum(x.missions.payload_t[missions][:, None] - (np.cumsum(amount, axis=1) - amount), 0.0)
        gain = (np.minimum(amount, room) * worths[row, order]).sum(axis=1)
        return np.where(lift >= 0, gain, 0.0)

    def _onward(self, pool: int, missions: Ints) -> Floats:
        """What going to another stand opens: cargo that waits there, or a sea base off the people in need."""
        x = self.x
        ends, slots = x.missions.end[missions], x.missions.slots[missions]
        if pool in self.hand.carriers:
            here = self.people_near[x.missions.start[missions[0]]]
            return np.asarray(np.maximum(self.people_near[ends] - 1.2 * here, 0.0) / slots)
        score = np.zeros(len(missions))
        for stand in np.unique(ends):
            there = self.hand.missions_of.get((pool, int(stand)))
            if there is not None and stand != x.missions.start[missions[0]]:
                rate = self._gain(there) / x.missions.slots[there]
                best = int(np.argmax(rate))
                mark = ends == stand
                score[mark] = (
                    0.5 * rate[best] * x.missions.slots[there[best]] / (x.missions.slots[there[best]] + slots[mark])
                )
        return score

    def _sea_room(self) -> Floats:
        """What ships and craft may still put ashore (node, day)."""
        x = self.x
        return np.repeat(x.node_limit("discharge_t_per_day")[:, None], x.clock.days, axis=1)

    def _book(self, mission: int, slot: int, sortie: int) -> None:
        """Load what helps most, lift by lift."""
        x = self.x
        lifts = x.missions.lifts
        low, high = np.searchsorted(self.lift_sorted, [mission, mission + 1])
        for lift in self.lift_order[low:high].tolist():
            out, into = slot + int(lifts.out[lift]), slot + int(lifts.into[lift])
            periods = int(x.leaves[min(out, len(x.leaves) - 1)]), int(x.arrives[min(into, len(x.arrives) - 1)])
            self.loads[sortie, lift] = self._load(lift, mission, *periods)

    def _load(self, lift: int, mission: int, out: int, into: int) -> dict[int, float]:
        """Take what is worth most where it goes, while there is room."""
        x = self.x
        lifts = x.missions.lifts
        start, end, share = int(lifts.start[lift]), int(lifts.end[lift]), float(lifts.share[lift])
        room_t, room_m3 = float(x.missions.payload_t[mission]) * share, float(x.missions.cabin_m3[mission]) * share
        room_t = min(room_t, self._storage(end))
        if self.afloat[end] and int(x.missions.pool[mission]) not in self.hand.carriers:
            return {}
        day, by_sea = int(x.day_of_period[into]), bool(x.channels.by_sea[x.channels.of[lift]])
        refused = x.channels.refused[x.channels.of[lift]]
        held: dict[int, float] = {}
        for item in np.argsort(-self.price[end], kind="stable").tolist():
            if room_t <= DUST_T or self.price[end, item] <= 0:
                break
            if self.reach[start, end, item] and x.cargo[item] not in refused:
                there = min(
                    float(self.lying[start, item]),
                    float(self.stock[start, item, out:].min()),
                    float(self.want[end, item]),
                )
                tonnes = min(room_t, there, room_m3 / self.bulk[item] if self.bulk[item] > 0 else np.inf)
                tonnes = min(tonnes, float(self.landed_t[end, day])) if by_sea else tonnes
                if tonnes > DUST_T:
                    held[item] = tonnes
                    room_t, room_m3 = room_t - tonnes, room_m3 - tonnes * self.bulk[item]
                    self._take(start, end, item, tonnes, out, into)
                    self.landed_t[end, day] -= tonnes if by_sea else 0.0
        return held

    def _storage(self, node: int) -> float:
        """Tonnes that a place still has room for."""
        limit = getattr(self.x.nodes[node], "storage_t", None)
        return np.inf if limit is None else max(limit - float(self.stock[node].max(axis=1).sum()), 0.0)

    def _take(self, start: int, end: int, item: int, tonnes: float, out: int, into: int) -> None:
        self.stock[start, item, out:] -= tonnes
        self.stock[end, item, into + 1 :] += tonnes
        self.want[end, item] -= tonnes
        self.lying[start, item] = self.stock[start, item, self.period :].min()

    def alternatives(self) -> Columns:
        """Sorties that were weighed against each other, each once."""
        pairs = np.array(self.weighed, dtype=np.int64).reshape(-1, 2)
        slots = self.x.clock.slots
        return from_codes(pairs[:, 0] * slots + pairs[:, 1], slots)

    def wishes(self) -> dict[str, Floats]:
        """The most that could be asked of everything but sorties: for every unit, short stays where it was sent."""
        values = {name: block.upper.copy() for name, block in self.program.blocks.items()}
        values["stay"] = self._stays()
        return values

    def _surely(self) -> Floats:
        """Wished stays of units that need no lift."""
        return np.where(self.x.stay.drives, self._stays(), 0.0) if len(self.x.stay) else np.zeros(0)

    def _stays(self) -> Floats:
        x = self.x
        edges = np.array(x.clock.edges_h)
        types = [unit.type for unit in x.scenario.units.values()]
        wished = np.zeros(len(x.stay))
        for unit, type in enumerate(types):
            mine = np.flatnonzero((x.stay.unit == unit) & (x.stay.upper > 0))
            fed = edges[x.stay.last[mine]] - edges[x.stay.first[mine]] <= type.self_sufficient_h + 1e-6
            short = mine[fed]
            driven = short[x.stay.drives[short]]
            wished[driven[:1] if len(driven) else short] = 1.0
        return wished


def greedy(program: Program) -> Plan:
    """A first plan, loads and all."""
    staff = Greedy(program)
    return from_manifest(program, staff.run(), staff.wishes())
