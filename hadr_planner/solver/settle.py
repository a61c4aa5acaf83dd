"""From wishes to facts: replay a solution period by period and keep only what really is there.

Rounding may leave a little less than a solution says; nothing is ever added, so every rule that held still holds. The
same replay turns the most that could be wished for (every hand-over, every stay) into a plan when no solution is at
hand yet: what helps most comes first, within stocks, needs, partners and units.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from hadr_planner.decisions.flows import UNIT
from hadr_planner.domain.accord import circles
from hadr_planner.solver.loads import DUST_T, Manifest
from hadr_planner.solver.program import Program

WHOLE = 0.5


@dataclass(slots=True)
class Settled:
    """What a plan will say.

    Parameters
    ----------
    stays
        Columns of the stay block.
    hand_overs
        (column of the block, period) to tonnes: earlier on the day than the column says, where goods are there earlier.
    services
        Column of the block to amount.
    """

    stays: list[int] = field(default_factory=list)
    hand_overs: dict[tuple[int, int], float] = field(default_factory=dict)
    services: dict[int, float] = field(default_factory=dict)


def settle(program: Program, manifest: Manifest, values: dict[str, np.ndarray]) -> Settled:
    """Trim loads, stays, hand-overs and services to stocks, in time order."""
    return _Settling(program, manifest, values).run()


class _Settling:
    def __init__(self, program: Program, manifest: Manifest, values: dict[str, np.ndarray]) -> None:
        self.x = program.x
        self.manifest = manifest
        self.values = values
        self.stock: dict[tuple[int, int], float] = defaultdict(float)
        self.result = Settled()
        self.draws: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for stock, stay, tonnes in zip(*self.x.drawn(), strict=True):
            self.draws[int(stay)].append((int(stock), float(tonnes)))
        self.settled_units: set[int] = set()
        named = {UNIT + id: number for number, id in enumerate(self.x.scenario.units)}
        self.units = {item: named[name] for item, name in enumerate(self.x.cargo) if name in named}
        hand, terms = self.x.hand_over, list(self.x.scenario.partnerships.values())
        self.worth = hand.worth()
        self.wished = [float(amount) for amount in values["hand_over"]]
        self.owed = {
            (int(k), int(d)): float(most)
            for k, d, most in zip(hand.need, hand.day, hand.upper, strict=True)
            if most > 0
        }
        self.partner = [
            np.full(self.x.clock.days, np.inf if p.capacity_t_per_day is None else p.capacity_t_per_day) for p in terms
        ]

        names = list(self.x.scenario.partnerships)
        self.circles = [(circle.least.id, {names.index(id) for id in circle.members}) for circle in circles(terms)]
        self.welcome: list[dict[tuple[int, int], float]] = [defaultdict(float) for _ in self.circles]

    def run(self) -> Settled:
        x, periods = self.x, self.x.clock.periods
        supplied = x.supplied()
        leaving = self.manifest.by_period()
        arriving: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        hands, stays = self._hands_by_period(), self._stays_by_period()
        makes: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for period in range(periods):
            for pair, first in x.stock_number.items():
                self._put(pair, float(supplied[first + period]))
            for sortie, lift, item in leaving.get(period, ()):
                self._leave(sortie, lift, item, arriving)
            for lift, item, tonnes in arriving.get(period, ()):
                self._put((int(x.missions.lifts.end[lift]), item), tonnes, lift)
            for stay in stays.get(period, ()):
                self._arrive(stay, makes)
            for stock, tonnes in makes.get(period, ()):
                self._put(self._pair(stock), tonnes)
            for hand in sorted(hands.get(period, ()), key=lambda j: -self.worth[j]):
                self._hand(hand, period)
        self._serve()
        return self.result

    def _hands_by_period(self) -> dict[int, list[int]]:
        """Hand-overs to try in each period: from stocks that serve nothing else, in every period of the day so far."""
        x = self.x
        block, edges, day = x.hand_over, x.clock.edges_h, x.day_of_period
        partners = list(x.scenario.partnerships.values())
        lifted = {divmod(code, len(x.cargo)) for code in np.unique(x.flow.start * len(x.cargo) + x.flow.item).tolist()}
        drawn = {self._pair(stock) for draws in self.draws.values() for stock, tonnes in draws if tonnes > 0}
        shared_pairs = lifted | drawn
        found: dict[int, list[int]] = defaultdict(list)
        for hand in np.flatnonzero(self.values["hand_over"] > DUST_T).tolist():
            last = int(block.period[hand])
            from_h = max(x.needs[block.need[hand]].from_h, partners[block.partnership[hand]].from_h)
            shared = (int(block.node[hand]), int(block.item[hand])) in shared_pairs
            first = last if shared else last - int(np.count_nonzero(day[:last] == day[last]))
            for period in range(first, last + 1):
                if period == last or edges[period] >= from_h - 1e-6:
                    found[period].append(hand)
        return found

    def _stays_by_period(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for stay in np.flatnonzero(self.values["stay"] > WHOLE).tolist():
            found[int(self.x.stay.arrival[stay])].append(stay)
        return found

    def _put(self, pair: tuple[int, int], tonnes: float, lift: int | None = None) -> None:
        """Put goods into a stock; those that come by a carrier whom a circle refuses are not welcome to it."""
        self.stock[pair] += tonnes
        declined = () if lift is None else self.x.channels.declined[self.x.channels.of[lift]]
        for (least, _), welcome in zip(self.circles, self.welcome, strict=True):
            if tonnes > 0 and least not in declined:
                welcome[pair] += tonnes

    def _pair(self, stock: int) -> tuple[int, int]:
        return int(self.x.stock.node[stock]), int(self.x.stock.item[stock])

    def _leave(self, sortie: int, lift: int, item: int, arriving: dict[int, list[tuple[int, int, float]]]) -> None:
        """Lift what is there; crumbs of a unit that has come to stay are left behind."""
        lifts = self.x.missions.lifts
        held = self.manifest.loads[sortie, lift]
        start = int(lifts.start[lift]), item
        tonnes = 0.0 if self.units.get(item) in self.settled_units else min(held[item], self.stock[start])
        if tonnes <= DUST_T:
            del held[item]
            return
        held[item] = tonnes
        self.stock[start] -= tonnes
        arriving[self.manifest.periods(sortie, lift)[1]].append((lift, item, tonnes))

    def _arrive(self, stay: int, makes: dict[int, list[tuple[int, float]]]) -> None:
        """A unit stays only if all of it is there; what it will draw later is set aside at once."""
        x = self.x
        unit = int(x.stay.unit[stay])
        if unit in self.settled_units:
            return
        whole = [
            (self._pair(stock), tonnes)
            for stock, tonnes in self.draws[stay]
            if tonnes > 0 and x.cargo[x.stock.item[stock]].startswith(UNIT)
        ]
        if all(self.stock[pair] >= tonnes - 10 * DUST_T for pair, tonnes in whole):
            self.result.stays.append(stay)
            self.settled_units.add(unit)
            for pair, _ in whole:
                self.stock[pair] = 0.0
            for stock, tonnes in self.draws[stay]:
                if not x.cargo[x.stock.item[stock]].startswith(UNIT):
                    makes[int(x.stock.period[stock])].append((stock, -tonnes))

    def _hand(self, hand: int, period: int) -> None:
        block = self.x.hand_over
        pair = int(block.node[hand]), int(block.item[hand])
        due = int(block.need[hand]), int(block.day[hand])
        partner, day = self.partner[block.partnership[hand]], int(self.x.day_of_period[block.period[hand]])
        number = int(block.partnership[hand])
        mine = [left for (_, members), left in zip(self.circles, self.welcome, strict=True) if number in members]
        welcome = min((left[pair] for left in mine), default=np.inf)
        tonnes = min(self.wished[hand], self.stock[pair], self.owed.get(due, 0.0), float(partner[day]), welcome)
        if tonnes > DUST_T:
            self.stock[pair] -= tonnes
            for left in mine:
                left[pair] -= tonnes
            self.owed[due] -= tonnes
            partner[day] -= tonnes
            self.wished[hand] -= tonnes
            self.result.hand_overs[hand, period] = tonnes

    def _serve(self) -> None:
        """Services within what the units that really stay can do."""
        x = self.x
        room: dict[tuple[int, str, int], float] = defaultdict(float)
        units = list(x.scenario.units.values())
        for stay in self.result.stays:
            for item, per_day in units[x.stay.unit[stay]].type.serves.items():
                for period in range(int(x.stay.first[stay]), int(x.stay.last[stay])):
                    room[int(x.stay.node[stay]), item, period] += per_day / 24 * x.clock.length_h(period)
        due = {
            (int(k), int(d)): float(most)
            for k, d, most in zip(x.service.need, x.service.day, x.service.upper, strict=True)
        }
        wished = np.flatnonzero(self.values["service"] > DUST_T)
        for column in wished[np.lexsort((-x.service.worth()[wished], x.service.period[wished]))].tolist():
            owed = int(x.service.need[column]), int(x.service.day[column])
            key = int(x.service.node[column]), x.needs[x.service.need[column]].item, int(x.service.period[column])
            amount = min(float(self.values["service"][column]), room[key], due[owed])
            if amount > DUST_T:
                room[key] -= amount
                due[owed] -= amount
                self.result.services[column] = amount
