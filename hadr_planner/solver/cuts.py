r"""What whole plans obey anyway, said so that plans made of fractions do, too.

A third of a water plant makes a third of what a plant makes, and so fractions would put a third where that is all that
people need, and the rest elsewhere. But where no unit makes water all of it comes from outside, and where one does no
more is handed over than is needed:

.. math::  \sum_{d \le D} h_{kd} \;\le\; \sum_{d \le D} owed_{kd} \sum_{u\ makes\ at\ n\ by\ d} z_u \;+\;
           supplied_{n} + \sum_{c\ into\ n} f_{c} \qquad \text{up to the last hand-over for } D

Each row follows from STOCK and NEED for plans whose units are whole, so a bound that uses it holds for every plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions import Decisions, Floats, Ints
from hadr_planner.domain.catalogue import NeedKind

CODE = "WHOLE"


def say_whole(x: Decisions) -> None:
    """Add the rows; to be called when all rules and aims have spoken."""
    rows = _Rows(x)
    for made in _made(x):
        rows.add(made)
    rows.say()


@dataclass(frozen=True, slots=True)
class _Made:
    """A need of goods that units could make where they are handed over, and could make more of than is needed.

    Parameters
    ----------
    stocks
        First numbers of the stocks from which they are handed over.
    hands, makers, comes
        Hand-overs for it, stays of units that make them there, and flows that bring them there.
    owed_t, last
        Tonnes owed for each day, and the last period of a hand-over for it.
    """

    stocks: tuple[int, ...]
    hands: Ints
    makers: Ints
    comes: Ints
    owed_t: dict[int, float]
    last: dict[int, int]


def _made(x: Decisions) -> Iterator[_Made]:
    hand, flow, stay = x.hand_over, x.flow, x.stay
    units = list(x.scenario.units.values())
    for k, need in enumerate(x.needs):
        hands = np.flatnonzero(hand.need == k) if need.kind is NeedKind.CARGO else hand.need[:0]
        if not len(hands) or not len(stay):
            continue
        nodes, item = np.unique(hand.node[hands]), int(hand.item[hands[0]])
        makes_t = np.array([units[u].type.makes.get(need.item, 0.0) for u in stay.unit])
        makers = np.flatnonzero((makes_t > 0) & np.isin(stay.node, nodes) & (stay.upper > 0))
        days = np.unique(hand.day[hands]).tolist()
        owed_t = {day: demand.owed(x.scenario, need, day) for day in days}
        if len(makers) and makes_t[makers].max() > min(owed_t.values()):
            stocks = tuple(x.stock_number[node, item] for node in nodes.tolist())
            comes = np.flatnonzero(np.isin(flow.end, nodes) & (flow.item == item))
            last = {day: int(hand.period[hands[hand.day[hands] == day]].max()) for day in days}
            yield _Made(stocks, hands, makers, comes, owed_t, last)


class _Rows:
    """Rows that are being written."""

    def __init__(self, x: Decisions) -> None:
        self.x = x
        self.put_t = x.put_by_then()
        self.at_most: list[float] = []
        self.entries: defaultdict[str, list[tuple[Ints, Ints, Floats]]] = defaultdict(list)

    def add(self, made: _Made) -> None:
        """A row for each day: all handed over for the days up to it."""
        x = self.x
        first = x.stay.first[made.makers]
        for day in made.last:
            so_far = [one for one in made.last if one <= day]
            until = max(made.last[one] for one in so_far)
            made_t = np.array([sum(made.owed_t[one] for one in so_far if made.last[one] >= f) for f in first.tolist()])
            self._weigh("hand_over", made.hands[x.hand_over.day[made.hands] <= day], 1.0)
            self._weigh("stay", made.makers[made_t > 0], -made_t[made_t > 0])
            self._weigh("flow", made.comes[x.flow.into[made.comes] <= until], -1.0)
            self.at_most.append(float(sum(self.put_t[stock + until] for stock in made.stocks)))

    def say(self) -> None:
        """Put them to the other rows."""
        terms = {}
        for block, parts in self.entries.items():
            row, column, amount = (np.concatenate(one) for one in zip(*parts, strict=True))
            terms[block] = row, column, amount
        if self.at_most:
            self.x.limit(CODE, np.array(self.at_most), terms)

    def _weigh(self, block: str, columns: Ints, amounts: Floats | float) -> None:
        """Entries of the row that is being written."""
        here = np.full(len(columns), len(self.at_most))
        self.entries[block].append((here, columns, np.broadcast_to(np.asarray(amounts, dtype=float), len(columns))))
