"""What is usual: the most severe incident gets the team that can be there first.

Wex, Schryen, Feuerriegel and Neumann, "Emergency response in natural disaster management: Allocation and scheduling of
rescue units", European Journal of Operational Research 235 (2014), compare with such a rule.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from hadr_planner.incidents.nouns import Callout, Orders


def practice(callout: Callout) -> Orders:
    """Severest first, ties in the order of the list; whoever can begin first goes."""
    order = np.argsort(-callout.severity, kind="stable")
    return in_turn(callout, order.tolist(), quickest=False)


def in_turn(callout: Callout, turn: Iterable[int], *, quickest: bool = True) -> Orders:
    """Give incidents away one by one, each to the teams that are done first (or there first), if there are enough."""
    free_h = callout.ready_h
    at = np.full(len(callout.teams), len(callout.incidents))
    orders: list[list[int]] = [[] for _ in callout.teams]
    every = np.arange(len(callout.teams))
    for job in turn:
        there_h = np.where(np.isfinite(callout.work_h[:, job]), free_h + callout.leg_h[every, at, job], np.inf)
        ranked = np.argsort(there_h + callout.work_h[:, job] if quickest else there_h, kind="stable")
        chosen = ranked[: callout.incidents[job].together]
        if len(chosen) < callout.incidents[job].together:
            continue
        end_h = there_h[chosen].max() + callout.work_h[chosen, job].max()
        if end_h == np.inf:
            continue
        for k in chosen.tolist():
            orders[k].append(job)
        free_h[chosen], at[chosen] = end_h, job
    return tuple(tuple(order) for order in orders)
