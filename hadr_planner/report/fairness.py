"""Fairness against speed: which plans no other plan beats in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .kpis import Kpis

LEAST = 1e-9
ALIKE, ALIKE_SHARE = 1e-3, 5e-3
"""Share of the person-days, and share of a need, by which plans must differ to be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Where one plan stands between speed and fairness.

    Parameters
    ----------
    person_days
        Time that people go without; less is faster.
    worst_share
        Share of its need that the worst-served site gets.
    fairness
        The same, or 1 less the Gini of shares met where no plan's worst site gets anything; more is fairer.
    beaten_by
        Titles of plans that are better in one and no worse in the other, small differences apart; empty on the front.
    """

    title: str
    person_days: float
    worst_share: float
    gini: float
    fairness: float
    beaten_by: tuple[str, ...]


def trades(titles: Sequence[str], measured: Sequence[Kpis]) -> tuple[Trade, ...]:
    """Every plan's place, and what beats it."""
    fair = [_worst(one) for one in measured]
    if max(fair, default=0.0) < LEAST:
        fair = [1.0 - one.gini for one in measured]
    places = [(one.person_days, share) for one, share in zip(measured, fair, strict=True)]
    return tuple(
        Trade(
            title=title,
            person_days=place[0],
            worst_share=_worst(one),
            gini=one.gini,
            fairness=place[1],
            beaten_by=tuple(name for name, other in zip(titles, places, strict=True) if _beats(other, place)),
        )
        for title, one, place in zip(titles, measured, places, strict=True)
    )


def by_evenness(found: Sequence[Trade]) -> bool:
    """Whether the worst-served site tells these plans nothing apart, for it gets nothing in any, and evenness does."""
    return all(one.worst_share < LEAST for one in found)


def _worst(measured: Kpis) -> float:
    return next((site.share for site in measured.sites if site.site == measured.worst_site), 1.0)


def _beats(ours: tuple[float, float], theirs: tuple[float, float]) -> bool:
    slower, fairer = ours[0] - theirs[0], ours[1] - theirs[1]
    least = ALIKE * max(ours[0], theirs[0])
    no_worse = slower <= least and fairer >= -ALIKE_SHARE
    return no_worse and (slower < -least or fairer > ALIKE_SHARE)


def in_words(found: Sequence[Trade]) -> str:
    """Say which plans are on the front, and which are beaten by what."""
    front = [one.title for one in found if not one.beaten_by]
    beaten = [f"{one.title} is beaten by {' and '.join(one.beaten_by)}" for one in found if one.beaten_by]
    if not beaten and _alike(found):
        return "These plans are alike in speed and in fairness: something else must tell them apart."
    if not beaten:
        return "No plan beats another in both speed and fairness: the choice is one of values."
    verb = "is" if len(front) == 1 else "are"
    return f"On the front {verb} {' and '.join(front)}; {'; '.join(beaten)}."


def _alike(found: Sequence[Trade]) -> bool:
    """Whether small differences are all there is."""
    days, fair = [one.person_days for one in found], [one.fairness for one in found]
    return max(days) - min(days) <= ALIKE * max(days) and max(fair) - min(fair) <= ALIKE_SHARE
