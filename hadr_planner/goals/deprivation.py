r"""Spare people going without: water, food, shelter, medicine; long spells weigh more than short ones.

Goods of a day that lapse count as person-days; those that wait fade with their lag; goods needed once spare the
deprivation that would still have come, which grows faster than the days. Whoever is not reached while the need stands
goes without for another day at least, so that aid counts on the last day, too. On top, keeping a need at its survival
share over two days running is worth as much again, so that nobody is left out for long. Waiting counts in whole days,
to the end of the day of the hand-over.

.. math::  \sum_k v_k \sum_{d,p} h_{kdp}\, g_k(d,p)
           + \lambda \sum_{k,d} v_k \min(\sigma_i (D_{k,d-1} + D_{kd}),\ H_{k,d-1} + H_{kd}) / 2

Not modelled: substitution between items, sharing among sites.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner import demand
from hadr_planner.decisions.block import Block
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Need, Per
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import worth

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

ID = "deprivation"
TITLE = "Person-days without water, food, shelter, medicine"
SOURCE = "Sphere Handbook 2018; deprivation cost (Holguin-Veras et al. 2013)"


def express(x: Decisions, weight: float) -> None:
    hand = x.hand_over
    per_t = {
        k: worth.person_days_per_t(x.scenario, need) for k, need in enumerate(x.needs) if need.kind is NeedKind.CARGO
    }
    factor = {
        (k, p, d): _share(x.scenario, x.needs[k], p, d)
        for k, p, d in set(zip(hand.need.tolist(), hand.period.tolist(), hand.day.tolist(), strict=True))
    }
    keys = zip(hand.need.tolist(), hand.period.tolist(), hand.day.tolist(), strict=True)
    hand.reward[ID] = weight * np.array([per_t[k] * factor[k, p, d] for k, p, d in keys], dtype=float)
    _spells(x, weight, per_t)


def _spells(x: Decisions, weight: float, per_t: dict[int, float]) -> None:
    """Tonnes that keep a need at its survival share over each two days running."""
    hand = x.hand_over
    of_day: dict[tuple[int, int], list[int]] = defaultdict(list)
    for j, (k, day) in enumerate(zip(hand.need.tolist(), hand.day.tolist(), strict=True)):
        if day != demand.ONCE:
            of_day[k, day].append(j)
    chances = [
        (k, day)
        for k, need in enumerate(x.needs)
        if need.kind is NeedKind.CARGO and need.per is Per.DAY
        for day in demand.days(x.scenario, need)
        if of_day.get((k, day)) or of_day.get((k, day - 1))
    ]
    upper = np.array([_floor_t(x.scenario, x.needs[k], day) for k, day in chances], dtype=float)
    reward = np.array([weight * worth.LONG_SPELL * per_t[k] / worth.SPELL_DAYS for k, _ in chances], dtype=float)
    block = x.add(
        Block(
            name="spell",
            columns={"need": np.array([k for k, _ in chances], dtype=np.int64)},
            upper=upper,
            reward={ID: reward},
        )
    )
    rows, columns = [], []
    for row, (k, day) in enumerate(chances):
        found = [j for d in range(day - worth.SPELL_DAYS + 1, day + 1) for j in of_day.get((k, d), ())]
        rows += [row] * len(found)
        columns += found
    every = np.arange(len(block))
    terms = {
        "spell": (every, every, np.ones(len(block))),
        "hand_over": (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), -np.ones(len(rows))),
    }
    x.limit("AIM", np.zeros(len(block)), terms)


def _floor_t(scenario: Scenario, need: Need, day: int) -> float:
    days = range(day - worth.SPELL_DAYS + 1, day + 1)
    share = scenario.catalogue.items[need.item].survival_share
    return share * sum(demand.owed(scenario, need, d) for d in days)


def _share(scenario: Scenario, need: Need, period: int, day: int) -> float:
    """What a tonne handed over in a period is worth, relative to one in time."""
    ends_h = (scenario.clock.edges_h[period] // demand.DAY_H + 1) * demand.DAY_H
    if day == demand.ONCE:
        late_h = demand.window_h(scenario, need)[1] + demand.DAY_H
        return worth.suffering_days(late_h - need.from_h) - worth.suffering_days(min(ends_h, late_h) - need.from_h)
    item = scenario.catalogue.items[need.item]
    if item.lapses:
        return 1.0
    return worth.left_after(ends_h - (day + 1) * demand.DAY_H, item.lag_h)


def measure(scenario: Scenario, plan: Plan) -> float:
    total = 0.0
    given: dict[tuple[str, int], float] = defaultdict(float)
    for hand in plan.hand_overs:
        need = scenario.needs[hand.need]
        total += hand.tonnes * worth.person_days_per_t(scenario, need) * _share(scenario, need, hand.period, hand.day)
        given[hand.need, hand.day] += hand.tonnes
    for need in scenario.needs.values():
        if need.kind is NeedKind.CARGO and need.per is Per.DAY:
            days = [d for d in demand.days(scenario, need) if (need.id, d) in given or (need.id, d - 1) in given]
            kept = sum(min(_floor_t(scenario, need, d), given[need.id, d - 1] + given[need.id, d]) for d in days)
            total += worth.LONG_SPELL * worth.person_days_per_t(scenario, need) * kept / worth.SPELL_DAYS
    return total
