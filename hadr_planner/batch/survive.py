"""What is left of a plan when things turn out otherwise, and what of it breaks first.

Nobody mends it (``salvage``), so its value is what the plan surely still brings, and less than what a headquarters that
plans anew could still do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from hadr_planner import goals
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.salvage import salvage
from hadr_planner.uncertainty import Drawn

from .renamed import as_drawn


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
    drawn_plan, lost = as_drawn(plan, found)
    saved = salvage(scenario, drawn_plan)
    left, broken = saved.plan, [*lost, *saved.broken]
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
