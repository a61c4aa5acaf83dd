"""Through whose hands goods pass: every load and hand-over, traced to who put the goods there.

A plan moves goods by the tonne, not by the pallet. They are traced first in, first out, in the order in which
the rules count stock: in each period, loads take what lay there at its start, then what arrives or is made is added,
then units eat and partners hand over. What nothing is known to have brought is passed by nobody.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.goods import RATIONS, UNIT
from hadr_planner.replay.once import once_per_plan
from hadr_planner.replay.work import shifts

from .need_to_know import Deed

LEAST_T = 5e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One side of a passing.

    Parameters
    ----------
    id
        Owner of the goods (owns), sortie (carries), unit (makes, eats) or partnership (hands over).
    stop
        Which stop of the sortie, from 0.
    """

    deed: Deed
    id: str
    stop: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """Goods that one put down and another took up.

    Parameters
    ----------
    ready_h
        When they were there.
    from_h, until_h
        When they are taken up.
    need
        The need that is met, where they are handed over.
    """

    node: str
    item: str
    tonnes: float
    giver: Hand
    taker: Hand
    ready_h: float
    from_h: float
    until_h: float
    need: str = ""


@dataclass(slots=True)
class _Lot:
    giver: Hand
    tonnes: float
    ready_h: float


@dataclass(frozen=True, slots=True)
class _Ask:
    taker: Hand
    tonnes: float
    from_h: float
    until_h: float
    need: str = ""


@dataclass(slots=True)
class _Period:
    appears: list[_Lot] = field(default_factory=list)
    loads: list[_Ask] = field(default_factory=list)
    comes: list[_Lot] = field(default_factory=list)
    draws: list[_Ask] = field(default_factory=list)


_Books = dict[tuple[str, str], dict[int, _Period]]


@once_per_plan
def hands(scenario: Scenario, plan: Plan) -> tuple[Passing, ...]:
    """Every passing, by node and item, in order of time."""
    books: _Books = defaultdict(lambda: defaultdict(_Period))
    _supplies(scenario, books)
    _sorties(scenario, plan, books)
    _units(scenario, plan, books)
    _hand_overs(scenario, plan, books)
    return tuple(passing for (node, item), periods in sorted(books.items()) for passing in _passed(node, item, periods))


def _supplies(scenario: Scenario, books: _Books) -> None:
    for supply in scenario.supplies.values():
        lot = _Lot(Hand(deed=Deed.OWNS, id=supply.owner), supply.quantity_t, supply.available_h)
        books[supply.place, supply.item][scenario.clock.first_from(supply.available_h)].appears.append(lot)


def _sorties(scenario: Scenario, plan: Plan, books: _Books) -> None:
    clock = scenario.clock
    for sortie in plan.sorties:
        for k, stop in enumerate(sortie.stops):
            hand = Hand(deed=Deed.CARRIES, id=sortie.id, stop=k)
            for item, tonnes in stop.loads.items():
                if not item.startswith(UNIT):
                    ask = _Ask(hand, tonnes, stop.on_block_h, stop.off_block_h)
                    books[stop.node, item][clock.leaving(stop.on_block_h)].loads.append(ask)
            for item, tonnes in stop.unloads.items():
                if not item.startswith(UNIT):
                    lot = _Lot(hand, tonnes, stop.off_block_h)
                    books[stop.node, item][clock.arriving(stop.off_block_h)].comes.append(lot)


def _units(scenario: Scenario, plan: Plan, books: _Books) -> None:
    edges = scenario.clock.edges_h
    for (node, period), here in shifts(scenario, plan).items():
        for shift in here:
            type = scenario.units[shift.unit].type
            for item, per_day in type.makes.items():
                lot = _Lot(Hand(deed=Deed.MAKES, id=shift.unit), per_day / 24 * shift.length_h, edges[period])
                books[node, item][period].comes.append(lot)
            for item in (item for item in RATIONS if shift.beyond_h > 0 and item in scenario.catalogue.items):
                eaten_t = type.passengers * scenario.catalogue.items[item].per_person_day_kg / 1000
                hand = Hand(deed=Deed.EATS, id=shift.unit)
                ask = _Ask(hand, eaten_t * shift.beyond_h / 24, edges[period], edges[period + 1])
                books[node, item][period].draws.append(ask)


def _hand_overs(scenario: Scenario, plan: Plan, books: _Books) -> None:
    edges = scenario.clock.edges_h
    for act in plan.hand_overs:
        hand = Hand(deed=Deed.HANDS_OVER, id=act.partnership)
        ask = _Ask(hand, act.tonnes, edges[act.period], edges[act.period + 1], act.need)
        books[act.from_, scenario.needs[act.need].item][act.period].draws.append(ask)


def _passed(node: str, item: str, periods: dict[int, _Period]) -> Iterator[Passing]:
    lots: deque[_Lot] = deque()
    for _, period in sorted(periods.items()):
        lots += sorted(period.appears, key=lambda lot: lot.ready_h)
        for ask in sorted(period.loads, key=lambda ask: (ask.from_h, ask.taker.id)):
            yield from _taken(node, item, lots, ask)
        lots += sorted(period.comes, key=lambda lot: lot.ready_h)
        for ask in period.draws:
            yield from _taken(node, item, lots, ask)


def _taken(node: str, item: str, lots: deque[_Lot], ask: _Ask) -> Iterator[Passing]:
    wanted_t = ask.tonnes
    while lots and wanted_t > LEAST_T:
        lot = lots[0]
        tonnes = min(lot.tonnes, wanted_t)
        yield Passing(
            node=node,
            item=item,
            tonnes=tonnes,
            giver=lot.giver,
            taker=ask.taker,
            ready_h=lot.ready_h,
            from_h=max(ask.from_h, lot.ready_h),
            until_h=max(ask.until_h, lot.ready_h),
            need=ask.need,
        )
        lot.tonnes -= tonnes
        wanted_t -= tonnes
        if lot.tonnes <= LEAST_T:
            lots.popleft()
