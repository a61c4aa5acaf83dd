"""What holds a plan back: the reasons behind the worst unmet needs, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hadr_planner.explain import Cause, Reason, Unmet
from hadr_planner.explain.words import HEADS, plain

TELLING_NOTHING = (Cause.STUCK, Cause.NOT_FOUND, Cause.NOT_WORTH_IT)
"""Signs, not things that anyone could lift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldUp:
    """One thing that stands behind unmet needs.

    Parameters
    ----------
    needs
        Needs that it limits, by id.
    people
        People without behind them; someone who lacks two things counts twice.
    because
        The reason of the need with most people without.
    """

    head: str
    because: str
    lifted_by: str
    rule: str
    at: str
    needs: tuple[str, ...]
    people: float


def hold_ups(found: Iterable[Unmet], people: Mapping[str, float]) -> tuple[HoldUp, ...]:
    """Count reasons over needs, those behind most people first; ``people`` says how many lack each need."""
    groups: defaultdict[tuple[Cause, str, str, str], dict[str, Reason]] = defaultdict(dict)
    for unmet in found:
        for reason in unmet.reasons:
            if reason.cause not in TELLING_NOTHING:
                groups[reason.cause, reason.at, reason.by, reason.rule].setdefault(unmet.need, reason)
    made = [_hold_up(cause, reasons, people) for (cause, *_), reasons in groups.items()]
    return tuple(sorted(made, key=lambda one: (-one.people, one.head, one.because)))


def _hold_up(cause: Cause, reasons: Mapping[str, Reason], people: Mapping[str, float]) -> HoldUp:
    worst = reasons[max(reasons, key=lambda need: people.get(need, 0.0))]
    return HoldUp(
        head=HEADS[cause],
        because=plain(worst.because),
        lifted_by=plain(worst.lifted_by),
        rule=worst.rule,
        at=worst.at,
        needs=tuple(reasons),
        people=sum(people.get(need, 0.0) for need in reasons),
    )
