"""Two plans' headlines against each other: by how much, and whether that is better for people in need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .headlines import Headline
from .wording import large, number

BETTER = {
    "share_met": 1,
    "handed_over": 1,
    "first_aid": -1,
    "worst_site": 1,
    "deprivation": -1,
    "gini": -1,
    "military_share": -1,
    "patients": 1,
    "rescued": 1,
}
"""1 where more is better, -1 where less is; what is not here is neither."""
LEAST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One headline against another plan's.

    Parameters
    ----------
    change
        Ours less theirs; unset where one of them has no figure.
    better
        Unset where it is neither better nor worse.
    text
        As read by people, with its sign; empty where there is no change.
    """

    id: str
    change: float | None
    better: bool | None
    text: str


def differences(ours: Sequence[Headline], theirs: Sequence[Headline]) -> dict[str, Difference]:
    """Every headline that both plans have, by its id."""
    other = {headline.id: headline for headline in theirs}
    return {headline.id: _difference(headline, other[headline.id]) for headline in ours if headline.id in other}


def _difference(ours: Headline, theirs: Headline) -> Difference:
    if ours.value is None or theirs.value is None:
        return Difference(id=ours.id, change=None, better=None, text="")
    change = ours.value - theirs.value
    text = signed(change, ours.unit)
    if abs(change) < LEAST or not text:
        return Difference(id=ours.id, change=change, better=None, text="")
    direction = BETTER.get(ours.id)
    better = None if direction is None else change * direction > 0
    return Difference(id=ours.id, change=change, better=better, text=text)


def signed(change: float, unit: str) -> str:
    """A change in words: ``+18 points``, ``-2 h 10``, ``+120 t``; empty where it rounds to nothing."""
    size = abs(change)
    words = _size(size, unit)
    if not any(sign in "123456789" for sign in words):
        return ""
    return f"{'+' if change > 0 else '-'}{words}"


def _size(size: float, unit: str) -> str:
    if unit == "share":
        return f"{number(100 * size, 1).removesuffix('.0')} points"
    if unit == "h":
        minutes = round(size * 60)
        return f"{minutes // 60} h" + (f" {minutes % 60:02d}" if minutes % 60 else "")
    if unit.startswith("Gini"):
        return f"{size:.2f}"
    return f"{large(size)} {unit}"


def best(headlines: Sequence[Headline | None]) -> frozenset[int]:
    """Which plans have the best figure, by their order; none where all are alike or nothing is better."""
    found = [(order, one.value) for order, one in enumerate(headlines) if one is not None and one.value is not None]
    direction = next((BETTER[one.id] for one in headlines if one is not None and one.id in BETTER), None)
    if direction is None or len(found) < 2:
        return frozenset()
    top = max(value * direction for _, value in found)
    winners = frozenset(order for order, value in found if value * direction >= top - LEAST)
    return frozenset() if len(winners) == len(found) else winners
