"""Teams that go from incident to incident: who goes where in which order, with a bound that no rota beats.

The rescue unit assignment and scheduling problem of Wex, Schryen, Feuerriegel and Neumann (European Journal of
Operational Research 235, 2014): least sum of severity times the hour at which an incident is dealt with. Here teams
may also be ready at different hours, and an incident may need several of them at once.
"""

from __future__ import annotations

import time
from dataclasses import replace
from math import inf, lcm

import numpy as np

from hadr_planner.incidents.branch import Branching
from hadr_planner.incidents.nouns import Callout, Floats, Incident, Orders, Rota, Team, Visit, callout
from hadr_planner.incidents.practice import in_turn, practice
from hadr_planner.incidents.timed import harm, timed
from hadr_planner.incidents.together import together
from hadr_planner.incidents.turns import by_turns

TURNS_SHARE = 0.05
"""Share of the time that goes into a first rota."""
BOUND_SHARE = 0.4
"""Share of the time that goes into the bound without common hours, where incidents need several teams."""


def dispatch(callout: Callout, *, seconds: float = 30.0, seed: int = 0) -> Rota:
    """Send teams to incidents: the rota with the least harm that was found, and a bound.

    Parameters
    ----------
    callout
        What is to be done.
    seconds
        Wall-clock time; the search may overrun it by the last step that it is in.
    seed
        What draws begin with.
    """
    until = time.monotonic() + seconds
    turn = np.argsort(-callout.severity, kind="stable").tolist()
    helped = np.unique(np.array([job for order in in_turn(callout, turn) for job in order], dtype=np.int64))
    unreached = tuple(job.id for j, job in enumerate(callout.incidents) if j not in helped)
    part = callout.take(helped)
    if not part.incidents:
        return Rota(visits=(), harm=0.0, bound=0.0, practice_harm=0.0, unreached=unreached)
    usual = _cost(part, practice(part))
    first = by_turns(part, seed, lambda: until - (1 - TURNS_SHARE) * seconds - time.monotonic())
    orders, bound, work = _searched(part, first, until, seed)
    visits = timed(part, orders) or ()
    return Rota(
        visits=visits, harm=harm(part, visits), bound=min(bound, harm(part, visits)), practice_harm=usual,
        unreached=unreached, work=work,
    )


def _searched(part: Callout, first: Orders, until: float, seed: int) -> tuple[Orders, float, dict[str, float]]:
    """Orders, bound, and what was done for them."""
    alone = bool((part.together == 1).all())
    scale = lcm(*(job.together for job in part.incidents))
    weight = part.severity * (scale // part.together)
    known = _cost(part, first)
    bound_until = until if alone else until - (1 - BOUND_SHARE) * max(until - time.monotonic(), 0.0)
    kept = replace(part, work_h=_at_least(part))
    tree = Branching(kept, weight, known * scale, lambda: bound_until - time.monotonic())
    tree.seed(first)
    if alone:
        tree.run()
        return tree.best or first, tree.bound, tree.counts()
    tree.root()
    found, least = together(part, first, until - time.monotonic(), seed)
    best = min((one for one in (found, first) if one is not None), key=lambda one: _cost(part, one))
    return best, max(tree.bound / scale, least), tree.counts()


def _at_least(part: Callout) -> Floats:
    """Hours that a visit keeps a team at work: its own, or those of the slowest of the quickest who could be there."""
    ranked = np.sort(part.work_h, axis=0)
    return np.maximum(part.work_h, ranked[part.together - 1, np.arange(len(part.incidents))])


def _cost(callout: Callout, orders: Orders) -> float:
    visits = timed(callout, orders)
    return inf if visits is None else harm(callout, visits)


__all__ = ["Callout", "Incident", "Rota", "Team", "Visit", "callout", "dispatch"]
