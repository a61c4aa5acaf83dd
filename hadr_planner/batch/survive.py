"""What is left of a plan when things turn out otherwise: what breaks is dropped until the rest obeys every rule.

It is a plan that nobody mends: no sortie is put off, sent elsewhere or flown in the place of another, and a tail that
does not get where its next sortie starts flies no more from there. So its value is what the plan surely still brings,
and less than what a headquarters that plans anew could still do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from hadr_planner import goals
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.judge import verify
from hadr_planner.uncertainty import Drawn

from .renamed import as_drawn
from .trim import trimmed

TRIMMED = frozenset({"STOCK", "NEED", "SUSTAIN", "CAPACITY", "PARTNER"})
"""Rules whose breaches are mended by carrying and handing over less; nothing is dropped for them alone at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """What became of a plan.

    Parameters
    ----------
    plan
        What is left; it obeys every rule of the draw, and its value is measured there. Wishes are for making a plan,
        so it holds none.
    dropped
        Sorties not flown, stays not made: how many by rule that the first breach of each quotes.
    first, first_h
        The earliest thing that breaks and when it was to begin; none and infinite where all holds.
    """

    plan: Plan
    dropped: Mapping[str, int]
    first: Breach | None
    first_h: float


def survive(found: Drawn, plan: Plan) -> Survival:
    """Replay a plan made for the scenario as written in a draw.

    Parameters
    ----------
    found
        The draw.
    plan
        Made for the scenario as written, or for another draw and renamed.
    """
    scenario = found.scenario
    begins_h = {s.id: s.start_h for s in plan.sorties} | {s.unit: s.arrived_h for s in plan.stays}
    left, lost = as_drawn(replace(plan, wishes=()), found)
    broken = list(lost)
    trims = False
    while breaches := verify(scenario, left):
        grave = [breach for breach in breaches if breach.rule not in TRIMMED]
        if not grave and not trims:
            left, trims = trimmed(scenario, left), True
            continue
        less = _without(left, grave or breaches)
        if less == left:
            message = f"nothing is left of the plan, and yet: {breaches[0].because}"
            raise RuntimeError(message)
        left = less
        broken += grave or breaches
        trims = False
    named = [breach for breach in broken if breach.by in begins_h]
    first = min(named, key=lambda breach: begins_h[breach.by], default=broken[0] if broken else None)
    value = goals.value(scenario, left)
    done = replace(
        left, value=value, bound=inf, scores=goals.scores(scenario, left), status=Status.FEASIBLE,
        why=f"What is left of a plan in draw {found.number}.",
    )
    return Survival(
        plan=done,
        dropped=dict(Counter(_once(named).values())),
        first=first,
        first_h=begins_h.get(first.by, 0.0) if first else inf,
    )


def _once(named: Sequence[Breach]) -> dict[str, str]:
    """Rule of the first breach of each."""
    rules: dict[str, str] = {}
    for breach in named:
        rules.setdefault(breach.by, breach.rule)
    return rules


def _without(plan: Plan, breaches: Sequence[Breach]) -> Plan:
    """The plan without what breaches name; where they name nobody, without the last sortie that comes there."""
    flown = {sortie.id for sortie in plan.sorties}
    placed = {stay.unit for stay in plan.stays} | {drive.unit for drive in plan.drives}
    gone = {breach.by for breach in breaches if breach.by in flown | placed}
    for breach in breaches:
        if breach.by not in gone:
            calling = [s for s in plan.sorties if any(stop.node == breach.at for stop in s.stops) and s.id not in gone]
            last = max(calling or plan.sorties, key=lambda s: s.start_h, default=None)
            gone |= {last.id} if last else set()
    if not gone:
        return replace(plan, sorties=(), drives=(), stays=(), hand_overs=(), services=())
    return replace(
        plan,
        sorties=tuple(sortie for sortie in plan.sorties if sortie.id not in gone),
        drives=tuple(drive for drive in plan.drives if drive.unit not in gone),
        stays=tuple(stay for stay in plan.stays if stay.unit not in gone),
        services=tuple(service for service in plan.services if service.unit not in gone),
    )
