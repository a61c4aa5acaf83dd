r"""What whole plans obey anyway, said so that plans made of fractions do, too.

A third of a water plant gives a third of what a plant makes, and so fractions would put a third where that is all that
people need, and the rest elsewhere. But where no unit makes water all of it comes from outside, and where one does no
more is handed over than is needed:

.. math::  \sum_{d \le D} h_{kd} \;\le\; \sum_{d \le D} owed_{kd} \sum_{u\ makes\ at\ n\ by\ d} z_u \;+\;
           supplied_{n} + \sum_{c\ into\ n} f_{c} \qquad \text{up to the last hand-over for } D

The same holds for what keeps people at their survival share over two days running, taken every other day so that no
tonne counts twice; and for care, which nobody gives where no unit is. Each row follows from rules that are there, for
plans whose units are whole; so a bound that uses it holds for every plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions import Decisions, Floats, Ints
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.goals.worth import SPELL_DAYS

CODE = "WHOLE"


def say_whole(x: Decisions) -> None:
    """Add the rows; to be called when all rules and aims have spoken."""
    rows = _Rows(x)
    for made in _made(x):
        _handed_over(rows, made)
        _kept_up(rows, made)
    _served(rows)
    rows.say()


class _Rows:
    """Rows that are being written."""

    def __init__(self, x: Decisions) -> None:
        self.x = x
        self.at_most: list[float] = []
        self.entries: defaultdict[str, list[tuple[Ints, Ints, Floats]]] = defaultdict(list)

    def add(self, block: str, columns: Ints, amounts: Floats | float) -> None:
        """Entries of the row that is being written."""
        here = np.full(len(columns), len(self.at_most))
        self.entries[block].append((here, columns, np.broadcast_to(np.asarray(amounts, dtype=float), len(columns))))

    def close(self, at_most: float) -> None:
        """The row is written."""
        self.at_most.append(at_most)

    def say(self) -> None:
        """Put them to the other rows."""
        terms = {}
        for block, parts in self.entries.items():
            row, column, amount = (np.concatenate(one) for one in zip(*parts, strict=True))
            terms[block] = row, column, amount
        if self.at_most:
            self.x.limit(CODE, np.array(self.at_most), terms)


@dataclass(frozen=True, slots=True)
class _Made:
    """A need of goods that units could make where they are handed over.

    Parameters
    ----------
    hands
        Hand-overs for it.
    makers
        Stays of units that make them there.
    comes
        Flows that bring them there.
    last
        Last period of a hand-over for each day.
    most_t
        What one unit makes in a day at the most.
    """

    need: int
    nodes: tuple[int, ...]
    item: int
    hands: Ints
    makers: Ints
    comes: Ints
    last: dict[int, int]
    most_t: float


def _made(x: Decisions) -> Iterator[_Made]:
    hand, flow, stay = x.hand_over, x.flow, x.stay
    units = list(x.scenario.units.values())
    for k, need in enumerate(x.needs):
        hands = np.flatnonzero(hand.need == k) if need.kind is NeedKind.CARGO else hand.need[:0]
        if not len(hands) or not len(stay):
            continue
        nodes, item = np.unique(hand.node[hands]), int(hand.item[hands[0]])
        makes = np.array([units[u].type.makes.get(need.item, 0.0) for u in stay.unit])
        makers = np.flatnonzero((makes > 0) & np.isin(stay.node, nodes) & (stay.upper > 0))
        if len(makers):
            comes = np.flatnonzero(np.isin(flow.end, nodes) & (flow.item == item))
            days = np.unique(hand.day[hands]).tolist()
            last = {day: int(hand.period[hands[hand.day[hands] == day]].max()) for day in days}
            yield _Made(k, tuple(nodes.tolist()), item, hands, makers, comes, last, float(makes[makers].max()))


def _handed_over(rows: _Rows, made: _Made) -> None:
    """A row for each day: all handed over for the days up to it."""
    x = rows.x
    owed = {day: demand.owed(x.scenario, x.needs[made.need], day) for day in made.last}
    if made.most_t <= min(owed.values()):
        return
    for until in made.last:
        days = [day for day in made.last if day <= until]
        rows.add("hand_over", made.hands[x.hand_over.day[made.hands] <= until], 1.0)
        _from_makers_or_outside(rows, made, {day: (made.last[day], owed[day]) for day in days})


def _kept_up(rows: _Rows, made: _Made) -> None:
    """A row for every other day: all that keeps people up for two days running, up to it."""
    block = rows.x.blocks.get("spell")
    if block is None:
        return
    mine = np.flatnonzero(block.need == made.need)
    day = np.array([int(one) for one in block.day[mine]], dtype=np.int64)
    last = {d: max(made.last.get(d, -1), made.last.get(d - 1, -1)) for d in day.tolist()}
    if not len(mine) or made.most_t * SPELL_DAYS <= float(block.upper[mine].min()):
        return
    for turn in range(SPELL_DAYS):
        for until in day[day % SPELL_DAYS == turn].tolist():
            chosen = mine[(day % SPELL_DAYS == turn) & (day <= until)]
            rows.add("spell", chosen, 1.0)
            shares = {int(block.day[j]): (last[int(block.day[j])], float(block.upper[j])) for j in chosen.tolist()}
            _from_makers_or_outside(rows, made, shares)


def _from_makers_or_outside(rows: _Rows, made: _Made, days: dict[int, tuple[int, float]]) -> None:
    """Close a row: what makers allow for each day, given its last period and tonnes, and all that comes by then."""
    x = rows.x
    first = x.stay.first[made.makers]
    allowed = np.array([sum(tonnes for last, tonnes in days.values() if last >= f) for f in first.tolist()])
    rows.add("stay", made.makers[allowed > 0], -allowed[allowed > 0])
    until = max(last for last, _ in days.values())
    rows.add("flow", made.comes[x.flow.into[made.comes] <= until], -1.0)
    put = x.put_by_then()
    numbers = [x.stock_number[node, made.item] for node in made.nodes if (node, made.item) in x.stock_number]
    rows.close(float(sum(put[number + until] for number in numbers)))


def _served(rows: _Rows) -> None:
    """A row for each need and day of care or work where one unit could do more than there is to do."""
    x = rows.x
    service, stay = x.service, x.stay
    if not len(service) or not len(stay):
        return
    units, hours = list(x.scenario.units.values()), np.diff(x.clock.edges_h)
    keys, group = np.unique(np.stack([service.need, service.day, service.node]), axis=1, return_inverse=True)
    members = np.split(np.argsort(group.ravel(), kind="stable"), np.cumsum(np.bincount(group.ravel()))[:-1])
    for (need, _, node), mine in zip(keys.T.tolist(), members, strict=True):
        rate = np.array([units[u].type.serves.get(x.needs[need].item, 0.0) / 24 for u in stay.unit])
        able = (x.works_in * hours)[:, np.unique(service.period[mine])].sum(axis=1) * rate
        makers = np.flatnonzero((stay.node == node) & (stay.upper > 0) & (able > 0))
        owed = float(service.upper[mine].max())
        if len(makers) and able[makers].max() > owed:
            rows.add("service", mine, 1.0)
            rows.add("stay", makers, -owed)
            rows.close(0.0)
