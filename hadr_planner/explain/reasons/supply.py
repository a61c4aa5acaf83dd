"""Is there any, is there enough, when does it come, when is it gone, and where does it lie unused?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.question import Question
from hadr_planner.replay import goods, hour, shifts, tonnes

LEAST_T = 0.05
"""Less than this lying at one place is a remnant."""
MOST_NODES = 5
"""Places named where goods lie unused, those with the most first."""
DONORS = "whoever gives or sells more of it"


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about the goods themselves."""
    if asked.need.kind is not NeedKind.CARGO:
        return
    scenario, item = asked.scenario, asked.need.item
    rows = tuple(f"supplies/{s.id}" for s in scenario.supplies.values() if s.item == item)
    if not rows and not asked.makers:
        because = f"There is no supply of {item}, and no unit makes it."
        yield Reason(cause=Cause.NO_SUPPLY, quantity=asked.short, unit="t", lifted_by=DONORS, because=because)
        return
    yield from _too_little(asked, rows)
    yield from _late(asked)
    yield from _gone(asked)
    yield from _lying(asked)


def _too_little(asked: Question, rows: tuple[str, ...]) -> Iterator[Reason]:
    scenario, item = asked.scenario, asked.need.item
    last_h = scenario.clock.edges_h[-2]
    given_t = sum(s.quantity_t for s in scenario.supplies.values() if s.item == item and s.available_h <= last_h)
    made_t = _made_t(asked)
    asking = [n for n in scenario.needs.values() if n.kind is NeedKind.CARGO and n.item == item]
    owed_t = sum(demand.owed(scenario, n, day) for n in asking for day in demand.days(scenario, n))
    if given_t + made_t < owed_t:
        made = f" and {tonnes(made_t)} made on the spot" if made_t else ""
        yield Reason(
            cause=Cause.NO_SUPPLY, quantity=owed_t - given_t - made_t, unit="t", share=(given_t + made_t) / owed_t,
            lifted_by=DONORS, rows=rows,
            because=f"All needs of {item} together ask for {tonnes(owed_t)}; there are {tonnes(given_t)} of supplies"
            f"{made} within the plan.",
        )


def _made_t(asked: Question) -> float:
    units = asked.scenario.units
    working = [shift for here in shifts(asked.scenario, asked.plan).values() for shift in here]
    return sum(units[s.unit].type.makes.get(asked.need.item, 0.0) / 24 * s.length_h for s in working)


def _late(asked: Question) -> Iterator[Reason]:
    supplies = [s for s in asked.scenario.supplies.values() if s.item == asked.need.item]
    first = min(supplies, key=lambda s: s.available_h, default=None)
    if first is not None and first.available_h > asked.need.from_h + EPSILON_H:
        yield Reason(
            cause=Cause.LATE_SUPPLY, at=first.place, quantity=first.available_h - asked.need.from_h, unit="h",
            from_h=asked.need.from_h, until_h=first.available_h, lifted_by=first.owner or DONORS,
            rows=(f"supplies/{first.id}",),
            because=f"The first {asked.need.item} is there at {hour(first.available_h)}, at {first.place}; it is "
            f"needed from {hour(asked.need.from_h)}.",
        )


def _gone(asked: Question) -> Iterator[Reason]:
    """From when on nothing of it lies anywhere any more."""
    clock, item = asked.scenario.clock, asked.need.item
    replayed = goods(asked.scenario, asked.plan)
    accounts = [key for key in replayed.closing_t if key[1] == item]
    lying_t = [sum(replayed.closing_t[key][p] for key in accounts) for p in range(clock.periods)]
    there = [p for p, amount_t in enumerate(lying_t) if amount_t > LEAST_T]
    empty = max(there) + 1 if there else 0
    put_t = list(accumulate(sum(replayed.appeared_t[key][p] for key in accounts) for p in range(clock.periods)))
    if empty < clock.periods and put_t and put_t[-1] > LEAST_T:
        gone_h = clock.edges_h[empty + 1]
        if gone_h < asked.until_h - EPSILON_H:
            yield Reason(
                cause=Cause.RUNS_OUT, from_h=gone_h, until_h=asked.until_h, lifted_by=DONORS,
                because=f"All {item} that there is has been handed out by {hour(gone_h)}; "
                f"the need goes on to {hour(asked.until_h)}.",
            )


def _lying(asked: Question) -> Iterator[Reason]:
    """Where it lies unused at the end of the need."""
    clock, item = asked.scenario.clock, asked.need.item
    period = min(clock.arriving(asked.until_h), clock.periods - 1)
    replayed = goods(asked.scenario, asked.plan)
    lying = {node: closing[period] for (node, what), closing in replayed.closing_t.items() if what == item}
    for node, amount_t in sorted(lying.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_NODES]:
        if amount_t > LEAST_T:
            there = "where it could be handed over" if node in asked.outlets else f"not at {asked.need.site}"
            yield Reason(
                cause=Cause.STUCK, at=node, quantity=amount_t, unit="t", from_h=clock.edges_h[period + 1],
                because=f"{tonnes(amount_t)} of {item} lie at {node} at {hour(clock.edges_h[period + 1])}, {there}.",
            )
