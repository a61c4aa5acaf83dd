r"""A partner hands over no more of what lies at a node than came there by carriers from whom it takes goods.

.. math::  \sum_{q\ of\ i,\ p' \le p,\ a:\ refuses_a \supseteq R} h_{qanp'} \;\le\;
           supplied_{ni,\le p} + made_{ni,\le p} + \sum_{c\ into\ n\ not\ in\ R,\ into \le p} f_{ci}
           \qquad \forall\ R, n, i, p

with R every set of carriers that some partner at the site refuses. What lay there or is made there counts as welcome,
and so does what a carrier that it accepts brings on from a hub, whoever brought it to the hub.

Not modelled: which crate is which (what is lifted on or handed over by others may have been the welcome goods), shared
sites and escorts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.accord import Circle, Partnership, circles
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import KILOGRAM_T, goods, hour, shifts, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Block, Decisions
    from hadr_planner.decisions.rows import Floats, Ints

Tonnes = NDArray[np.float64]

CODE = "REFUSAL"
TITLE = "Carriers that a partner refuses"
SOURCE = "Oslo Guidelines; Code of Conduct of the Red Cross and NGOs in disaster relief"
LIFTED_BY = "the partner"


def impose(x: Decisions) -> None:
    """One row for each circle, stock from which it hands over, and period."""
    ids = np.array(list(x.scenario.partnerships), dtype=object)
    put_t, rows, at_most = x.put_by_then(), _Rows(x.clock.periods), [np.zeros(0)]
    for circle in circles(x.scenario.partnerships.values()):
        welcome = np.array([circle.least.id not in declined for declined in x.channels.declined], dtype=bool)
        given = np.flatnonzero(np.isin(ids[x.hand_over.partnership], list(circle.members)))
        for first in sorted({x.stock_number[pair] for pair in _pairs(x.hand_over, given)}):
            at_most.append(put_t[first : first + x.clock.periods])
            _balance(x, rows, first, given, np.flatnonzero(welcome[x.flow.channel]))
    if len(at_most) > 1:
        x.limit(CODE, np.concatenate(at_most), rows.terms())


def _pairs(hand: Block, given: Ints) -> set[tuple[int, int]]:
    return set(zip(hand.node[given].tolist(), hand.item[given].tolist(), strict=True))


def _balance(x: Decisions, rows: _Rows, first: int, given: Ints, welcome: Ints) -> None:
    """What is handed over from the stock whose first column is given, less what is welcome there."""
    node, item, periods = int(x.stock.node[first]), int(x.stock.item[first]), x.clock.periods
    hand, flow = x.hand_over, x.flow
    given = given[(hand.node[given] == node) & (hand.item[given] == item)]
    comes = welcome[(flow.end[welcome] == node) & (flow.item[welcome] == item)]
    stock, stay, drawn_t = x.drawn()
    made = np.flatnonzero((stock >= first) & (stock < first + periods) & (drawn_t < 0))
    rows.add("hand_over", hand.period[given], given, np.ones(len(given)))
    rows.add("flow", flow.into[comes], comes, -np.ones(len(comes)))
    rows.add("stay", stock[made] - first, stay[made], drawn_t[made])
    rows.close()


class _Rows:
    """Rows of one stock after another, a row a period, in which entries count from their period on."""

    def __init__(self, periods: int) -> None:
        self.periods = periods
        self.stocks = 0
        self.entries: dict[str, list[tuple[Ints, Ints, Floats]]] = {"hand_over": [], "flow": [], "stay": []}

    def add(self, block: str, period: Ints, column: Ints, amount: Floats) -> None:
        """Let columns count in the open stock's rows from their periods on."""
        spans = [np.arange(since, self.periods) for since in period.tolist()]
        row = np.concatenate([*spans, np.zeros(0, dtype=np.int64)]).astype(np.int64) + self.stocks * self.periods
        later = self.periods - period
        self.entries[block].append((row, np.repeat(column, later), np.repeat(amount, later)))

    def close(self) -> None:
        """Go on to the next stock."""
        self.stocks += 1

    def terms(self) -> dict[str, tuple[Ints, Ints, Floats]]:
        """All entries, by block."""
        return {
            block: (
                np.concatenate([row for row, _, _ in parts]),
                np.concatenate([column for _, column, _ in parts]),
                np.concatenate([amount for _, _, amount in parts]),
            )
            for block, parts in self.entries.items()
        }


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for circle in circles(scenario.partnerships.values()):
        welcome = _welcome(scenario, plan, circle.least)
        given_t = _given(scenario, plan, circle)
        for (node, item), by_period in sorted(given_t.items()):
            over_t = np.cumsum(by_period) - np.cumsum(welcome.get((node, item), np.zeros(len(by_period))))
            if over_t.max() > KILOGRAM_T:
                worst = int(np.argmax(over_t))
                yield Breach(
                    rule=CODE,
                    at=node,
                    by=circle.least.id,
                    excess=float(over_t.max()),
                    unit="t",
                    because=f"{', '.join(sorted(circle.members))} refuses {' and '.join(circle.least.refuses)}: "
                    f"of the {tonnes(float(by_period[: worst + 1].sum()))} of {item} handed over from {node} by "
                    f"{hour(scenario.clock.edges_h[worst + 1])}, {tonnes(float(over_t.max()))} came no other way.",
                )


def _given(scenario: Scenario, plan: Plan, circle: Circle) -> Mapping[tuple[str, str], Tonnes]:
    """Tonnes that the circle hands over, by node, item and period."""
    given_t: defaultdict[tuple[str, str], Tonnes] = defaultdict(lambda: np.zeros(scenario.clock.periods))
    for given in plan.hand_overs:
        if given.partnership in circle.members:
            given_t[given.from_, scenario.needs[given.need].item][given.period] += given.tonnes
    return given_t


def _welcome(scenario: Scenario, plan: Plan, partner: Partnership) -> Mapping[tuple[str, str], Tonnes]:
    """Tonnes that appear, are made, or come by carriers that the partner accepts, by node, item and period."""
    clock = scenario.clock
    come_t: defaultdict[tuple[str, str], Tonnes] = defaultdict(lambda: np.zeros(clock.periods))
    for key, appeared_t in goods(scenario, plan).appeared_t.items():
        come_t[key] += np.diff(appeared_t, prepend=0.0)
    for sortie in plan.sorties:
        if not partner.declines(scenario.assets[sortie.asset]):
            for stop in sortie.stops:
                for item, amount_t in stop.unloads.items():
                    come_t[stop.node, item][min(clock.arriving(stop.off_block_h), clock.periods - 1)] += amount_t
    for (node, period), here in shifts(scenario, plan).items():
        for shift in here:
            for item, per_day in scenario.units[shift.unit].type.makes.items():
                come_t[node, item][period] += per_day / 24 * shift.length_h
    return come_t
