"""What lies where, who still lacks what, and what a tonne of it is worth there, kept up as loads are taken."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hadr_planner import demand
from hadr_planner.decisions.flows import UNIT
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Per
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.goals import worth
from hadr_planner.solver.laggards import Laggards
from hadr_planner.solver.loads import DUST_T
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FED = 0.4
"""Worth of a tonne where a day's need is all but met, relative to where nothing of it is."""
MET = 0.7
"""Where less than this share of a day's need is missing, the days to come count too."""
AHEAD_DAYS = 3
LATER = 0.3
"""Worth of a tonne for the days to come, relative to one for a day of which nothing is met."""
PASSED_ON = 0.4
"""Worth of goods one lift further back, relative to where they are handed over."""
ECHELONS = 3
UNIT_WORTH = 2_000.0
"""Worth of a tonne of a unit that is on its way to its work, in person-days."""
LEAST_T = 1e-6
"""Less is not wanted, and does not lie there."""


class Stores:
    """The staff's books.

    Attributes
    ----------
    stock
        Tonnes that can be loaded in each period if nothing else moves, and at the horizon (node, item, period).
    reach
        Whether some sortie carries an item from a node to another (from, to, item).
    value, price
        Worth of a tonne where it is handed over, and also where it is passed on, now (node, item).
    eaten
        Tonnes used up so far (node, item).
    gap
        Tonnes wanted each day (node, item, day): what it uses up, and all of what is needed once.
    ahead
        The same for the days from it on.
    lying, want
        Tonnes to spare now, and tonnes still wanted now (node, item); within a period they only fall.
    """

    def __init__(self, program: Program) -> None:
        self.x = x = program.x
        self.bulk = np.array([x.bulk_m3_per_t(item) for item in x.cargo])
        self.landed_t = np.repeat(x.node_limit("discharge_t_per_day")[:, None], x.clock.days, axis=1)
        self.afloat = x.node_array(lambda node: getattr(node, "kind", None) is PlaceKind.ANCHORAGE)
        self.storage_t = x.node_limit("storage_t")
        self.stock = self._stock()
        self.reach = np.zeros((len(x.nodes), len(x.nodes), len(x.cargo)), dtype=bool)
        self.reach[x.flow.start, x.flow.end, x.flow.item] = True
        self._ways = _Ways(self.reach)
        self.serving = self._serving()
        self.value, self.gap, self.ahead, self.used = self._demand()
        self.laggards = Laggards(program, self.serving)
        self.eaten = np.zeros(self.value.shape)
        self.day = -1
        self.turn(0)

    def _stock(self) -> Floats:
        x, periods = self.x, self.x.clock.periods
        stock = np.zeros((len(x.nodes), len(x.cargo), periods + 1))
        there = x.put_by_then()
        for (node, item), first in x.stock_number.items():
            stock[node, item, :periods] = there[first : first + periods]
            stock[node, item, periods] = stock[node, item, periods - 1]
        return stock

    def _serving(self) -> dict[int, int]:
        """Places at which goods are handed over to a site, and that site."""
        index, places = self.x.network.index, self.x.scenario.places
        return {index[id]: index[place.serves] for id, place in places.items() if place.serves}

    def _demand(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Worth of a tonne; tonnes wanted each day, on the days from it on, and used up each day."""
        x = self.x
        value = np.zeros((len(x.nodes), len(x.cargo)))
        gap = np.zeros((len(x.nodes), len(x.cargo), x.clock.days + 1))
        ahead, used = np.zeros_like(gap), np.zeros_like(gap)
        for need in x.needs:
            if need.kind is not NeedKind.CARGO or need.item not in x.cargo:
                continue
            item, site = x.cargo.index(need.item), x.network.index[need.site]
            daily = need.per is Per.DAY
            once = 1.0 if daily else worth.suffering_days(x.clock.horizon_h / 2)
            owed = np.zeros(x.clock.days + AHEAD_DAYS)
            for day in demand.days(x.scenario, need):
                owed[day if daily else slice(None)] = demand.owed(x.scenario, need, day)
            coming = sum(owed[k : k + x.clock.days] for k in range(AHEAD_DAYS if daily else 1))
            used[site, item, : x.clock.days] += owed[: x.clock.days] if daily else 0.0
            for node in [site, *(n for n, s in self.serving.items() if s == site)]:
                value[node, item] = max(value[node, item], worth.person_days_per_t(x.scenario, need) * once)
                gap[node, item, : x.clock.days] += owed[: x.clock.days]
                ahead[node, item, : x.clock.days] += coming
        self._claim_units(value, gap, ahead)
        return value, gap, ahead, used

    def _claim_units(self, value: Floats, gap: Floats, ahead: Floats) -> None:
        """Let each unit that needs lift choose the node with most work that nobody else took."""
        x = self.x
        taken: dict[int, int] = {}
        there = set(x.stay.unit[x.stay.drives & (x.stay.upper > 0)].tolist())
        for k, unit in enumerate(x.scenario.units.values()):
            name = UNIT + unit.id
            mine = np.flatnonzero((x.stay.unit == k) & ~x.stay.drives & (x.stay.upper > 0))
            nodes = list(dict.fromkeys(x.stay.node[mine].tolist()))
            if name in x.cargo and nodes and k not in there:
                best = min(nodes, key=lambda n: (taken.get(n, 0), nodes.index(n)))
                taken[best] = taken.get(best, 0) + 1
                value[best, x.cargo.index(name)] = UNIT_WORTH
                for wanted in (gap, ahead):
                    wanted[best, x.cargo.index(name), :] = unit.type.weight_t

    def turn(self, slot: int) -> None:
        """Begin the period of a slot: what a day used up is gone; what each node wants or would pass on is new."""
        x = self.x
        day, self.period = int(x.day[slot]), int(x.leaves[slot])
        self._consume(day)
        here = self.stock[:, :, -1]
        self.lying = self.stock[:, :, self.period :].min(axis=2)
        self.want, missing = self._missing(self.gap[:, :, day], here)
        later, missing_later = self._missing(self.ahead[:, :, day], here)
        met = missing < MET
        self.want = np.where(met, later, self.want)
        self.price = self.value * np.where(met, LATER * missing_later, FED + (1 - FED) * missing)
        self.price *= self.laggards.factor(self.eaten + here)[:, None]
        for _ in range(ECHELONS - 1):
            self.price, self.want = self._ways.passed_on(self.price, self.want, here)

    def _missing(self, wanted: Floats, here: Floats) -> tuple[Floats, Floats]:
        """Tonnes still missing, and their share of those wanted; 1 where nobody uses them up."""
        left = np.maximum(wanted - here, 0.0)
        owed = np.where(self.value > 0, wanted, 0.0)
        return left, np.divide(left, owed, out=np.ones_like(owed), where=owed > 0)

    def _consume(self, day: int) -> None:
        if day != self.day:
            if self.day >= 0:
                held = np.maximum(self.stock[:, :, self.period :].min(axis=2), 0.0)
                eaten = np.minimum(self.used[:, :, self.day], held)
                self.stock[:, :, self.period :] -= eaten[:, :, None]
                self.eaten += eaten
            self.day = day

    def load(self, lift: int, mission: int, slot: int) -> dict[int, float]:
        """Take what is worth most where a lift goes, while there is room."""
        x = self.x
        lifts = x.missions.lifts
        start, end, share = int(lifts.start[lift]), int(lifts.end[lift]), float(lifts.share[lift])
        out, into = self._periods(lift, slot)
        room_t = min(float(x.missions.payload_t[mission]) * share, self._storage(end))
        room_m3 = float(x.missions.cabin_m3[mission]) * share
        channel = x.channels.of[lift]
        day, by_sea = int(x.day_of_period[into]), bool(x.channels.by_sea[channel])
        refused = x.channels.refused[channel]
        there = np.minimum(np.minimum(self.lying[start], self.want[end]), self.stock[start, :, out:].min(axis=1))
        there = np.where(self.reach[start, end] & (self.price[end] > 0), there, 0.0)
        useful = np.flatnonzero(there > DUST_T)
        held: dict[int, float] = {}
        for item in useful[np.argsort(-self.price[end, useful], kind="stable")].tolist():
            if room_t <= DUST_T:
                break
            if x.cargo[item] in refused:
                continue
            tonnes = min(room_t, float(there[item]), room_m3 / self.bulk[item] if self.bulk[item] > 0 else np.inf)
            tonnes = min(tonnes, float(self.landed_t[end, day])) if by_sea else tonnes
            if tonnes > DUST_T:
                held[item] = tonnes
                room_t, room_m3 = room_t - tonnes, room_m3 - tonnes * self.bulk[item]
                self._take(start, end, item, tonnes, out, into)
                self.landed_t[end, day] -= tonnes if by_sea else 0.0
        return held

    def _periods(self, lift: int, slot: int) -> tuple[int, int]:
        """Periods of pick-up and drop."""
        x = self.x
        out, into = slot + int(x.missions.lifts.out[lift]), slot + int(x.missions.lifts.into[lift])
        return int(x.leaves[min(out, len(x.leaves) - 1)]), int(x.arrives[min(into, len(x.arrives) - 1)])

    def _storage(self, node: int) -> float:
        """Tonnes that a place still has room for."""
        limit = float(self.storage_t[node])
        if limit == np.inf:
            return limit
        return max(limit - float(self.stock[node, :, self.period :].max(axis=1).sum()), 0.0)

    def _take(self, start: int, end: int, item: int, tonnes: float, out: int, into: int) -> None:
        self.stock[start, item, out:] -= tonnes
        self.stock[end, item, into + 1 :] += tonnes
        self.want[end, item] -= tonnes
        self.lying[start, item] = self.stock[start, item, self.period :].min()


class _Ways:
    """(from, to, item) of everything that can be carried on, by from and item."""

    def __init__(self, reach: NDArray[np.bool_]) -> None:
        from_, item, to = np.nonzero(reach.transpose(0, 2, 1))
        self.to, self.item = to, item
        key = from_ * reach.shape[2] + item
        self.first = np.flatnonzero(np.diff(key, prepend=-1))
        self.from_, self.what = from_[self.first], item[self.first]
        self.feeders = np.maximum(reach.sum(axis=0), 1)[to, item]

    def passed_on(self, price: Floats, want: Floats, here: Floats) -> tuple[Floats, Floats]:
        """Prices and wants, with those of nodes from which goods are better passed on."""
        if not len(self.first):
            return price, want
        wanted, worths = want[self.to, self.item], price[self.to, self.item]
        onward = np.add.reduceat(wanted * (worths > 0), self.first)
        passed = np.add.reduceat(wanted / self.feeders, self.first)
        best = np.maximum.reduceat(worths * (wanted > LEAST_T), self.first) * PASSED_ON
        mine = self.from_, self.what
        relay = (best > price[mine]) & (onward > 0)
        price, grown = price.copy(), want.copy()
        price[mine] = np.where(relay, best, price[mine])
        grown[mine] = np.where(relay, np.maximum(np.maximum(passed, 0.3 * onward) - here[mine], 0.0), want[mine])
        return price, grown
