r"""Nothing leaves a place that is not there, and what comes in goes on from the next period.

.. math::  E_{nip} = E_{ni,p-1} + supply_{nip} + \sum in_{nip} + made_{nip}
           - \sum out_{nip} - \sum given_{nip} - \sum drawn_{nip} \ge 0
           \qquad \sum out_{nip} \le E_{ni,p-1} + supply_{nip}

A supply counts from the first period that begins once it is available. A period of rest between arrival and onward lift
stands for unloading, sorting and loading; it also makes every plan hold slot by slot.

Not modelled: spoilage, losses, priorities of owners.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay import Cause, goods, hour, tonnes

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions
    from hadr_planner.decisions.rows import Floats, Ints

CODE = "STOCK"
TITLE = "Nothing leaves that is not there"
SOURCE = "Conservation of goods; one planning period for transshipment is a modelling choice"
LIFTED_BY = ""


def impose(x: Decisions) -> None:
    stock, flow, hand = x.stock, x.flow, x.hand_over
    if not len(stock):
        return
    first = np.full((len(x.nodes), len(x.cargo)), -1, dtype=np.int64)
    for (node, item), column in x.stock_number.items():
        first[node, item] = column
    every = np.arange(len(stock))
    later = every[stock.period > 0]
    comes = first[flow.end, flow.item] + flow.into
    leaves = first[flow.start, flow.item] + flow.out
    given = first[hand.node, hand.item] + hand.period
    drawn, stay, tonnes = x.drawn()
    terms = {
        "stock": _join((every, every, 1.0), (later, later - 1, -1.0)),
        "flow": _join((comes, np.arange(len(flow)), -1.0), (leaves, np.arange(len(flow)), 1.0)),
        "hand_over": (given, np.arange(len(hand)), np.ones(len(hand))),
        "stay": (drawn, stay, tonnes),
    }
    supply = x.supplied()
    lump = x.alike(stock.node, stock.item, x.day_of_period[stock.period])
    x.limit(CODE, supply, terms, exactly=True, lump=lump)

    passed = np.intersect1d(leaves, np.concatenate([_all_periods(x, comes), _all_periods(x, drawn[tonnes < 0])]))
    number = np.full(len(stock), -1, dtype=np.int64)
    number[passed] = np.arange(len(passed))
    out = np.flatnonzero(number[leaves] >= 0) if len(flow) else np.zeros(0, dtype=np.int64)
    before = passed[stock.period[passed] > 0]
    terms = {
        "flow": (number[leaves[out]], out, np.ones(len(out))),
        "stock": (number[before], before - 1, -np.ones(len(before))),
    }
    x.limit(CODE, supply[passed], terms)


def _all_periods(x: Decisions, numbers: Ints) -> Ints:
    """Every period of the stocks in which these numbers lie."""
    periods = x.clock.periods
    return np.asarray(np.unique(numbers // periods)[:, None] * periods + np.arange(periods)).ravel()


def _join(*parts: tuple[Ints, Ints, float]) -> tuple[Ints, Ints, Floats]:
    rows = np.concatenate([row for row, _, _ in parts])
    columns = np.concatenate([column for _, column, _ in parts])
    return rows, columns, np.concatenate([np.full(len(row), amount) for row, _, amount in parts])


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    for short in goods(scenario, plan).shortages:
        if short.cause is not Cause.DRAWN:
            begin_h = scenario.clock.edges_h[short.period]
            lay = f"lay there at {hour(begin_h)}" if short.cause is Cause.LOADED else "are there by then"
            yield Breach(
                rule=CODE, at=short.node, by=short.by, excess=short.asked_t - short.there_t, unit="t",
                because=f"{tonnes(short.asked_t)} of {short.item} are {short.cause} at {short.node} "
                f"in the period from {hour(begin_h)}, and {tonnes(short.there_t)} {lay}; "
                f"{short.by} at {hour(short.at_h)} is the first to come short.",
            )
