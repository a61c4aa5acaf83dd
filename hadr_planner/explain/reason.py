"""What may stand between people and what they need: one reason, typed, with figures and who could lift it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from hadr_planner.domain.plan import Plan, Status


class Cause(StrEnum):
    """Kinds of reasons, in the order in which they are told."""

    NO_SUPPLY = "no_supply"
    """There is none, or too little of it."""
    LATE_SUPPLY = "late_supply"
    """It comes only later."""
    RUNS_OUT = "runs_out"
    """It was there and is used up."""
    NO_UNIT = "no_unit"
    """No unit that does this is offered."""
    LATE_UNIT = "late_unit"
    """The unit is ready, or works, only later."""
    ELSEWHERE = "elsewhere"
    """The unit works at another place, or nowhere."""
    UNIT_FULL = "unit_full"
    """The units there work at what they can do."""
    NO_PARTNER = "no_partner"
    """Nobody is there to hand it over, or only later."""
    PARTNER_FULL = "partner_full"
    """The partners there hand over as much as they can."""
    NO_REACH = "no_reach"
    """Nothing on offer can carry it there."""
    LATE_REACH = "late_reach"
    """Nothing could have it there in time."""
    REFUSED = "refused"
    """A state or nation says no."""
    CLOSED = "closed"
    """A place or road is closed."""
    FULL = "full"
    """An apron, the landing spots or the berths are taken."""
    BUSY = "busy"
    """What could carry it there is used up."""
    STUCK = "stuck"
    """It lies unused somewhere on the way."""
    NOT_READY = "not_ready"
    """The asset is not there to be tasked."""
    NOT_WORTH_IT = "not_worth_it"
    """It could be done, and the plan would not gain."""
    NOT_FOUND = "not_found"
    """It could be done and would help: the search has not got there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that limits what a need gets, or what an asset does.

    Parameters
    ----------
    at, by
        Node or road, and asset, unit or partner concerned; empty where there is none.
    quantity, unit
        How much: tonnes short or lying, hours, days.
    share
        Share of a capacity that the plan uses; unset where that is no question.
    from_h, until_h
        When it limits; unset where always.
    rule
        Code of the rule behind it; empty where there is none.
    lifted_by
        Who could lift it; empty where nobody can.
    rows
        Rows of the scenario that say so, as ``table/id``; what a proof takes away.
    because
        One sentence with witnesses and figures; a rule's own where there is one.
    """

    cause: Cause
    at: str = ""
    by: str = ""
    quantity: float | None = None
    unit: str = ""
    share: float | None = None
    from_h: float | None = None
    until_h: float | None = None
    rule: str = ""
    lifted_by: str = ""
    rows: tuple[str, ...] = ()
    because: str


def search_ended(plan: Plan, what: str) -> Reason:
    """Nothing stands in the way but the search itself."""
    because = what
    proven = isfinite(plan.bound) and plan.bound > plan.value
    if proven:
        done = "is proven the best within its gap" if plan.status is Status.OPTIMAL else "was not proven the best"
        most = f"at most {100 * plan.gap:.1f} % could still be gained over all needs together"
        because = f"{what}; the plan {done}: {most}"
    return Reason(
        cause=Cause.NOT_FOUND, share=plan.gap if proven else None,
        lifted_by="whoever lets the search run longer", because=f"{because}.",
    )
