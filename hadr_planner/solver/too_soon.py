"""What needs a place open, or all of a unit somewhere, sooner than any plan could have that is ruled out beforehand.

Units that are to open a field come by lift, perhaps only by aircraft that could land once it is open. In fractions
each is worth what the other is, so an engine's prices there have no end; and no bound is any good while they have none.
Here the hour is told before which no plan opens a place: when the first of its units could be there, by any lift that
is allowed and needs no place opened later than that, and when all that could be there by then would have done
the work. Units themselves work nowhere before all of them could be there (``whole_there``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions import Decisions
from hadr_planner.decisions.posts import ends_of
from hadr_planner.demand import demand_t
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Need
from hadr_planner.rules.physics.repair import STOPPED
from hadr_planner.solver.whole_there import Lifts, lifts_for, whole_there

Ints = NDArray[np.integer[Any]]

DONE = 1e-6
"""Hours of work that rounding may lack."""


class _Calls(NamedTuple):
    """Calls that need a place open: mission, slots after its start, number of the place."""

    mission: Ints
    on: Ints
    target: Ints


def not_too_soon(x: Decisions) -> None:
    """Forbid what would need a place open, or a unit there, in a period in which no plan has that.

    Parameters
    ----------
    x
        Everything that can be decided, with all rules and wishes said.
    """
    lifts = [lifts_for(x, unit) for unit in x.scenario.units.values()]
    _shut_till_repaired(x, lifts)
    if len(x.stay):
        there = np.stack(_there(x, lifts, x.allowed))
        late = there[x.stay.unit, x.stay.node] > x.stay.arrival
        x.stay.upper[late & ~x.stay.drives] = 0.0


def _shut_till_repaired(x: Decisions, lifts: Sequence[Lifts | None]) -> None:
    repairs = [need for need in x.needs if need.kind is NeedKind.REPAIR]
    if not repairs:
        return
    calls = _calls(x)
    opens = np.zeros(len(x.shut), dtype=np.int64)
    for _ in range(x.clock.periods + 1):
        later = _opens(x, repairs, _there(x, lifts, _allowed(x, calls, opens), repairs))
        if (later <= opens).all():
            break
        opens = np.maximum(opens, later)
    x.forbid(x.allowed & ~_allowed(x, calls, opens))
    x.opening.upper[x.opening.period < opens[x.opening.target]] = 0.0


def _calls(x: Decisions) -> _Calls:
    visits = x.missions.visits
    number = {target: k for k, target in enumerate(x.shut)}
    target = np.array([number.get(id, -1) for id in x.network.nodes], dtype=np.int64)[visits.node]
    stopped = x.pool_array(lambda asset: asset.type.mode in STOPPED)[visits.mission]
    mine = np.flatnonzero(stopped & (target >= 0))
    return _Calls(visits.mission[mine], visits.on[mine], target[mine])


def _allowed(x: Decisions, calls: _Calls, opens: Ints) -> NDArray[np.bool_]:
    """Sorties that rules allow and that call nowhere before it opens, by period."""
    allowed = x.allowed.copy()
    first = np.searchsorted(x.leaves, opens[calls.target]) - calls.on
    least = np.zeros(len(allowed), dtype=np.int64)
    np.maximum.at(least, calls.mission, first)
    allowed[np.arange(allowed.shape[1])[None, :] < least[:, None]] = False
    return allowed


def _there(
    x: Decisions, lifts: Sequence[Lifts | None], allowed: NDArray[np.bool_], needs: Sequence[Need] | None = None
) -> list[Ints]:
    """First period by whose end all of each unit could be at each node; of those that serve no such need: never."""
    items = None if needs is None else {need.item for need in needs}
    never = np.full(len(x.network.nodes), x.clock.periods + 1, dtype=np.int64)
    return [
        whole_there(x, unit, mine, allowed) if items is None or items & set(unit.type.serves) else never
        for unit, mine in zip(x.scenario.units.values(), lifts, strict=True)
    ]


def _opens(x: Decisions, repairs: Sequence[Need], there: Sequence[Ints]) -> Ints:
    """First period in which each place could be open with units there by then; after the last where in none."""
    opens = np.zeros(len(x.shut), dtype=np.int64)
    length_h = np.array([x.clock.length_h(period) for period in range(x.clock.periods)])
    for need in repairs:
        work = np.zeros(x.clock.periods)
        for per_day, first in _at_work(x, need, there):
            work[first:] += per_day / 24 * length_h[first:]
        target = x.shut.index(need.site)
        enough = np.flatnonzero(np.cumsum(work) >= demand_t(x.scenario, need) - DONE)
        done = int(enough[0]) + 1 if len(enough) else x.clock.periods
        opens[target] = max(opens[target], done)
    return opens


def _at_work(x: Decisions, need: Need, there: Sequence[Ints]) -> Iterator[tuple[float, int]]:
    """Work a day, and the first period of it, of every unit that could work on a need."""
    stay = x.stay
    nodes = [x.network.index[node] for node in ends_of(x.scenario, need.site) if node in x.network.index]
    for number, unit in enumerate(x.scenario.units.values()):
        per_day = unit.type.serves.get(need.item, 0.0)
        may = (stay.unit == number) & (stay.upper > 0) & np.isin(stay.node, nodes)
        may &= stay.drives | (stay.arrival >= there[number][stay.node])
        if per_day > 0 and may.any():
            yield per_day, int(stay.first[may].min())
