"""Goods and units over time: what appears, is carried, made, drawn and handed over, and what is then left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.once import once_per_plan
from hadr_planner.replay.words import GRAM_T, KILOGRAM_T
from hadr_planner.replay.work import shifts

UNIT = "unit:"
RATIONS = ("water", "food")


class Cause(StrEnum):
    """What asked for goods that were not there."""

    LOADED = "loaded"
    DRAWN = "drawn"
    HANDED_OVER = "handed over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """More asked for than was there.

    Parameters
    ----------
    at_h
        When: on-block of the loading, or end of the period.
    by
        Sortie, unit or partnership that came short first.
    """

    cause: Cause
    node: str
    item: str
    period: int
    at_h: float
    by: str
    asked_t: float
    there_t: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Tonnes at every node at every period's end, and where they fell short.

    Parameters
    ----------
    closing_t
        By node and item, one figure a period.
    appeared_t
        What lies there without the plan: supplies and units to be lifted, by node and item, summed up to each period.
    """

    closing_t: Mapping[tuple[str, str], tuple[float, ...]]
    appeared_t: Mapping[tuple[str, str], tuple[float, ...]]
    shortages: tuple[Shortage, ...]


@dataclass(frozen=True, slots=True)
class _Ask:
    at_h: float
    by: str
    tonnes: float


@dataclass(slots=True)
class _Account:
    """Entries of one item at one node, by period."""

    periods: int
    appears: list[float] = field(init=False)
    comes: list[float] = field(init=False)
    asks: list[dict[Cause, list[_Ask]]] = field(init=False)
    absorbed_from: int = field(init=False)

    def __post_init__(self) -> None:
        self.appears = [0.0] * self.periods
        self.comes = [0.0] * self.periods
        self.asks = [{} for _ in range(self.periods)]
        self.absorbed_from = self.periods

    def ask(self, cause: Cause, period: int, at_h: float, by: str, tonnes: float) -> None:
        """Ask for tonnes in a period."""
        self.asks[period].setdefault(cause, []).append(_Ask(at_h, by, tonnes))


class _Accounts(dict[tuple[str, str], _Account]):
    """Accounts by node and item, opened when first named."""

    def __init__(self, periods: int) -> None:
        super().__init__()
        self.periods = periods

    def __missing__(self, key: tuple[str, str]) -> _Account:
        account = self[key] = _Account(self.periods)
        return account


@once_per_plan
def goods(scenario: Scenario, plan: Plan) -> Goods:
    """Replay every stock.

    Within a period: loads take from what lay there at its start; what arrives or is made comes next; then units draw
    their rations and partners hand over. A shortage is named once: what was not there counts as delivered all the same.
    """
    accounts = _Accounts(scenario.clock.periods)
    _appear(scenario, accounts)
    _carry(scenario, plan, accounts)
    _work(scenario, plan, accounts)
    _hand_over(scenario, plan, accounts)
    closing, shortages = {}, []
    for key in sorted(accounts):
        closing[key], short = _settle(*key, accounts[key])
        shortages += short
    return Goods(
        closing_t=closing,
        appeared_t={key: _running(account.appears) for key, account in accounts.items()},
        shortages=tuple(sorted(shortages, key=lambda s: (s.at_h, s.node, s.item))),
    )


def _appear(scenario: Scenario, accounts: _Accounts) -> None:
    clock = scenario.clock
    arrivals = [(s.place, s.item, s.quantity_t, s.available_h) for s in scenario.supplies.values()]
    lifted = [(id, unit) for id, unit in scenario.units.items() if not unit.own_transport]
    arrivals += [(unit.origin, UNIT + id, unit.type.weight_t, unit.ready_h) for id, unit in lifted]
    for node, item, quantity_t, from_h in arrivals:
        period = clock.first_from(from_h)
        if period < clock.periods:
            accounts[node, item].appears[period] += quantity_t


def _carry(scenario: Scenario, plan: Plan, accounts: _Accounts) -> None:
    clock = scenario.clock
    last = clock.periods - 1
    for sortie in plan.sorties:
        for stop in sortie.stops:
            out = min(max(clock.leaving(stop.on_block_h), 0), last)
            into = min(clock.arriving(stop.off_block_h), last)
            for item, amount_t in stop.loads.items():
                accounts[stop.node, item].ask(Cause.LOADED, out, stop.on_block_h, sortie.id, amount_t)
            for item, amount_t in stop.unloads.items():
                accounts[stop.node, item].comes[into] += amount_t


def _work(scenario: Scenario, plan: Plan, accounts: _Accounts) -> None:
    """Units leave the stock when they settle, make goods, and draw rations once their own are gone."""
    clock = scenario.clock
    for stay in plan.stays:
        account = accounts[stay.node, UNIT + stay.unit]
        account.absorbed_from = min(account.absorbed_from, clock.arriving(stay.arrived_h))
    for (node, period), here in shifts(scenario, plan).items():
        for shift in here:
            type = scenario.units[shift.unit].type
            for item, per_day in type.makes.items():
                accounts[node, item].comes[period] += per_day / 24 * shift.length_h
            for item in RATIONS if shift.beyond_h > 0 else ():
                if item in scenario.catalogue.items:
                    ration_t = scenario.catalogue.items[item].per_person_day_kg / 1000
                    eaten_t = type.passengers * ration_t * shift.beyond_h / 24
                    accounts[node, item].ask(Cause.DRAWN, period, clock.edges_h[period + 1], shift.unit, eaten_t)


def _hand_over(scenario: Scenario, plan: Plan, accounts: _Accounts) -> None:
    for given in plan.hand_overs:
        item = scenario.needs[given.need].item
        at_h = scenario.clock.edges_h[given.period + 1]
        account = accounts[given.from_, item]
        account.ask(Cause.HANDED_OVER, given.period, at_h, given.partnership, given.tonnes)


def _settle(node: str, item: str, account: _Account) -> tuple[tuple[float, ...], list[Shortage]]:
    """Closing stocks of one account, and its shortages."""
    stock, closing, shortages = 0.0, [], []
    for period, asks in enumerate(account.asks):
        stock += account.appears[period]
        for cause in Cause:
            if cause is Cause.DRAWN:
                stock += account.comes[period]
            taken = asks.get(cause, [])
            asked_t = sum(ask.tonnes for ask in taken)
            if asked_t > max(stock + KILOGRAM_T, GRAM_T):
                short = _first_short(taken, stock)
                shortages.append(
                    Shortage(cause=cause, node=node, item=item, period=period, at_h=short.at_h, by=short.by,
                             asked_t=asked_t, there_t=max(stock, 0.0))
                )
                stock = 0.0
            else:
                stock -= asked_t
        if period >= account.absorbed_from:
            stock = 0.0
        closing.append(stock)
    return tuple(closing), shortages


def _first_short(asks: list[_Ask], there_t: float) -> _Ask:
    """The first, in time, for whom there is not enough."""
    ordered = sorted(asks, key=lambda ask: (ask.at_h, ask.by))
    left = there_t
    for ask in ordered:
        left -= ask.tonnes
        if left < -KILOGRAM_T:
            return ask
    return ordered[-1]


def _running(amounts: list[float]) -> tuple[float, ...]:
    total, sums = 0.0, []
    for amount in amounts:
        total += amount
        sums.append(total)
    return tuple(sums)
