"""Could something still be carried there as the plan stands, and would it be worth it?"""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.explain.move import Move
from hadr_planner.explain.objections import Outcome, Verdict, why_not
from hadr_planner.explain.reason import Cause, Reason, search_ended
from hadr_planner.explain.reasons.question import Question
from hadr_planner.replay import hour, tonnes

MOST_ASKED = 2
"""Assets that are asked for a further sortie, the nearest first."""


def reasons(asked: Question) -> Iterator[Reason]:
    """A further sortie that breaks no rule, if there is one: the search has not got to it, or it does not pay."""
    if asked.need.kind is not NeedKind.CARGO:
        return
    idle: Verdict | None = None
    for one in asked.able[:MOST_ASKED]:
        found = why_not(asked.scenario, asked.plan, Move(asset=one.asset, to=one.to, item=asked.need.item))
        if found.outcome is Outcome.HELPS:
            yield search_ended(asked.plan, f"{said(found)}, against no rule, for {found.gain:+.0f} person-days")
            return
        idle = found if found.outcome is Outcome.NOT_WORTH_IT else idle
    if idle is not None:
        yield not_worth_it(idle)


def said(found: Verdict) -> str:
    """What the sortie of a verdict would do: ``trucks could bring 4.5 t of food to alpha, from depot at H+12``."""
    cargo = ", ".join(f"{tonnes(amount)} of {item}" for item, amount in found.carries.items()) or "nothing"
    pick = next((stop.node for stop in found.sortie.stops if stop.loads), found.sortie.stops[0].node)
    return f"{found.move.asset} could bring {cargo} to {found.move.to}, from {pick} at {hour(found.at_h)}"


def not_worth_it(found: Verdict) -> Reason:
    """A sortie that could be made and would not pay."""
    return Reason(
        cause=Cause.NOT_WORTH_IT, at=found.move.to, by=found.move.asset, quantity=found.gain, unit="person-days",
        because=f"{said(found)}, against no rule, but the plan's value would change by {found.gain:+.1f} person-days.",
    )
