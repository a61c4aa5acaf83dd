"""The most that any plan could have handed over by each hour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What holds the limit down.

    Parameters
    ----------
    what
        Kind of resource: ``need``, ``supply``, ``partner``, ``tails``, ``flying hours``, ``spots``, ``berths``,
        ``discharge``, ``unit``.
    name
        Which: a node, pool, owner, item or partner.
    share
        Share of the limit that is its doing, 0 to 1.
    """

    what: str
    name: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPoint:
    """Limit at the end of one period.

    Parameters
    ----------
    tonnes
        No plan has handed over more goods by then.
    person_days
        No plan has met more person-days of need for goods by then; a person's need that is met once counts one.
    binds
        What holds the tonnes down, most first.
    """

    hour: float
    tonnes: float
    person_days: float
    binds: tuple[Binding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitCurve:
    """Limits from H+0 to the horizon, one more than there are periods."""

    scenario: str
    digest: str
    points: tuple[LimitPoint, ...]
