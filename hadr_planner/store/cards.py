"""What the store says of what it keeps, short enough for a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hadr_planner.domain.plan import Status

if TYPE_CHECKING:
    from hadr_planner.wishes import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioCard:
    """A scenario, as its newest version says.

    Parameters
    ----------
    key
        The scenario's own id, as in its file; several scenarios may share it.
    version, versions
        Number of the newest version, and how many there are.
    origin
        Where the first version came from.
    by, at
        Who saved the newest version, and when (UTC).
    """

    id: int
    key: str
    title: str
    version: int
    versions: int
    origin: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionCard:
    """One version of a scenario."""

    version: int
    title: str
    digest: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCard:
    """A plan that was kept.

    Parameters
    ----------
    version
        Version of the scenario for which it was made.
    bound
        Infinite where none was proven.
    """

    id: int
    scenario_id: int
    version: int
    title: str
    status: Status
    value: float
    bound: float
    gap: float
    sorties: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WishBook:
    """The wishes about a scenario; version 0 has none."""

    version: int
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCard:
    """Which plan was chosen, among which, and why."""

    id: int
    scenario_id: int
    plan_ids: tuple[int, ...]
    chosen: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One thing that somebody did, or was refused."""

    at: datetime
    who: str
    role: str
    action: str
    what: str
